// Who closes waits no longer than a device is waited for. What a slow disk was still doing then goes on and is kept,
// also where the document is opened again meanwhile; but it must not go on behind a wipe: that would make the document
// anew, with what was made in it.
//
// Faults planted here, each seen red and taken back: a copy that never ends; one that ends and is stored all the same;
// records that make no sense set aside after it; one that goes on while another tab removes it; one that ends with the
// closing; a change that is not on its way before all is loaded; one opened again that does not wait for the one
// before; one that waits so and is not told of a removal.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import {
	freshWorkspace,
	notes,
	openToWrite,
	saved,
	seasonKey
} from '#tests/contracts/device-store.ts';
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

/** A document that the disk is slow at, and the store of its tab. */
interface Slow {
	readonly store: IndexedDbStore;
	readonly stored: StoredDocument;
}

async function busyAsItOpens(): Promise<Slow> {
	await disk.work();
	const doc = new Y.Doc();
	const store = new IndexedDbStore(20);
	const stored = store.open(key, doc);
	stored.write();
	// As a document takes up what was noted, also once it has closed.
	void stored.filled.then(() => edit(doc, stored));
	doc.getMap('notes').set('early', true);
	expect(await stored.ready).toEqual({ kind: 'memory-only', why: 'slow' });
	return { store, stored };
}

async function busyBeforeItIsWritten(): Promise<Slow> {
	await disk.work();
	const doc = new Y.Doc();
	const store = new IndexedDbStore(20);
	const stored = store.open(key, doc);
	edit(doc, stored);
	stored.write();
	expect(await stored.ready).toEqual({ kind: 'memory-only', why: 'slow' });
	return { store, stored };
}

async function busyAsItBeginsToWrite(): Promise<Slow> {
	const doc = new Y.Doc();
	const store = new IndexedDbStore();
	const stored = store.open(key, doc);
	await stored.ready;
	await disk.work();
	stored.write();
	edit(doc, stored);
	return { store, stored };
}

async function busyAsItWrites(): Promise<Slow> {
	const store = new IndexedDbStore();
	const { doc, stored } = await openToWrite(store, key);
	doc.getMap('notes').set('early', true);
	await saved(stored);
	await disk.work();
	edit(doc, stored);
	await turns();
	stored.marks.write('unshared', 2);
	return { store, stored };
}

async function busyWithWhatMakesNoSense(): Promise<Slow> {
	const db = await openDatabase(storeName(key));
	const adding = db.transaction([updatesStore], 'readwrite');
	adding.objectStore(updatesStore).add(new Uint8Array([9, 9, 9]));
	await completion(adding);
	db.close();
	await disk.work();
	const store = new IndexedDbStore(20);
	const stored = store.open(key, new Y.Doc());
	expect(await stored.ready).toEqual({ kind: 'memory-only', why: 'slow' });
	return { store, stored };
}

const slowAtWork = [
	['opening it', busyAsItOpens, { note: 'early', unshared: 1 }],
	['opening it, changed before that', busyBeforeItIsWritten, { note: 'last', unshared: 1 }],
	['beginning to write it', busyAsItBeginsToWrite, { note: 'last', unshared: 1 }],
	['writing it', busyAsItWrites, { note: 'last', unshared: 2 }]
] as const;

const slowAt = [
	...slowAtWork.map(([what, begin]) => [what, begin] as const),
	['reading what makes no sense', busyWithWhatMakesNoSense] as const
];

/** Closes, on a disk that is slow for longer than that is waited for. */
async function closeInVain(stored: StoredDocument): Promise<void> {
	await turns();
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const closed = stored.destroy();
	await vi.advanceTimersByTimeAsync(20_000);
	await closed;
	vi.useRealTimers();
}

/** What a later visit finds. */
async function kept(): Promise<{ notes: unknown; unshared: unknown }> {
	const doc = new Y.Doc();
	const stored = new IndexedDbStore().open(key, doc);
	await stored.filled;
	const unshared = stored.marks.read('unshared');
	await stored.destroy();
	return { notes: notes(doc), unshared };
}

test.each(slowAtWork)(
	'what was still on its way as a document closed is kept, however long the disk takes: %s',
	async (_what, begin, { note, unshared }) => {
		const { stored } = await begin();
		await closeInVain(stored);
		disk.rest();
		await saved(stored);
		expect(await kept()).toMatchObject({ notes: { before: true, [note]: true }, unshared });
	}
);

test.each(slowAtWork)(
	'one that is opened again meanwhile has it as well, and both lose nothing: %s',
	async (_what, begin, { note, unshared }) => {
		const { store, stored } = await begin();
		await closeInVain(stored);
		const doc = new Y.Doc();
		const again = store.open(key, doc);
		again.write();
		doc.getMap('notes').set('again', true);
		await turns();
		disk.rest();
		await again.filled;
		expect(notes(doc)).toMatchObject({ before: true, [note]: true, again: true });
		await saved(again);
		await again.destroy();
		expect(await kept()).toEqual({ notes: notes(doc), unshared });
	}
);

/** What lies on the device once it was wiped, all else has ended, and the disk has been at what it was slow at. */
async function keptAfterWipe(store: IndexedDbStore, closed?: Promise<void>): Promise<unknown[]> {
	const wiped = store.wipe(key.workspace);
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
		const { store, stored } = await begin();
		await closeInVain(stored);
		expect(await keptAfterWipe(store)).toEqual([]);
	}
);

test.each(slowAt)(
	'nor is it made anew by one that was opened again and closed before the disk went on: %s',
	async (_what, begin) => {
		const { store, stored } = await begin();
		await closeInVain(stored);
		const doc = new Y.Doc();
		const again = store.open(key, doc);
		again.write();
		doc.getMap('notes').set('again', true);
		await again.ready;
		await closeInVain(again);
		expect(await keptAfterWipe(store)).toEqual([]);
	}
);

test.each(slowAt)(
	'nor does a tab that is still closing write down again what another one wipes: %s',
	async (_what, begin) => {
		const { stored } = await begin();
		await turns();
		const closed = stored.destroy();
		await turns();
		const another = new IndexedDbStore();
		expect(await keptAfterWipe(another, closed)).toEqual([]);
	}
);
