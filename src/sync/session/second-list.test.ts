// Faults planted here, each seen red and taken back: nothing taken back; what was left taken back; what
// was joined again left out; the second list written before it was read; a write that fails ends them all.
import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import { KnownWorkspaces, type KnownWorkspace } from './known-workspaces.ts';
import { indexedDbPlace, keepTwice, type SecondPlace } from './second-list.ts';

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

/** A second place whose list is looked at, and made to refuse. */
function placeWith(before?: unknown) {
	let list: unknown = before;
	const faults = { refuses: false };
	const place: SecondPlace = {
		read: () => Promise.resolve(list),
		write: (value) => {
			if (faults.refuses) return Promise.reject(new DOMException('no', 'QuotaExceededError'));
			list = structuredClone(value);
			return Promise.resolve();
		}
	};
	return { place, faults, list: () => list };
}

/** A device that starts: its first list, brought together with the second. */
async function start(place: SecondPlace, first: readonly KnownWorkspace[] = [], now = 100) {
	const known = new KnownWorkspaces(null);
	for (const one of first) known.remember(one);
	const cameBack = await keepTwice(known, place, () => now);
	return { known, cameBack };
}

describe('a browser that was killed before it wrote its first list', () => {
	test('finds its workspaces in the second', async () => {
		const { place } = placeWith();
		const { known } = await start(place);
		known.remember(leie);
		known.amend(leie.workspace, { registered: true });
		await vi.waitFor(async () => expect((await start(place)).known.read()).toHaveLength(1));
		const again = await start(place);
		expect(again.cameBack).toBe(true);
		expect(again.known.read()).toEqual([{ ...leie, registered: true }]);
	});

	test('or before it wrote that the relay knows one', async () => {
		const { place } = placeWith({ entries: [{ ...leie, registered: true }], left: [] });
		const { known, cameBack } = await start(place, [leie, other]);
		expect(cameBack).toBe(true);
		expect(known.read()).toEqual([other, { ...leie, registered: true }]);
	});

	test('or before it forgot what it left: that stays away', async () => {
		const { place, list } = placeWith();
		const { known } = await start(place, [leie, other]);
		known.forget(leie);
		await vi.waitFor(() => expect(list()).toMatchObject({ left: [{ workspace: leie.workspace }] }));
		expect((await start(place, [leie, other])).known.read()).toEqual([other]);
	});

	test('but what was joined again since is there', async () => {
		const { place, list } = placeWith({
			entries: [],
			left: [{ workspace: leie.workspace, at: 50 }]
		});
		const rejoined = { ...leie, joinedAt: 60 };
		expect((await start(place, [rejoined])).known.read()).toEqual([rejoined]);
		await vi.waitFor(() => expect(list()).toEqual({ entries: [rejoined], left: [] }));
	});
});

describe('the second list', () => {
	test('changes nothing where the first has everything', async () => {
		const { place } = placeWith({ entries: [leie], left: [] });
		const { known, cameBack } = await start(place, [{ ...leie, name: 'De Leie' }, other]);
		expect(cameBack).toBe(false);
		expect(known.read()).toEqual([other, { ...leie, name: 'De Leie' }]);
	});

	test.each([[null], ['nonsense'], [{ entries: [{ workspace: 'x' }], left: [] }], [[leie]]])(
		'that makes no sense is passed over: %j',
		async (before) => {
			const { known, cameBack } = await start(placeWith(before).place, [leie]);
			expect(cameBack).toBe(false);
			expect(known.read()).toEqual([leie]);
		}
	);

	test('is not needed: a device that refuses it works with the first', async () => {
		const refusing = {
			read: () => Promise.reject(new DOMException('no', 'SecurityError')),
			write: vi.fn<() => Promise<void>>()
		};
		const { known, cameBack } = await start(refusing);
		known.remember(leie);
		expect(cameBack).toBe(false);
		expect(refusing.write).not.toHaveBeenCalled();
	});

	test('is tried again at the next change after the disk was full', async () => {
		const { place, faults, list } = placeWith();
		const { known } = await start(place);
		faults.refuses = true;
		known.remember(leie);
		await new Promise((resolve) => setTimeout(resolve));
		faults.refuses = false;
		known.remember(other);
		await vi.waitFor(() => expect(list()).toEqual({ entries: [other, leie], left: [] }));
	});

	test('lies in IndexedDB', async () => {
		await indexedDbPlace.write({ entries: [leie], left: [] });
		expect(await indexedDbPlace.read()).toEqual({ entries: [leie], left: [] });
	});
});
