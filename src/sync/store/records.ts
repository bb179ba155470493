import { answer, completion, marksStore, openDatabase, updatesStore } from './idb.ts';

/** What reading a document's records gave. */
export interface Reading {
	/** The key after the last record that was seen: from here on is news. */
	readonly next: number;
	readonly marks: ReadonlyMap<string, unknown>;
	/** Records that made no sense, by their key; they are still where they were. */
	readonly bad: readonly StoredRecord[];
	/** Records that the browser itself could not read. */
	readonly unreadable: number;
	/** Nothing lies there at all: a new document, or somebody cleared the storage. */
	readonly isEmpty: boolean;
}

/** One record as it lies there: its value is an update, or should be. */
export interface StoredRecord {
	readonly key: IDBValidKey;
	readonly value: unknown;
}

/**
 * Hands the records from key `from` on to `take`, which returns those that make no sense to it.
 *
 * y-indexeddb applies them in one go, where one bad record loses all that follow and leaves
 * `whenSynced` waiting for ever. Here a bad record is left out and named.
 */
export async function readRecords(
	db: IDBDatabase,
	from: number,
	take: (records: readonly StoredRecord[]) => readonly StoredRecord[]
): Promise<Reading> {
	const { records, unreadable, marks, isEmpty } = await fetchAll(db, from);
	const bad = take(records);
	const last = records.at(-1)?.key;
	return { next: typeof last === 'number' ? last + 1 : from, marks, bad, unreadable, isEmpty };
}

interface Fetched {
	readonly records: readonly StoredRecord[];
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

export async function fetchMarks(store: IDBObjectStore): Promise<Map<string, unknown>> {
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
): Promise<{ records: StoredRecord[]; unreadable: number }> {
	const records: StoredRecord[] = [];
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
	bad: readonly StoredRecord[],
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
