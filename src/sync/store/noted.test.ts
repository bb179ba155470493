// What is noted beside documents, on a phone that takes its time.
//
// Faults planted, each seen red and taken back: all databases opened at once; what did not answer not named, or all
// named with it; what is not asked for any more opened all the same; a browser that lists nothing asked again.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { SeasonId, type WorkspaceId } from '#domain/ids.ts';
import { freshWorkspace } from '#tests/contracts/device-store.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { storeName } from './device-store.ts';
import { answer, completion, marksStore, openDatabase } from './idb.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

const real = globalThis.indexedDB;
let workspace: WorkspaceId;
/** Opened since the disk took its time. */
let opened: string[];

beforeEach(() => {
	workspace = freshWorkspace();
	opened = [];
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const season = (number: number): DocumentName => ({
	kind: 'season',
	season: idNamed(SeasonId, `season${100 + number}`)
});

/** So many seasons lie on the device, each with one change that was not shared. */
async function keep(count: number): Promise<DocumentName[]> {
	const documents = Array.from({ length: count }, (_, number) => season(number));
	for (const document of documents) {
		const db = await openDatabase(storeName({ workspace, document }));
		const writing = db.transaction([marksStore], 'readwrite');
		void answer(writing.objectStore(marksStore).put(1, 'unshared'));
		await completion(writing);
		db.close();
	}
	return documents;
}

/** The disk opens one database after the other, each in so many milliseconds; these it never opens. */
function slowDown(eachMs: number, never: readonly DocumentName[] = []): void {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const silent = never.map((document) => storeName({ workspace, document }));
	let turn = Promise.resolve();
	const open = (name: string): IDBOpenDBRequest => {
		opened.push(name);
		const request = {} as { -readonly [key in keyof IDBOpenDBRequest]: IDBOpenDBRequest[key] };
		if (silent.includes(name)) return request;
		turn = turn.then(async () => {
			await new Promise((resolve) => setTimeout(resolve, eachMs));
			request.result = await answer(real.open(name));
			request.onsuccess?.(new Event('success'));
		});
		return request;
	};
	vi.stubGlobal('indexedDB', { open, databases: () => real.databases() });
}

async function look(isAsked: (name: DocumentName) => boolean = () => true) {
	const looking = new IndexedDbStore().noted(workspace, isAsked);
	let isDone = false;
	void looking.then(() => (isDone = true));
	while (!isDone) {
		await vi.advanceTimersByTimeAsync(20);
		// The database itself takes turns of its own.
		await new Promise((resolve) => setImmediate(resolve));
	}
	const { noted, unanswered } = await looking;
	return { found: noted.map(({ document }) => documentText(document)).toSorted(), unanswered };
}

test('a slow phone answers for each of a hundred documents', async () => {
	const documents = await keep(100);
	slowDown(60);
	const { found, unanswered } = await look();
	expect(unanswered).toEqual([]);
	expect(found).toEqual(documents.map(documentText).toSorted());
});

test('what does not answer is named, and all else is found', async () => {
	const [first, second, ...others] = await keep(12);
	slowDown(1, [first!, second!]);
	const { found, unanswered } = await look();
	expect(unanswered).toHaveLength(2);
	expect(unanswered).toEqual(expect.arrayContaining([first, second]));
	expect(found).toEqual(others.map(documentText).toSorted());
});

test('what nobody asks for any more when its turn comes is not opened', async () => {
	await keep(12);
	slowDown(60);
	const { unanswered } = await look(() => opened.length === 0);
	expect(opened).toHaveLength(1);
	expect(unanswered).toEqual([]);
});

test('a browser that does not answer which databases it has may be asked again, one that never tells not', async () => {
	await keep(1);
	slowDown(1);
	const databases = () => new Promise<never>(() => undefined);
	vi.spyOn(globalThis.indexedDB, 'databases').mockImplementation(databases);
	expect((await look()).unanswered).toBe('all');
	vi.stubGlobal('IDBFactory', { prototype: {} });
	expect((await look()).unanswered).toEqual([]);
});
