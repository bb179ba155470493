import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import type { NotSaved } from './device-store.ts';
import { GuardedDatabase } from './guarded-database.ts';
import { marksStore, openWithinMs, reasonOf, StorageFailure, TooSlow } from './idb.ts';

export type Outcome = 'kept' | NotSaved;

/** Small values beside the document, by name. */
export type MarkValues = ReadonlyMap<string, unknown>;

/** How a line is laid: to which database, for which document, from which record on. */
export interface Laying {
	readonly name: string;
	readonly doc: Y.Doc;
	/** The first key that `doc` has not seen; everything before it must be in `doc` already. */
	readonly next: number;
	/** Whether records that `doc` holds may be replaced by its full state. */
	readonly trims: boolean;
	/** Called once the browser takes it away; `isRemoved` where somebody removes the database. */
	readonly onclosed: (isRemoved: boolean) => void;
}

/**
 * y-indexeddb at work for one document: it stores updates and trims them, with its cures around it.
 *
 * It is laid over a document that is loaded already, since its own loading can't be cured from
 * outside (see `readRecords`): it starts on an empty document, past the last record, and is given the
 * real one once it is open. It hears no updates by itself; `put` hands them over, so that nothing it
 * throws reaches an edit.
 */
export class Line {
	readonly #persistence: IndexeddbPersistence;
	readonly #guard: GuardedDatabase;
	readonly #trims: boolean;

	/** Opens the line; rejects when the device does not open the database in time. */
	static async lay(laying: Laying): Promise<Line> {
		const persistence = new IndexeddbPersistence(laying.name, new Y.Doc());
		persistence._dbref = laying.next;
		let guard: GuardedDatabase | null = null;
		Object.defineProperty(persistence, 'db', {
			get: () => guard?.asDatabase ?? null,
			set: (db: IDBDatabase) => (guard = new GuardedDatabase(db, laying.onclosed))
		});
		await within(openWithinMs, persistence.whenSynced, persistence._db).catch(abandon(persistence));
		persistence.doc = laying.doc;
		return new Line(persistence, opened(guard), laying.trims);
	}

	private constructor(persistence: IndexeddbPersistence, guard: GuardedDatabase, trims: boolean) {
		this.#persistence = persistence;
		this.#guard = guard;
		this.#trims = trims;
	}

	/**
	 * Stores one update, and its marks: both are there afterwards, or neither is. Never throws;
	 * the write has begun when this returns.
	 */
	put(update: Uint8Array, marks: MarkValues): Promise<Outcome> {
		if (!this.#trims) this.#persistence._dbsize = 0;
		const store = (): void => this.#persistence._storeUpdate(update, null);
		const transaction = this.#begin(store, marks);
		// Nothing follows: it need not wait for a page that may be leaving.
		transaction?.commit();
		return ending(transaction);
	}

	/** Stores the whole document in place of the records before it, and its marks. */
	putAll(marks: MarkValues): Promise<Outcome> {
		if (!this.#trims) return this.put(Y.encodeStateAsUpdate(this.#persistence.doc), marks);
		let storing = Promise.resolve();
		const transaction = this.#begin(() => {
			storing = storeState(this.#persistence, true);
		}, marks);
		return Promise.all([ending(transaction), readable(storing)]).then(([outcome, read]) =>
			outcome === 'kept' ? read : outcome
		);
	}

	/** Stores marks beside the document, at least one. */
	putMarks(marks: MarkValues): Promise<Outcome> {
		return ending(this.#begin(() => this.#guard.begin(), marks));
	}

	/** The transaction that `store` opens, with the marks in it; null when the connection has gone. */
	#begin(store: () => void, marks: MarkValues): IDBTransaction | null {
		const transaction = this.#guard.during(store);
		const beside = transaction?.objectStore(marksStore);
		for (const [name, value] of marks) beside?.put(value, name);
		return transaction;
	}

	isOrigin(origin: unknown): boolean {
		return origin === this.#persistence;
	}

	async close(): Promise<void> {
		this.#guard.close();
		await this.#persistence.destroy();
	}
}

/** Records that another tab wrote and that make no sense stop y-indexeddb here; reading anew cures it. */
function readable(storing: Promise<void>): Promise<Outcome> {
	// A failed transaction leaves `storing` waiting for ever: `ending` has the word then.
	const silence = new Promise<Outcome>((resolve) =>
		setTimeout(() => resolve('closed'), openWithinMs)
	);
	const done = storing.then(
		() => 'kept' as const,
		() => 'closed' as const
	);
	return Promise.race([done, silence]);
}

function opened(guard: GuardedDatabase | null): GuardedDatabase {
	if (!guard) throw new StorageFailure('y-indexeddb opened without a database');
	return guard;
}

/** Lets go of what may still open, and passes the reason on. */
function abandon(persistence: IndexeddbPersistence): (cause: unknown) => never {
	return (cause) => {
		void persistence.destroy().catch(() => undefined);
		throw cause;
	};
}

function within(ms: number, synced: Promise<unknown>, opening: Promise<unknown>): Promise<unknown> {
	const late = new Promise((_resolve, reject) => {
		const timer = setTimeout(() => reject(new TooSlow('y-indexeddb did not open in time')), ms);
		void synced.then(() => clearTimeout(timer));
	});
	return Promise.race([synced, late, opening.then(() => synced)]);
}

function ending(transaction: IDBTransaction | null): Promise<Outcome> {
	if (!transaction) return Promise.resolve('closed');
	return new Promise((resolve) => {
		transaction.addEventListener('complete', () => resolve('kept'));
		transaction.addEventListener('abort', () => resolve(reasonOf(transaction.error, 'closed')));
	});
}
