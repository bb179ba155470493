/** One update of one document, to be kept. */
export interface Entry {
	/** `<workspaceId>/<documentText>`. */
	readonly document: string;
	readonly update: Uint8Array;
}

/**
 * A place in one document's log. It rises with every batch that holds something of the document, in the
 * order in which they become readable; 0 stands before the first.
 */
export type Position = number;

/** Where a document's log stood before and after a batch: whoever was at `before` has missed nothing. */
export interface Stretch {
	readonly before: Position;
	readonly upTo: Position;
}

/** What is kept of one document. */
export interface Kept {
	/** Everything up to some entry as one update; null while there is none, or none that was asked for. */
	readonly snapshot: Uint8Array | null;
	/** The updates after it, in the order in which they were appended. */
	readonly tail: Uint8Array[];
	/** The last update that is in `snapshot` or `tail`: what `fold` may replace. */
	readonly upTo: Position;
}

/** A document's log, or the first part of it, as one state. */
export interface Fold {
	readonly document: string;
	/** The last update that is in `state`: `Kept.upTo`. */
	readonly upTo: Position;
	readonly state: Uint8Array;
}

/** A row that could not be read: kept aside, so that the rest of its document still opens. */
export interface Damage {
	readonly document: string;
	readonly row: number;
	readonly part: 'snapshot' | 'update';
}

/**
 * Where relays keep what they were told. One relay or several may work on the same journal.
 *
 * An answer means that it is so; a promise that fails means that nothing happened, or, where a line can
 * break between the commit and its answer, all of it: never a part. Offering it again is always right.
 * Adapters pass the contract suites in `tests/contracts/journal.ts` and `shared-journal.ts`.
 */
export interface Journal {
	/**
	 * Keeps all entries or, when it fails, none. Answers once they would survive a power cut, which may
	 * take milliseconds: give it everything that arrived meanwhile, in one batch.
	 *
	 * With `expected`, the batch is kept only if each of those documents still stands where the caller
	 * knows it to stand; otherwise nothing is kept and the answer is `overtaken`: read on, and decide
	 * anew. So of two clerks who number the same claims only one does.
	 *
	 * The bytes must not change until the answer, and may be used again afterwards.
	 */
	append(
		batch: readonly Entry[],
		expected?: ReadonlyMap<string, Position>
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'>;

	/**
	 * What is kept of a document beyond `after` (0: everything); nothing at all for one that nobody ever
	 * wrote. When what lies beyond `after` was folded, the whole snapshot comes: it holds that too.
	 *
	 * Rows that can't be read are set aside and reported, once, and are not in the answer: clocks then
	 * show a gap, and devices that still have those changes send them again.
	 */
	load(document: string, after?: Position): Promise<Kept>;

	/** Where the logs of these documents stand; those that nobody ever wrote are left out. */
	positions(documents: readonly string[]): Promise<ReadonlyMap<string, Position>>;

	/**
	 * Puts each `state` in the place of the snapshot and of the updates up to and including `upTo`, all
	 * in one step: whoever loads sees the old or the new, never a mixture. Later updates stay; a fold
	 * that is older than the snapshot there is changes nothing, nor does one of a document that was erased.
	 */
	fold(folds: readonly Fold[]): Promise<void>;

	/** The documents whose name begins with `prefix`, sorted. */
	documents(prefix: string): Promise<string[]>;

	/**
	 * Forgets these documents whole, what was set aside of them too, in one step: as if nobody had ever
	 * written them. Their bytes may lie on the disk until `compact`.
	 */
	erase(documents: readonly string[]): Promise<void>;

	/** Throws away what was set aside of these documents; what can be read of them stays. */
	dropSetAside(documents: readonly string[]): Promise<void>;

	/**
	 * Takes off the disk what no document holds any more: what was folded, replaced or erased before this
	 * was called. Once it answers, none of it is found in the journal's files; what the disk and other
	 * copies of those files keep is not its to know. Fails, to be tried again, where it can't be done now: when
	 * somebody is reading for long, or when the database keeps deleted rows for an older reader. Meanwhile appends may wait; where several relays share
	 * the journal, reads too.
	 */
	compact(): Promise<void>;

	/** Nothing may be called afterwards. */
	close(): Promise<void>;
}
