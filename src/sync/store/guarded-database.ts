import { marksStore, updatesStore } from './idb.ts';

const bothStores = [updatesStore, marksStore];

/**
 * A write counts once the disk has it: browsers call one done that the system only took note of, and a
 * phone whose battery dies loses that. It costs a write about a millisecond more.
 */
const onDisk: IDBTransactionOptions = { durability: 'strict' };

/**
 * An IndexedDB connection as y-indexeddb may have it: one that never throws and never rejects.
 *
 * y-indexeddb calls `db.transaction` inside the document's update event, where a closed connection
 * throws into the edit and skips the listeners after it, and it drops the promises of its writes, so
 * that a full disk surfaces as an unhandled rejection and nowhere else. This wrapper takes its place
 * in `persistence.db`: a closed connection gives transactions that never answer, a failing request
 * stays silent, and whoever needs to know hears it once, at the transaction.
 */
export class GuardedDatabase {
	readonly #db: IDBDatabase;
	readonly #onclosed: (isRemoved: boolean) => void;
	#opened: IDBTransaction | null = null;
	#closed = false;

	/** `onclosed` hears whether somebody removes the database, or the connection went for another reason. */
	constructor(db: IDBDatabase, onclosed: (isRemoved: boolean) => void) {
		this.#db = db;
		this.#onclosed = onclosed;
		db.addEventListener('close', () => this.#lose());
		// lib0 closes a connection that stands in the way of another tab without an event: the cure is the same.
		db.addEventListener('versionchange', () => this.#lose(true));
	}

	/** What y-indexeddb may treat as its `IDBDatabase`: the parts it uses of one, and no others. */
	get asDatabase(): IDBDatabase {
		return this as unknown as IDBDatabase;
	}

	/** The transaction that `action` opens, or null when the connection has gone. */
	during(action: () => void): IDBTransaction | null {
		this.#opened = null;
		action();
		return this.#opened;
	}

	/** A transaction for whoever wants nothing of y-indexeddb. */
	begin(): void {
		this.transaction([], 'readwrite');
	}

	/** Of both object stores, whichever is asked for: the marks of a change go with it. */
	transaction(_stores: string[], mode: IDBTransactionMode): unknown {
		try {
			const transaction = this.#db.transaction(bothStores, mode, onDisk);
			this.#opened = transaction;
			return { objectStore: (name: string) => quiet(transaction.objectStore(name)) };
		} catch {
			// Whatever the reason, this connection serves no more; the owner opens another.
			this.#lose();
			return { objectStore: () => silent };
		}
	}

	close(): void {
		this.#closed = true;
		this.#db.close();
	}

	#lose(isRemoved = false): void {
		if (this.#closed) return;
		this.close();
		this.#onclosed(isRemoved);
	}
}

/** The object store with requests that tell of success only. */
function quiet(store: IDBObjectStore): unknown {
	return {
		add: (value: unknown) => succeeding(store.add(value)),
		delete: (range: IDBKeyRange) => succeeding(store.delete(range)),
		getAll: (range: IDBKeyRange) => succeeding(store.getAll(range)),
		count: () => succeeding(store.count()),
		openKeyCursor: (range: IDBKeyRange | null, direction: IDBCursorDirection) =>
			succeeding(store.openKeyCursor(range, direction))
	};
}

function succeeding(request: IDBRequest): unknown {
	return {
		set onsuccess(listener: (event: Event) => void) {
			request.onsuccess = listener;
		},
		set onerror(_listener: unknown) {
			// A failed request fails its transaction, and that is where it is heard.
		}
	};
}

const never = (): unknown => ({});
const silent = { add: never, delete: never, getAll: never, count: never, openKeyCursor: never };
