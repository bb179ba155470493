import type * as Y from 'yjs';
import { Cell, sameText } from '../observable.ts';
import { Backlog } from './backlog.ts';
import type {
	EditListener,
	Loaded,
	Marks,
	NotSaved,
	Saving,
	StoredDocument
} from './device-store.ts';
import { DiskCopy, loadedOf, type DiskPlace, type Read } from './disk-copy.ts';
import { fill } from './fill.ts';
import { openWithinMs, reasonOf } from './idb.ts';
import type { Line, MarkValues, Outcome } from './line.ts';
import type { Patience } from './patience.ts';
import { Watch } from './watch.ts';

const firstRetryMs = 1_000;
const maxRetryMs = 30_000;
/** A tab that wipes the workspace takes the storage away as well, and says so within this time. */
const lookAfterMs = 300;

/** Where a document lies, and how long the device may be silent: before `ready`, and while it writes. */
export interface Place extends DiskPlace {
	readonly patience: Patience;
}

/**
 * One document in IndexedDB: loaded record by record, stored through y-indexeddb.
 *
 * Edits go into a backlog and a pump empties it, so that nothing the disk does reaches an edit: a lost
 * connection is laid anew at once (with it may have gone all that lay there), a full disk leaves the
 * backlog full and is tried again.
 */
export class KeptDocument implements StoredDocument {
	readonly ready: Promise<Loaded>;
	readonly filled: Promise<Loaded>;
	/** Resolves once it was destroyed and nothing of it is under way any more, which may be long after. */
	readonly over: Promise<void>;
	readonly state = new Cell<Saving>({ status: 'saved' }, sameText);
	readonly marks: Marks;
	readonly #place: Place;
	readonly #doc: Y.Doc;
	readonly #markValues = new Map<string, unknown>();
	readonly #backlog = new Backlog();
	readonly #loading: Promise<Loaded>;
	readonly #listeners: EditListener[] = [];
	readonly #copy: DiskCopy;
	/** Until there is a line, this is what hears that the browser takes the storage away. */
	readonly #watch = new Watch(() => this.#lose());
	#tellFilled: (loaded: Loaded) => void = () => undefined;
	#tellOver: () => void = () => undefined;
	#line: Line | null = null;
	/** Whether the browser took the connection away, and nobody looked yet what it left. */
	#isLost = false;
	#writes = false;
	#destroyed = false;
	#failure: NotSaved | null = null;
	#failures = 0;
	#retry: ReturnType<typeof setTimeout> | null = null;
	#pumping: Promise<void> | null = null;

	constructor(place: Place, doc: Y.Doc) {
		this.#place = place;
		this.#doc = doc;
		this.#copy = new DiskCopy(place, doc, (records) => fill(doc, records, this, this.#hear));
		this.marks = {
			read: (name) => this.#markValues.get(name),
			write: (name, value) => this.#mark(name, value)
		};
		doc.on('update', this.#hear);
		this.filled = new Promise((resolve) => (this.#tellFilled = resolve));
		this.over = new Promise((resolve) => (this.#tellOver = resolve));
		this.#loading = this.#load();
		this.ready = this.#answerInTime();
	}

	write(): void {
		this.#writes = true;
		this.#pump();
		void this.#loading.then(() => this.#pump());
	}

	isOrigin(origin: unknown): boolean {
		return origin === this || this.#line?.isOrigin(origin) === true;
	}

	onEdit(listener: EditListener): void {
		this.#listeners.push(listener);
	}

	get isLetGo(): boolean {
		return this.#copy.isLetGo;
	}

	/** Somebody removes what lies on the device: closed, it writes nothing more, whatever is under way. */
	meetRemoval(): void {
		this.#copy.meetRemoval();
	}

	/** Waits no longer than a device is waited for; what is under way goes on by itself. */
	async destroy(): Promise<void> {
		this.#copy.letGo();
		this.#doc.off('update', this.#hear);
		await this.ready;
		this.#destroyed = true;
		if (this.#retry) clearTimeout(this.#retry);
		const closed = this.#close();
		await Promise.race([closed, new Promise((end) => setTimeout(end, openWithinMs))]);
	}

	async #close(): Promise<void> {
		await this.#pumping;
		await this.#line?.close();
		void this.#loading.then(() => {
			this.#watch.end();
			this.#tellOver();
		});
	}

	readonly #hear = (update: Uint8Array, origin: unknown): void => {
		if (this.#copy.isLetGo || this.isOrigin(origin)) return;
		for (const listener of this.#listeners) listener(update, origin);
		this.#backlog.add(update);
		this.#pump();
	};

	#mark(name: string, value: unknown): void {
		this.#markValues.set(name, value);
		this.#backlog.addMark(name);
		this.#pump();
	}

	async #answerInTime(): Promise<Loaded> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<Loaded>((resolve) => {
			const answer = (): void => resolve({ kind: 'memory-only', why: 'slow' });
			timer = setTimeout(answer, this.#place.patience.leftMs());
		});
		const loaded = await Promise.race([this.#loading, late]);
		clearTimeout(timer);
		if (loaded.kind === 'memory-only') this.#fail(loaded.why);
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
			const db = await this.#copy.open();
			this.#watch.begin(db);
			const read = await this.#read(db);
			this.#place.patience.heard();
			return loadedOf(read);
		} catch (error) {
			this.#watch.end();
			this.#backlog.addAll();
			return { kind: 'memory-only', why: reasonOf(error, 'refused') };
		}
	}

	/** Reads what has not been read yet. */
	async #read(db: IDBDatabase): Promise<Read> {
		const read = await this.#copy.read(db);
		for (const [name, value] of read.marks)
			if (!this.#backlog.hasMark(name)) this.#markValues.set(name, value);
		if (read.isGone) this.#addAll();
		this.#tellFilled(loadedOf(read));
		return read;
	}

	/** What the page shows is written down as if for the first time. */
	#addAll(): void {
		this.#backlog.addAll();
		for (const name of this.#markValues.keys()) this.#backlog.addMark(name);
	}

	get #hasWork(): boolean {
		return this.#writes && (this.#isLost || !this.#backlog.isEmpty);
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
		while (this.#hasWork && !this.#copy.hasEnded) {
			const outcome = await this.#storeOnce();
			if (outcome === 'kept') this.#recover();
			else if (outcome !== 'closed' || this.#failures++ > 0) return this.#fail(outcome);
			else this.#dropLine();
		}
	}

	async #storeOnce(): Promise<Outcome> {
		const late = setTimeout(() => this.#tell('slow'), this.#place.patience.limitMs);
		const line = this.#line ?? (await this.#lay());
		const outcome = typeof line === 'string' ? line : await this.#storeWith(line);
		clearTimeout(late);
		return outcome;
	}

	/** The marks of a change go with it: killed at any moment, a device has both or neither. */
	async #storeWith(line: Line): Promise<Outcome> {
		const marks = new Map(
			this.#backlog.takeMarks().map((name) => [name, this.#markValues.get(name)])
		);
		const outcome = await (this.#backlog.isWhole
			? this.#storeAll(line, marks)
			: this.#storeUpdates(line, marks));
		if (outcome !== 'kept') for (const name of marks.keys()) this.#backlog.addMark(name);
		return outcome;
	}

	async #lay(): Promise<Line | NotSaved> {
		try {
			const db = await this.#copy.open();
			await this.#read(db).finally(() => db.close());
			this.#line = await this.#copy.lay(() => this.#lose());
			this.#isLost = false;
			this.#watch.end();
			return this.#line;
		} catch (error) {
			return reasonOf(error, 'refused');
		}
	}

	/** Nobody knows what the browser left: to look is work, also where nothing waits to be stored. */
	#lose(): void {
		this.#isLost = true;
		this.#watch.end();
		this.#dropLine();
		this.#show();
		this.#pumpLater(lookAfterMs);
	}

	#dropLine(): void {
		const line = this.#line;
		this.#line = null;
		void line?.close();
	}

	async #storeAll(line: Line, marks: MarkValues): Promise<Outcome> {
		this.#backlog.takeAll();
		const outcome = await line.putAll(marks);
		if (outcome !== 'kept') this.#backlog.addAll();
		return outcome;
	}

	async #storeUpdates(line: Line, marks: MarkValues): Promise<Outcome> {
		const update = this.#backlog.takeUpdates();
		if (!update) return marks.size > 0 ? line.putMarks(marks) : 'kept';
		const outcome = await line.put(update, marks);
		if (outcome !== 'kept') this.#backlog.putBack(update);
		return outcome;
	}

	#recover(): void {
		this.#failure = null;
		this.#failures = 0;
	}

	#tell(why: NotSaved): void {
		this.#failure = why;
		this.#show();
	}

	#fail(why: NotSaved): void {
		this.#tell(why);
		this.#pumpLater(Math.min(firstRetryMs * 2 ** this.#failures++, maxRetryMs));
	}

	#pumpLater(delayMs: number): void {
		if (this.#destroyed) return;
		this.#retry ??= setTimeout(() => {
			this.#retry = null;
			this.#pump();
		}, delayMs);
	}

	#show(): void {
		if (this.#failure) this.state.set({ status: 'not-saved', why: this.#failure });
		else this.state.set({ status: this.#hasWork || this.#pumping ? 'saving' : 'saved' });
	}
}
