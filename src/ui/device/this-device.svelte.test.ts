// Faults planted here, each seen red and taken back: the example asks; known before it is kept; a workspace
// closed over what stands nowhere else; one that lingers opened a second time; one that lingers for ever, or on
// the line that was refused.
import { expect, test, vi } from 'vitest';
import type * as Y from 'yjs';
import { DeviceId, InvitationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { Api } from '#sync/session/api.ts';
import { KnownWorkspaces } from '#sync/session/known-workspaces.ts';
import type { DocumentKey, Saving, StoredDocument } from '#sync/store/device-store.ts';
import { Cell } from '#sync/observable.ts';
import type { Shell } from '#sync/shell/shell.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { systemClock } from '#sync/clock.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { linkIn } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { newArrivalKey } from '#tests/support/arrival-key.ts';
import { ThisDevice } from './this-device.svelte.ts';

const workspace = idNamed(WorkspaceId, 'house');
const person = idNamed(PersonId, 'ann');
const looked = {
	workspace,
	workspaceName: 'De Brug',
	role: 'volunteer',
	person: null,
	personName: null
} as const;
const joining = {
	...{ invitation: idNamed(InvitationId, 'invite'), secret: 'averylongsecretindeed' },
	...{ name: 'Ann', label: 'telefoon' }
};

function deviceWith(answer: (path: string) => [number, unknown]) {
	const keep = vi.fn<() => void>();
	const fetcher: typeof fetch = (address) => {
		const [status, body] = answer(address as string);
		return Promise.resolve(Response.json(body, { status }));
	};
	const [store, known] = [new ForgetfulStore(), new KnownWorkspaces(null)];
	const links = linkIn({ status: 'waiting', attempt: 1, retryAt: 0 });
	const heldBy = vi.fn<Shell['heldBy']>();
	const heldWhile = vi.fn<Shell['heldWhile']>();
	const device = new ThisDevice({
		...{
			api: new Api(newArrivalKey(), fetcher),
			known,
			shell: { updateReady: new Cell(false), applyUpdate: () => undefined, heldBy, heldWhile },
			keep
		},
		label: () => 'telefoon',
		connection: (of, member) =>
			new WorkspaceConnection({
				...{ workspace: of, member, store, tabs: onlyTab, links, clock: systemClock }
			})
	});
	return { device, keep, store, known, heldBy, heldWhile };
}

/** A device that keeps nothing, until it is told to. */
class ForgetfulStore extends MemoryStore {
	readonly saving = new Cell<Saving>({ status: 'saved' });
	readonly docs: Y.Doc[] = [];
	onwipe: () => unknown = () => undefined;

	override wipe(workspace: WorkspaceId): ReturnType<MemoryStore['wipe']> {
		this.onwipe();
		return super.wipe(workspace);
	}

	override open(key: DocumentKey, doc: Y.Doc): StoredDocument {
		this.docs.push(doc);
		return Object.assign(super.open(key, doc), { state: this.saving });
	}
}

const foundation = {
	...{ name: 'De Brug', neighbourhood: 'Heule', coordinator: 'Ann', example: false },
	season: { name: 'Herfst', first: '2026-11-23' as Day, last: '2027-05-23' as Day }
};

/** Two workspaces that were begun here: the first is left for the second. */
async function leaveOneForAnother(saving: Saving) {
	const { device, store, known, heldBy } = deviceWith(() => [503, null]);
	store.saving.set(saving);
	const id = await device.found(foundation);
	const entry = device.find(id)!;
	const first = await device.open(entry);
	await device.found({ ...foundation, name: 'De Leie' });
	return { device, store, known, entry, first, heldBy };
}

const refused: Saving = { status: 'not-saved', why: 'refused' };

test('a workspace is known, here and to the relay, once what it begins with is on the device', async () => {
	const asked: string[] = [];
	const { device, store } = deviceWith((path) => (asked.push(path), [503, null]));
	store.saving.set({ status: 'saving' });
	const founded = device.found(foundation);
	await expect.poll(() => store.docs.some((doc) => doc.store.clients.size > 0)).toBe(true);
	expect(device.known.current).toEqual([]);
	expect(asked).toEqual([]);
	store.saving.set({ status: 'saved' });
	const id = await founded;
	expect(device.find(id)?.name).toBe('De Brug');
	await expect.poll(() => asked.length).toBeGreaterThan(0);
});

test('a workspace that is left is closed, and what was made in it is on the device', async () => {
	const { device, entry, first } = await leaveOneForAnother({ status: 'saved' });
	expect(first.connection.status.read().kind).toBe('closed');
	expect(device.wouldLose).toBe(false);
	expect((await device.open(entry)).documents.workspace().name).toBe('De Brug');
});

test('on a device that keeps nothing it stays open behind the other, and is the same when she is back', async () => {
	const { device, entry, first } = await leaveOneForAnother(refused);
	expect(first.connection.status.read()).toMatchObject({ kind: 'not-saved' });
	expect(device.wouldLose).toBe(true);
	expect(await device.open(entry)).toBe(first);
	expect(first.documents.workspace().name).toBe('De Brug');
});

test('a new link for it, opened in another tab, gives it a fresh line there', async () => {
	const { device, known, entry, first } = await leaveOneForAnother(refused);
	const renew = vi.spyOn(first.connection, 'renew');
	known.remember({ ...entry, joinedAt: entry.joinedAt + 1 });
	expect(renew).toHaveBeenCalledTimes(1);
	expect(await device.open(entry)).toBe(first);
});

test('a newer version waits for it too, though nobody looks at it', async () => {
	const { device, first, heldBy } = await leaveOneForAnother(refused);
	expect(heldBy.mock.lastCall?.[0]).toContain(first.connection.status);
	expect(heldBy.mock.lastCall?.[0]).toHaveLength(2);
	await device.open(device.find(first.id)!);
	expect(heldBy.mock.lastCall?.[0][0]).toBe(first.connection.status);
});

test('a newer version waits while a workspace goes from this device, until it has gone', async () => {
	const { device, store, heldWhile } = deviceWith(() => [503, null]);
	const id = await device.found(foundation);
	const isHeld = heldWhile.mock.lastCall![0];
	expect(isHeld.read()).toBe(false);
	const seen: boolean[] = [];
	store.onwipe = () => seen.push(isHeld.read());
	await device.wipe(id);
	expect(seen).toEqual([true]);
	expect(isHeld.read()).toBe(false);
});

test('it closes as soon as nothing is lost with it', async () => {
	const { device, store, entry, first } = await leaveOneForAnother(refused);
	store.saving.set({ status: 'saved' });
	await expect.poll(() => first.connection.status.read().kind).toBe('closed');
	expect(device.wouldLose).toBe(false);
	expect(await device.open(entry)).not.toBe(first);
});

test('the browser is asked to keep what is a person’s own: a workspace she begins, and one she joins', async () => {
	const joined = { workspace, person, role: 'volunteer', organisations: [] };
	const { device, keep } = deviceWith((path) =>
		path === '/api/join' ? [201, { ...joined, device: idNamed(DeviceId, 'phone') }] : [503, null]
	);
	await device.found(foundation);
	expect(keep).toHaveBeenCalledTimes(1);
	expect(await device.join(joining, looked)).toMatchObject({ ok: true });
	expect(keep).toHaveBeenCalledTimes(2);
});

test('it is not asked for an example that she looks at, nor where joining failed', async () => {
	const { device, keep } = deviceWith((path) =>
		path === '/api/example'
			? [201, { workspace, person }]
			: [410, { error: { code: 'invitation-used' } }]
	);
	expect(await device.makeExample('Voorbeeld')).toMatchObject({ ok: true });
	expect(await device.join(joining, looked)).toEqual({ ok: false, code: 'invitation-used' });
	expect(keep).not.toHaveBeenCalled();
});

test('nothing goes from the device when nobody could coordinate any more, and all of it where no relay answers', async () => {
	let answer: [number, unknown] = [409, { error: { code: 'last-coordinator', message: '' } }];
	const { device } = deviceWith(() => answer);
	const id = await device.found(foundation);
	expect(await device.leave(id, false)).toEqual({ ok: false, code: 'last-coordinator' });
	expect(device.find(id)).not.toBeNull();
	answer = [503, null];
	await device.leave(id, false);
	expect(device.find(id)).toBeNull();
});

test('it says whether it was told what each role is, so that it asks again where nobody answered', async () => {
	let answer: [number, unknown] = [503, null];
	const { device, known } = deviceWith(() => answer);
	expect(await device.meetRelay()).toBe(true);
	known.amend(await device.found(foundation), { registered: true });
	expect(await device.meetRelay()).toBe(false);
	answer = [429, { error: { code: 'too-many-requests', message: '' } }];
	expect(await device.meetRelay()).toBe(false);
	answer = [500, { error: { code: 'relay-failed', message: '' } }];
	expect(await device.meetRelay()).toBe(false);
	answer = [401, { error: { code: 'no-session', message: '' } }];
	expect(await device.meetRelay()).toBe(true);
	answer = [200, { memberships: [] }];
	expect(await device.meetRelay()).toBe(true);
});
