// Faults planted here, each seen red and taken back: unreadable entries dropped on writing; a list that
// is no JSON throws; `remember` adds a second entry; `amend` touches the neighbour; refused storage throws.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import { KnownWorkspaces, shelfKey, type KnownWorkspace, type Shelf } from './known-workspaces.ts';

const leie: KnownWorkspace = {
	workspace: WorkspaceId.parse('leie000000000000')!,
	name: 'LDC De Leie',
	person: PersonId.parse('ann0000000000000')!,
	role: 'coordinator',
	organisations: [],
	registered: false,
	joinedAt: 1
};
const other: KnownWorkspace = {
	...leie,
	workspace: WorkspaceId.parse('other00000000000')!,
	joinedAt: 2
};

function shelfWith(text: string | null): Shelf & { text(): string | null } {
	let kept = text;
	return {
		getItem: () => kept,
		setItem: (_key, value) => {
			kept = value;
		},
		text: () => kept
	};
}

describe('the workspaces of this device', () => {
	test('are there after a reload, newest first, and once', () => {
		const shelf = shelfWith(null);
		const known = new KnownWorkspaces(shelf);
		known.remember(leie);
		known.remember(other);
		known.remember({ ...leie, name: 'De Leie' });
		expect(new KnownWorkspaces(shelf).read()).toEqual([other, { ...leie, name: 'De Leie' }]);
		known.forget(other);
		expect(new KnownWorkspaces(shelf).read()).toEqual([{ ...leie, name: 'De Leie' }]);
	});

	test('what a newer version wrote is left as it is', () => {
		const newer = { workspace: 'x', sealed: true };
		const shelf = shelfWith(JSON.stringify([newer, leie]));
		const known = new KnownWorkspaces(shelf);
		expect(known.read()).toEqual([leie]);
		known.amend(leie.workspace, { registered: true });
		expect(JSON.parse(shelf.text()!)).toEqual([{ ...leie, registered: true }, newer]);
	});

	test("the relay's word on a role is followed, for what this device knows", () => {
		const known = new KnownWorkspaces(shelfWith(JSON.stringify([leie, other])));
		const heard: number[] = [];
		known.observe(() => heard.push(known.read().length));
		const { workspace, person } = leie;
		const membership = { workspace, person, role: 'volunteer' as const, organisations: [] };
		known.follow([{ ...membership, device: 'device0000000000' as never }]);
		expect(known.find(workspace)).toMatchObject({ role: 'volunteer', registered: true });
		expect(known.find(other.workspace)).toEqual(other);
		expect(heard).toEqual([2]);
	});

	test("another tab's list is read again", () => {
		const shelf = shelfWith(null);
		const [here, there] = [new KnownWorkspaces(shelf), new KnownWorkspaces(shelf)];
		there.remember(leie);
		here.remember(other);
		expect(here.read()).toHaveLength(2);
		there.reread();
		expect(there.read()).toHaveLength(2);
	});

	test('refused storage lasts as long as the page', () => {
		const refusing: Shelf = {
			getItem: () => {
				throw new DOMException('no', 'SecurityError');
			},
			setItem: () => {
				throw new DOMException('no', 'QuotaExceededError');
			}
		};
		for (const shelf of [refusing, null]) {
			const known = new KnownWorkspaces(shelf);
			known.remember(leie);
			expect(known.read()).toEqual([leie]);
		}
	});

	property.prop([fc.oneof(fc.json(), fc.string())])('any text on the shelf opens', (text) => {
		const shelf = shelfWith(text);
		const known = new KnownWorkspaces(shelf);
		known.remember(leie);
		expect(known.read()).toContainEqual(leie);
		expect(shelfKey).toBe('draaiboek/workspaces');
	});
});
