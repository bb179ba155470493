import * as Y from 'yjs';
import { answer, completion, marksStore, openDatabase, updatesStore } from './idb.ts';

/** What reading a document's records gave. */
export interface Reading {
	/** The key after the last record that was seen: from here on is news. */
	readonly next: number;
	readonly marks: ReadonlyMap<string, unknown>;
	/** Records that made no sense, by their key; they are still where they were. */
	readonly bad: readonly BadRecord[];
	/** Records that the browser itself could not read. */
	readonly unreadable: number;
	/** Nothing lies there at all: a new document, or somebody cleared the storage. */
	readonly isEmpty: boolean;
}

export interface BadRecord {
	readonly key: IDBValidKey;
	readonly value: unknown;
}

interface Record {
	readonly key: IDBValidKey;
	readonly value: unknown;
}

/**
 * Applies the records from key `from` on to `doc`, each once, all in one transaction.
 *
 * y-indexeddb applies them in one go, where one bad record loses all that follow and leaves
 * `whenSynced` waiting for ever. Here a bad record is left out and named.
 */
export async function readRecords(
	db: IDBDatabase,
	doc: Y.Doc,
	from: number,
	origin: unknown
): Promise<Reading> {
	const { records, unreadable, marks, isEmpty } = await fetchAll(db, from);
	const bad: BadRecord[] = [];
	doc.transact(() => {
		for (const record of records) if (!applied(doc, record.value, origin)) bad.push(record);
	}, origin);
	const last = records.at(-1)?.key;
	return { next: typeof last === 'number' ? last + 1 : from, marks, bad, unreadable, isEmpty };
}

function applied(doc: Y.Doc, value: unknown, origin: unknown): boolean {
	if (!(value instanceof Uint8Array)) return false;
	try {
		Y.applyUpdate(doc, value, origin);
		return true;
	} catch {
		// Yjs has no other way to say that bytes are no update; the caller sets the record aside.
		return false;
	}
}

interface Fetched {
	readonly records: readonly Record[];
	readonly unreadable: number;
	readonly marks: ReadonlyMap<string, unknown>;
	readonly isEmpty: boolean;
}

async function fetchAll(db: IDBDatabase, from: number): Promise<Fetched> {
	const transaction = db.transaction([updatesStore, marksStore], 'readonly');
	const updates = transaction.objectStore(updatesStore);
	const range = IDBKeyRange.lowerBound(from);
	const keys = answer(updates.getAllKeys(range));
	const values = answer(updates.getAll(range));
	const marks = fetchMarks(transaction.objectStore(marksStore));
	const count = answer(updates.count());
	const settled = await Promise.allSettled([keys, values, marks, count]);
	const [allKeys, allValues, allMarks, counted] = settled;
	if (allKeys.status === 'rejected') throw allKeys.reason;
	const beside = {
		marks: allMarks.status === 'fulfilled' ? allMarks.value : new Map<string, unknown>(),
		isEmpty: counted.status === 'fulfilled' && counted.value === 0
	};
	if (allValues.status === 'rejected')
		return { ...(await fetchEach(db, allKeys.value)), ...beside };
	const all = allValues.value as unknown[];
	const records = allKeys.value.map((key, index) => ({ key, value: all[index] }));
	return { records, unreadable: 0, ...beside };
}

async function fetchMarks(store: IDBObjectStore): Promise<Map<string, unknown>> {
	const [keys, values] = await Promise.all([
		answer(store.getAllKeys()),
		answer<unknown[]>(store.getAll())
	]);
	const entries = keys.map((key, index) => [key, values[index]] as const);
	return new Map(
		entries.filter((entry): entry is [string, unknown] => typeof entry[0] === 'string')
	);
}

/** One by one, where a damaged disk answers for some records and not for others. */
async function fetchEach(
	db: IDBDatabase,
	keys: readonly IDBValidKey[]
): Promise<{ records: Record[]; unreadable: number }> {
	const records: Record[] = [];
	let unreadable = 0;
	for (const key of keys) {
		const store = db.transaction([updatesStore], 'readonly').objectStore(updatesStore);
		const [result] = await Promise.allSettled([answer<unknown>(store.get(key))]);
		if (result.status === 'fulfilled') records.push({ key, value: result.value });
		else unreadable++;
	}
	return { records, unreadable };
}

/**
 * Moves bad records to the database `aside`, so that the next opening need not meet them again and
 * somebody can still look at them. They are kept there before they leave here: never thrown away.
 */
export async function setAside(
	db: IDBDatabase,
	bad: readonly BadRecord[],
	aside: string,
	from: string
): Promise<void> {
	if (bad.length === 0) return;
	const shelf = await openDatabase(aside);
	const keeping = shelf.transaction([updatesStore], 'readwrite');
	for (const { value } of bad) keeping.objectStore(updatesStore).add({ from, value });
	await completion(keeping).finally(() => shelf.close());
	const removing = db.transaction([updatesStore], 'readwrite');
	for (const { key } of bad) removing.objectStore(updatesStore).delete(key);
	await completion(removing);
}
