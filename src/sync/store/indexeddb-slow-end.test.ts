// Who wipes closes first, and waits no longer than a device is waited for. What a slow disk was still doing then must
// not go on behind the wipe: it would make the document anew, with what was made in it.
//
// Faults planted here, each seen red and taken back: a copy that never ends; one that ends and is stored all the same;
// records that make no sense set aside after it; one that goes on while another tab removes it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { freshWorkspace, openToWrite, saved, seasonKey } from '#tests/contracts/device-store.ts';
import {
	storeName,
	workspacePrefix,
	type DocumentKey,
	type StoredDocument
} from './device-store.ts';
import { completion, marksStore, openDatabase, updatesStore } from './idb.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

let key: DocumentKey;
let disk: BusyDisk;

beforeEach(async () => {
	key = seasonKey(freshWorkspace());
	disk = new BusyDisk();
	const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
	doc.getMap('notes').set('before', true);
	await stored.destroy();
});

afterEach(() => {
	disk.rest();
	vi.useRealTimers();
});

/** A disk that is at something else in the document's database: what is asked of it there waits its turn. */
class BusyDisk {
	#isBusy = false;

	async work(): Promise<void> {
		const db = await openDatabase(storeName(key));
		const other = db.transaction([updatesStore, marksStore], 'readwrite').objectStore(marksStore);
		this.#isBusy = true;
		const goOn = (): void => {
			if (this.#isBusy) other.get('nothing').onsuccess = goOn;
			else db.close();
		};
		goOn();
	}

	rest(): void {
		this.#isBusy = false;
	}
}

/** Until all that does not wait for the disk has happened. */
async function turns(): Promise<void> {
	for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function edit(doc: Y.Doc, stored: StoredDocument): void {
	doc.getMap('notes').set('last', true);
	stored.marks.write('unshared', 1);
}

async function busyAsItOpens(): Promise<StoredDocument> {
	await disk.work();
	const doc = new Y.Doc();
	const stored = new IndexedDbStore(20).open(key, doc);
	stored.write();
	// As a document takes up what was noted, also once it has closed.
	void stored.filled.then(() => edit(doc, stored));
	doc.getMap('notes').set('early', true);
	expect(await stored.ready).toEqual({ kind: 'memory-only', why: 'slow' });
	return stored;
}

async function busyAsItBeginsToWrite(): Promise<StoredDocument> {
	const doc = new Y.Doc();
	const stored = new IndexedDbStore().open(key, doc);
	await stored.ready;
	await disk.work();
	stored.write();
	edit(doc, stored);
	return stored;
}

async function busyAsItWrites(): Promise<StoredDocument> {
	const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
	doc.getMap('notes').set('early', true);
	await saved(stored);
	await disk.work();
	edit(doc, stored);
	await turns();
	stored.marks.write('unshared', 2);
	return stored;
}

async function busyWithWhatMakesNoSense(): Promise<StoredDocument> {
	const db = await openDatabase(storeName(key));
	const adding = db.transaction([updatesStore], 'readwrite');
	adding.objectStore(updatesStore).add(new Uint8Array([9, 9, 9]));
	await completion(adding);
	db.close();
	await disk.work();
	const stored = new IndexedDbStore(20).open(key, new Y.Doc());
	expect(await stored.ready).toEqual({ kind: 'memory-only', why: 'slow' });
	return stored;
}

const slowAt = [
	['opening it', busyAsItOpens],
	['beginning to write it', busyAsItBeginsToWrite],
	['writing it', busyAsItWrites],
	['reading what makes no sense', busyWithWhatMakesNoSense]
] as const;

/** What lies on the device once it was wiped, all else has ended, and the disk has been at what it was slow at. */
async function keptAfterWipe(closed: Promise<void>): Promise<unknown[]> {
	const wiped = new IndexedDbStore().wipe(key.workspace);
	await turns();
	disk.rest();
	expect(await wiped).toBeNull();
	await closed;
	await turns();
	const prefix = workspacePrefix(key.workspace);
	return (await indexedDB.databases()).filter(({ name }) => name?.startsWith(prefix));
}

test.each(slowAt)(
	'what is wiped stays so, though the disk was slow at something and goes on with it later: %s',
	async (_what, begin) => {
		const stored = await begin();
		await turns();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const closed = stored.destroy();
		await vi.advanceTimersByTimeAsync(20_000);
		await closed;
		vi.useRealTimers();
		expect(await keptAfterWipe(closed)).toEqual([]);
	}
);

test.each(slowAt)(
	'nor does a tab that is still closing write down again what another one wipes: %s',
	async (_what, begin) => {
		const stored = await begin();
		await turns();
		const closed = stored.destroy();
		await turns();
		expect(await keptAfterWipe(closed)).toEqual([]);
	}
);
