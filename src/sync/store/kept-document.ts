import * as Y from 'yjs';
import { Cell, sameText } from '../observable.ts';
import type {
	EditListener,
	Loaded,
	Marks,
	NotSaved,
	Saving,
	StoredDocument
} from './device-store.ts';
import { fill } from './fill.ts';
import { openDatabase } from './idb.ts';
import { Line, type Outcome } from './line.ts';
import { readRecords, setAside, type Reading } from './records.ts';

/** Beyond this many updates the whole document is cheaper to store, and memory stays bounded. */
const longestQueue = 500;
const firstRetryMs = 1_000;
const maxRetryMs = 30_000;

/** Where a document lies: its own database, and the one for records that make no sense. */
export interface Place {
	readonly name: string;
	readonly aside: string;
	/** How long `ready` may take at most. */
	readonly answerWithinMs: number;
}

/**
 * One document in IndexedDB: loaded record by record, stored through y-indexeddb.
 *
 * Edits go into a queue and a pump empties it, so that nothing the disk does reaches an edit: a lost
 * connection is laid anew, a full disk leaves the queue full and is tried again.
 */
export class KeptDocument implements StoredDocument {
	readonly ready: Promise<Loaded>;
	readonly state = new Cell<Saving>({ status: 'saved' }, sameText);
	readonly marks: Marks;
	readonly #place: Place;
	readonly #doc: Y.Doc;
	readonly #markValues = new Map<string, unknown>();
	readonly #dirtyMarks = new Set<string>();
	readonly #loading: Promise<Loaded>;
	readonly #listeners: EditListener[] = [];
	#line: Line | null = null;
	#queue: Uint8Array[] = [];
	/** Whether the document holds changes that are neither stored nor queued. */
	#behind = false;
	#writes = false;
	#listens = true;
	#destroyed = false;
	#next = 0;
	/** Whether anything of this document was on the disk while it was open here. */
	#hasLain = false;
	#trims = true;
	#failure: NotSaved | null = null;
	#failures = 0;
	#retry: ReturnType<typeof setTimeout> | null = null;
	#pumping: Promise<void> | null = null;

	constructor(place: Place, doc: Y.Doc) {
		this.#place = place;
		this.#doc = doc;
		this.marks = {
			read: (name) => this.#markValues.get(name),
			write: (name, value) => this.#mark(name, value)
		};
		doc.on('update', this.#hear);
		this.#loading = this.#load();
		this.ready = this.#answerInTime();
	}

	write(): void {
		this.#writes = true;
		this.#show();
		void this.#loading.then(() => this.#pump());
	}

	isOrigin(origin: unknown): boolean {
		return origin === this || this.#line?.isOrigin(origin) === true;
	}

	onEdit(listener: EditListener): void {
		this.#listeners.push(listener);
	}

	async destroy(): Promise<void> {
		this.#listens = false;
		this.#doc.off('update', this.#hear);
		await this.ready;
		this.#destroyed = true;
		if (this.#retry) clearTimeout(this.#retry);
		await this.#pumping;
		await this.#line?.close();
	}

	readonly #hear = (update: Uint8Array, origin: unknown): void => {
		if (!this.#listens || this.isOrigin(origin)) return;
		for (const listener of this.#listeners) listener(update, origin);
		if (this.#queue.length >= longestQueue) this.#fallBehind();
		else if (!this.#behind) this.#queue.push(update);
		this.#pump();
	};

	#fallBehind(): void {
		this.#behind = true;
		this.#queue = [];
	}

	#mark(name: string, value: unknown): void {
		this.#markValues.set(name, value);
		this.#dirtyMarks.add(name);
		this.#pump();
	}

	async #answerInTime(): Promise<Loaded> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<Loaded>((resolve) => {
			const answer = (): void => resolve({ kind: 'memory-only', why: 'slow' });
			timer = setTimeout(answer, this.#place.answerWithinMs);
		});
		const loaded = await Promise.race([this.#loading, late]);
		clearTimeout(timer);
		if (loaded.kind === 'memory-only') this.#fail('refused');
		if (loaded.kind === 'memory-only' && loaded.why === 'slow')
			void this.#loading.then(this.#arrive);
		return loaded;
	}

	/** The device answered after all: it keeps the document from here on. */
	readonly #arrive = (loaded: Loaded): void => {
		if (loaded.kind !== 'memory-only') this.#recover();
		this.#pump();
	};

	async #load(): Promise<Loaded> {
		try {
			const { bad, unreadable } = await this.#catchUp();
			const count = bad.length + unreadable;
			return count === 0 ? { kind: 'loaded' } : { kind: 'loaded-in-part', setAside: count };
		} catch {
			// Every browser refuses in its own words; what a person needs to know is the same.
			this.#behind = true;
			return { kind: 'memory-only', why: 'refused' };
		}
	}

	/** Reads what lies on the device and has not been read yet; keeps what makes no sense apart. */
	async #catchUp(): Promise<Reading> {
		const db = await openDatabase(this.#place.name);
		try {
			const reading = await readRecords(db, this.#next, (records) =>
				fill(this.#doc, records, this, this.#hear)
			);
			// Somebody cleared the storage of this site while the page is open: write down what it shows.
			if (reading.isEmpty && this.#hasLain) this.#fallBehind();
			this.#next = reading.isEmpty ? 0 : reading.next;
			this.#hasLain ||= !reading.isEmpty;
			for (const [name, value] of reading.marks)
				if (!this.#dirtyMarks.has(name)) this.#markValues.set(name, value);
			await this.#keepApart(db, reading);
			return reading;
		} finally {
			db.close();
		}
	}

	async #keepApart(db: IDBDatabase, reading: Reading): Promise<void> {
		if (reading.unreadable > 0) this.#trims = false;
		const { name, aside } = this.#place;
		// No room for a copy: leave the records where they are, and never trim over them.
		await setAside(db, reading.bad, aside, name).catch(() => (this.#trims = false));
	}

	get #hasWork(): boolean {
		const waiting = this.#behind || this.#queue.length > 0 || this.#dirtyMarks.size > 0;
		return this.#writes && waiting;
	}

	#pump(): void {
		this.#show();
		if (this.#pumping || this.#destroyed || !this.#hasWork) return;
		const working = this.#work().finally(() => {
			this.#pumping = null;
			this.#show();
		});
		this.#pumping = working;
	}

	async #work(): Promise<void> {
		await Promise.resolve(this.#line ?? this.#loading);
		while (this.#hasWork) {
			const outcome = await this.#storeOnce();
			if (outcome === 'kept') this.#recover();
			else if (outcome !== 'closed' || this.#failures++ > 0) return this.#fail(outcome);
			else this.#dropLine();
		}
	}

	async #storeOnce(): Promise<Outcome> {
		const line = this.#line ?? (await this.#lay());
		if (!line) return 'refused';
		const outcome = this.#behind ? await this.#storeAll(line) : await this.#storeQueue(line);
		return outcome === 'kept' ? this.#storeMarks(line) : outcome;
	}

	async #lay(): Promise<Line | null> {
		try {
			await this.#catchUp();
			this.#line = await Line.lay({
				name: this.#place.name,
				doc: this.#doc,
				next: this.#next,
				trims: this.#trims,
				onclosed: () => this.#lose()
			});
			// y-indexeddb writes a first record as it opens.
			this.#hasLain = true;
			return this.#line;
		} catch {
			// Refused again: `#fail` tells it and tries once more later.
			return null;
		}
	}

	#lose(): void {
		this.#dropLine();
		this.#pump();
	}

	#dropLine(): void {
		const line = this.#line;
		this.#line = null;
		void line?.close();
	}

	async #storeAll(line: Line): Promise<Outcome> {
		this.#behind = false;
		this.#queue = [];
		const outcome = await line.putAll();
		if (outcome !== 'kept') this.#fallBehind();
		return outcome;
	}

	/** What waited together is stored as one record: a long import would else cost a flush for each edit. */
	async #storeQueue(line: Line): Promise<Outcome> {
		const updates = this.#queue;
		this.#queue = [];
		const [first] = updates;
		if (!first) return 'kept';
		const merged = updates.length === 1 ? first : Y.mergeUpdates(updates);
		const outcome = await line.put(merged);
		if (outcome !== 'kept' && !this.#behind) this.#queue = [merged, ...this.#queue];
		return outcome;
	}

	async #storeMarks(line: Line): Promise<Outcome> {
		const names = [...this.#dirtyMarks];
		this.#dirtyMarks.clear();
		const outcomes = await Promise.all(
			names.map((name) => line.mark(name, this.#markValues.get(name)))
		);
		for (const [index, name] of names.entries())
			if (outcomes[index] !== 'kept') this.#dirtyMarks.add(name);
		return outcomes.find((outcome) => outcome !== 'kept') ?? 'kept';
	}

	#recover(): void {
		this.#failure = null;
		this.#failures = 0;
	}

	#fail(why: NotSaved): void {
		this.#failure = why;
		this.#show();
		if (this.#retry || this.#destroyed) return;
		const delay = Math.min(firstRetryMs * 2 ** this.#failures++, maxRetryMs);
		this.#retry = setTimeout(() => {
			this.#retry = null;
			this.#pump();
		}, delay);
	}

	#show(): void {
		if (this.#failure) this.state.set({ status: 'not-saved', why: this.#failure });
		else this.state.set({ status: this.#hasWork || this.#pumping ? 'saving' : 'saved' });
	}
}
