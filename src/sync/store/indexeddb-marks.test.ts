// The marks of a change are written in one step with it. Faults planted in line.ts, each seen red and taken
// back: the mark in a transaction of its own, before its change or after, for one change or the whole document.
import { FaultyDisk } from '#tests/contracts/device-store-faulty-disk.ts';
import {
	freshWorkspace,
	notes,
	openToWrite,
	saved,
	seasonKey
} from '#tests/contracts/device-store.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { storeName, type DocumentKey } from './device-store.ts';
import { answer, marksStore, openDatabase, updatesStore } from './idb.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

let disk: FaultyDisk;
let key: DocumentKey;

beforeEach(() => {
	disk = new FaultyDisk();
	key = seasonKey(freshWorkspace());
});

afterEach(() => {
	vi.restoreAllMocks();
	disk.mend();
});

/** What lies on the disk: how many notes, and what is marked beside them. */
async function lying(): Promise<{ notes: number; mark: unknown }> {
	const db = await openDatabase(storeName(key));
	const mark = await answer<unknown>(
		db.transaction([marksStore]).objectStore(marksStore).get('unshared')
	);
	const updates: unknown[] = await answer(
		db.transaction([updatesStore]).objectStore(updatesStore).getAll()
	);
	db.close();
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update as Uint8Array);
	return { notes: Object.keys(notes(doc)).length, mark };
}

test.each([
	['one', 1],
	['so many that the document goes as a whole', 600]
])('the marks of a change are written in one step with it: %s', async (_what, count) => {
	const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
	await saved(stored);
	const changes = vi.spyOn(IDBObjectStore.prototype, 'add');
	const marks = vi.spyOn(IDBObjectStore.prototype, 'put');
	for (let index = 0; index < count; index++) doc.getMap('notes').set(`n${index}`, true);
	stored.marks.write('unshared', count);
	await saved(stored);
	await stored.destroy();
	const stepsOf = ({ mock }: { mock: { contexts: unknown[] } }) =>
		mock.contexts.map((store) => (store as IDBObjectStore).transaction);
	expect(stepsOf(marks)).toHaveLength(1);
	expect(stepsOf(marks)[0]).toBe(stepsOf(changes).at(-1));
	expect(await lying()).toEqual({ notes: count, mark: count });
});

test('they are not there where the disk had no room for the change', async () => {
	const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
	await saved(stored);
	disk.faults.full = true;
	doc.getMap('notes').set('planned', true);
	stored.marks.write('unshared', 1);
	await vi.waitFor(() => expect(stored.state.read()).toMatchObject({ why: 'full' }));
	expect(await lying()).toEqual({ notes: 0, mark: undefined });
	disk.faults.full = false;
	await saved(stored);
	expect(await lying()).toEqual({ notes: 1, mark: 1 });
	await stored.destroy();
});
