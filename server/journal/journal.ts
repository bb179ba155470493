/** One update of one document, to be kept. */
export interface Entry {
	/** `<workspaceId>/<documentText>`. */
	readonly document: string;
	readonly update: Uint8Array;
}

/** What is kept of one document. */
export interface Kept {
	/** Everything up to some entry as one update; null while the document was never folded. */
	readonly snapshot: Uint8Array | null;
	/** The updates after it, in the order in which they were appended. */
	readonly tail: Uint8Array[];
	/** Names the last update of `tail`: what `fold` may replace. */
	readonly upTo: number;
}

/** A document's log, or the first part of it, as one state. */
export interface Fold {
	readonly document: string;
	/** The last update that is in `state`: `Kept.upTo`. */
	readonly upTo: number;
	readonly state: Uint8Array;
}

/** A row that could not be read: kept aside, so that the rest of its document still opens. */
export interface Damage {
	readonly document: string;
	readonly row: number;
	readonly part: 'snapshot' | 'update';
}

/**
 * Where the relay keeps what it was told.
 *
 * Everything is synchronous: an answer means that it is so. Adapters pass the contract suite in
 * `tests/contracts/journal.ts`.
 */
export interface Journal {
	/**
	 * Keeps all entries or, when it throws, none. Returns once they would survive a power cut, which
	 * may take milliseconds: give it everything that arrived meanwhile, in one batch.
	 *
	 * The bytes may be reused by the caller afterwards.
	 */
	append(batch: readonly Entry[]): void;

	/**
	 * Everything that is kept of a document; nothing at all for one that nobody ever wrote.
	 *
	 * Rows that can't be read are set aside and reported, once, and are not in the answer: clocks then
	 * show a gap, and devices that still have those changes send them again.
	 */
	load(document: string): Kept;

	/**
	 * Puts each `state` in the place of the snapshot and of the updates up to and including `upTo`, all
	 * in one step: whoever loads sees the old or the new, never a mixture. Later updates stay.
	 */
	fold(folds: readonly Fold[]): void;

	/** The documents whose name begins with `prefix`, sorted. */
	documents(prefix: string): string[];

	/** Nothing may be called afterwards. */
	close(): void;
}
