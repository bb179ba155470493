// Two tabs of one browser: in the other one she opened a new link for the workspace that this one has open.
//
// Faults planted here, each seen red and taken back: a new membership that is not followed, or with each change of the list;
// one that is wiped before the wipe began, while the documents close, or from the list; one that opens closed.
import { expect, test, vi } from 'vitest';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import {
	KnownWorkspaces,
	type KnownWorkspace,
	type Shelf
} from '#sync/session/known-workspaces.ts';
import type { DocumentKey, StoredDocument } from '#sync/store/device-store.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import type * as Y from 'yjs';

const brug: KnownWorkspace = {
	...{ workspace: idNamed(WorkspaceId, 'house'), person: idNamed(PersonId, 'ann') },
	...{ name: 'De Brug', role: 'volunteer', organisations: [], registered: true, joinedAt: 1 }
};
const again = { ...brug, joinedAt: 2 };

/** Calls what a test wants to happen meanwhile. */
class BusyStore extends MemoryStore {
	onclosing = (): void => undefined;
	onwipe = (): void => undefined;
	wipes = 0;

	override open(key: DocumentKey, doc: Y.Doc): StoredDocument {
		const stored = super.open(key, doc);
		const destroy = stored.destroy.bind(stored);
		return Object.assign(stored, { destroy: () => (this.onclosing(), destroy()) });
	}

	override async wipe(workspace: WorkspaceId): ReturnType<MemoryStore['wipe']> {
		this.wipes += 1;
		await super.wipe(workspace);
		this.onwipe();
		return null;
	}
}

/** A tab that is out, with the workspace open, and the list as another tab has it. */
async function tabThatIsOut() {
	let kept: string | null = null;
	const shelf: Shelf = { getItem: () => kept, setItem: (_key, text) => void (kept = text) };
	const store = new BusyStore();
	const out = { status: 'refused', why: 'withdrawn' } as const;
	const { device, known } = fakeDevice({}, [brug], out, { store, shelf });
	const opened = await device.open(brug);
	const elsewhere = new KnownWorkspaces(shelf);
	const renew = vi.spyOn(opened.connection, 'renew');
	return { device, known, store, opened, renew, joinAnew: () => elsewhere.remember(again) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('this tab takes it up: the same workspace on a fresh line', async () => {
	const { device, opened, renew, joinAnew } = await tabThatIsOut();
	joinAnew();
	device.reread();
	await expect.poll(() => renew.mock.calls.length).toBe(1);
	expect(await device.open(again)).toBe(opened);
	device.rename(brug.workspace, 'De Brug te Heule');
	await turn();
	expect(renew).toHaveBeenCalledTimes(1);
});

test('one that is as it was is left in peace', async () => {
	const { device, known, renew } = await tabThatIsOut();
	known.amend(brug.workspace, { name: 'De Brug te Heule' });
	device.reread();
	await turn();
	expect(renew).not.toHaveBeenCalled();
});

test('a wipe of what she is back in, before this tab heard of it, wipes nothing', async () => {
	const { device, known, store, renew, joinAnew } = await tabThatIsOut();
	joinAnew();
	await device.wipe(brug.workspace);
	expect(store.wipes).toBe(0);
	expect(known.find(brug.workspace)).toEqual(again);
	expect(device.isLeaving(brug.workspace)).toBe(false);
	await expect.poll(() => renew.mock.calls.length).toBe(1);
});

test('nor does leaving it, and the relay is not told that she goes', async () => {
	const { device, known, store, joinAnew } = await tabThatIsOut();
	const told = vi.spyOn(device.api, 'leave');
	joinAnew();
	await device.leave(brug.workspace, false);
	expect(told).not.toHaveBeenCalled();
	expect(store.wipes).toBe(0);
	expect(known.find(brug.workspace)).toEqual(again);
});

test('where she comes back while it closes, nothing is removed, and it opens afresh', async () => {
	const { device, known, store, opened, joinAnew } = await tabThatIsOut();
	store.onclosing = joinAnew;
	await device.wipe(brug.workspace);
	expect(store.wipes).toBe(0);
	expect(known.find(brug.workspace)).toEqual(again);
	const afresh = await device.open(again);
	expect(afresh).not.toBe(opened);
	expect(afresh.connection.status.read().kind).not.toBe('closed');
});

test('where she comes back while it is removed, she is still known', async () => {
	const { device, known, store, joinAnew } = await tabThatIsOut();
	store.onwipe = joinAnew;
	await device.wipe(brug.workspace);
	expect(known.find(brug.workspace)).toEqual(again);
	expect(device.going.left).toBeNull();
});

test('one that another tab wiped opens afresh once she is back in it', async () => {
	const { device, known, opened, joinAnew } = await tabThatIsOut();
	await opened.connection.close();
	known.forget(brug);
	joinAnew();
	device.reread();
	const afresh = await device.open(again);
	expect(afresh).not.toBe(opened);
	expect(afresh.connection.status.read().kind).not.toBe('closed');
});
