import type * as Y from 'yjs';
import type { Loaded } from './device-store.ts';
import { openDatabase, StorageFailure } from './idb.ts';
import { Line } from './line.ts';
import { readRecords, setAside, type Reading, type StoredRecord } from './records.ts';

export interface DiskPlace {
	/** The document's own database. */
	readonly name: string;
	/** The database for records that make no sense. */
	readonly aside: string;
	/** Resolves once who closed the document here has written all of it down; null where nobody still does. */
	readonly before: Promise<unknown> | null;
}

/** What reading the copy brought. */
export interface Read extends Reading {
	/** It lay there before and does not now: somebody cleared the storage while the page works with it. */
	readonly isGone: boolean;
}

type Take = (records: readonly StoredRecord[]) => readonly StoredRecord[];

/** What this page knows of a document's copy on the disk: how far it read it, and whether it may be trimmed. */
export class DiskCopy {
	readonly #place: DiskPlace;
	readonly #doc: Y.Doc;
	readonly #take: Take;
	#next = 0;
	#trims = true;
	#hasLain = false;
	#isLetGo = false;
	#hasEnded = false;

	/** `take` brings records into the document, and returns those that make no sense. */
	constructor(place: DiskPlace, doc: Y.Doc, take: Take) {
		this.#place = place;
		this.#doc = doc;
		this.#take = take;
	}

	/**
	 * Opens its database, once all is in it that this page wrote before: nobody else would bring that. Rejects as
	 * `openDatabase` does, and once it has ended.
	 */
	async open(): Promise<IDBDatabase> {
		if (this.#place.before) await this.#place.before;
		this.#mustGoOn();
		return openDatabase(this.#place.name);
	}

	/** Reads what has not been read yet; keeps what makes no sense apart. */
	async read(db: IDBDatabase): Promise<Read> {
		db.addEventListener('versionchange', () => this.meetRemoval());
		const reading = await readRecords(db, this.#next, this.#take);
		const isGone = reading.isEmpty && this.#hasLain && !this.#isLetGo;
		this.#next = reading.isEmpty ? 0 : reading.next;
		this.#hasLain ||= !reading.isEmpty;
		await this.#keepApart(db, reading);
		return { ...reading, isGone };
	}

	get isLetGo(): boolean {
		return this.#isLetGo;
	}

	get hasEnded(): boolean {
		return this.#hasEnded;
	}

	/** What waits is still written, however long it takes, unless somebody removes the copy. */
	letGo(): void {
		this.#isLetGo = true;
	}

	/**
	 * Somebody removes it, here or in another tab. Once let go it is not made anew behind that: nothing more is
	 * written.
	 */
	meetRemoval(): void {
		if (this.#isLetGo) this.#hasEnded = true;
	}

	/**
	 * Opens a line to it; all that was read must be in the document. Rejects as `Line.lay` does, and once it has
	 * ended.
	 */
	async lay(onclosed: () => void): Promise<Line> {
		this.#mustGoOn();
		const line = await Line.lay({
			name: this.#place.name,
			doc: this.#doc,
			next: this.#next,
			trims: this.#trims,
			onclosed: (isRemoved) => {
				if (isRemoved) this.meetRemoval();
				onclosed();
			}
		});
		if (this.#hasEnded) await line.close();
		this.#mustGoOn();
		// y-indexeddb writes a first record as it opens.
		this.#hasLain = true;
		return line;
	}

	#mustGoOn(): void {
		if (this.#hasEnded) throw new StorageFailure('the document was removed meanwhile');
	}

	async #keepApart(db: IDBDatabase, reading: Reading): Promise<void> {
		if (reading.unreadable > 0) this.#trims = false;
		if (this.#hasEnded) return;
		const { name, aside } = this.#place;
		// No room for a copy: leave the records where they are, and never trim over them.
		await setAside(db, reading.bad, aside, name).catch(() => (this.#trims = false));
	}
}

export function loadedOf({ bad, unreadable }: Read): Loaded {
	const count = bad.length + unreadable;
	return count === 0 ? { kind: 'loaded' } : { kind: 'loaded-in-part', setAside: count };
}
