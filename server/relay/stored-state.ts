import { encodeStateVector, decodeStateVector, diffUpdate } from 'yjs';
import { encode, MalformedFrame } from '#wire/frame.ts';
import { DeletedRanges } from './deleted-ranges.ts';
import { largeBytes } from './integrator.ts';
import { Batch, pieceOf, type Piece } from './piece.ts';
import type { UpdateShape } from './update-shape.ts';

/** What a piece costs whoever joins, beside its bytes. */
const pieceWeightBytes = 100;

/** Below this, what comes next goes into the same stretch of memory. */
const smallBytes = 4096;

/** What brings a device up to date. */
export interface Answer {
	readonly frames: readonly Uint8Array[];
	/** What had to be looked through, or taken to pieces, to find it: what is sent as it lies there costs little. */
	readonly goneThroughBytes: number;
}

/**
 * What the relay keeps of one document: a base and the pieces that came after it.
 *
 * No `Y.Doc` stands behind it. Bytes are handed on as they came, and clocks say who lacks which, so
 * that a device joins for the price of writing to its socket.
 */
export class StoredState {
	readonly #base: Piece | null;
	readonly #tail: Batch[] = [];
	#vector = new Map<number, number>();
	#deleted = new DeletedRanges();
	#baseBytes = 0;
	#tailBytes = 0;
	#tailLength = 0;
	/** How many pieces of the tail, the first ones, lie on the disk alone; null for none, nor the base. */
	#away: number | null = null;
	/** Which ticks are here, and which are deleted, as bytes: the same for all who return, until more comes in. */
	#vectorBytes: Uint8Array | null = null;
	#closing: Uint8Array | null = null;

	constructor(base: Piece | null, tail: readonly Piece[] = []) {
		this.#base = base;
		this.#baseBytes = base?.update.length ?? 0;
		if (base) this.#count(base);
		this.add(tail);
	}

	/** The same, of which nothing is kept here but what there is: its bytes lie on the disk. */
	withoutBytes(): StoredState {
		const state = new StoredState(null);
		state.#vector = this.#vector;
		state.#deleted = this.#deleted;
		state.#baseBytes = this.#baseBytes;
		state.#tailBytes = this.#tailBytes;
		state.#tailLength = this.#tailLength;
		state.#away = this.#tailLength;
		return state;
	}

	/** Whether it can answer: otherwise it must be read from the disk first. */
	get hasBytes(): boolean {
		return this.#away === null;
	}

	/** Takes pieces that are on disk; keeps a copy. */
	add(pieces: readonly Piece[]): void {
		if (pieces.length === 0) return;
		for (const piece of pieces) {
			this.#count(piece);
			this.#tailBytes += piece.update.length;
		}
		this.#tailLength += pieces.length;
		this.#batchWithRoom().add(pieces);
	}

	/** How many pieces came after the base. */
	get tailLength(): number {
		return this.#tailLength;
	}

	/** How much they are. */
	get tailBytes(): number {
		return this.#tailBytes;
	}

	/** All of it, in order. Only while `hasBytes`. */
	get updates(): Uint8Array[] {
		this.#mustHaveBytes();
		return (this.#base ? [this.#base, ...this.#pieces] : this.#pieces).map((piece) => piece.update);
	}

	/** How much is kept, before anything that was deleted is left out. */
	get bytes(): number {
		return this.#baseBytes + this.#tailBytes;
	}

	/**
	 * Whether so much has come after the base that reading it all into a document pays for itself: always
	 * a fixed part of it, so that a document is read as often as it doubles, and not with every few changes.
	 */
	isLong(least: number): boolean {
		return this.#tailLength >= least && this.#tailWeight * 4 > this.#baseBytes;
	}

	/** Whether any of this is new here. May say yes to what is known, never no to what is not. */
	lacks(shape: UpdateShape): boolean {
		return this.bringsNew(shape) || shape.deletes.some((range) => !this.#deleted.has(range));
	}

	/** Whether there is content in it that is not here; what it deletes is left out of account. */
	bringsNew(shape: UpdateShape): boolean {
		return reachesBeyond(shape, this.#vector);
	}

	/** How much of a client's work is here, without gaps. */
	clockOf(client: number): number {
		return this.#vector.get(client) ?? 0;
	}

	/** Of a state that reaches further than this, what is not here and all that it deletes; null for nothing. */
	beyond(whole: Piece): Piece | null {
		return this.lacks(whole.shape) ? pieceOf(diffUpdate(whole.update, this.vector())) : null;
	}

	/**
	 * Of two edits that met, Yjs deletes one on each device by itself, and no update says so: such a
	 * deletion is known here only once Yjs worked it out from `updates`. `whole` is what it made of them.
	 */
	learnDeletions(whole: UpdateShape): void {
		this.#deleted.add(whole.deletes);
	}

	/** The same, where the first `count` pieces after the base were folded into a new one. */
	refolded(base: Piece, count: number): StoredState {
		return new StoredState(base, this.#piecesAfter(count));
	}

	/** What is here, client by client without gaps, so that a device sends everything behind it. */
	vector(): Uint8Array {
		this.#vectorBytes ??= encodeStateVector(this.#vector);
		return this.#vectorBytes;
	}

	/**
	 * The base, where it is large and a device lacks some of it: taking that out is for the integrator. Throws
	 * `MalformedFrame` when `have` is no state vector.
	 */
	largeBaseFor(have: Uint8Array): Uint8Array | null {
		if (!this.#base || this.#baseBytes < largeBytes) return null;
		const vector = readVector(have);
		const lacksSome = vector.size > 0 && reachesBeyond(this.#base.shape, vector);
		return lacksSome ? this.#base.update : null;
	}

	/**
	 * The frames that bring a device up to date: changes, closed by one `answer`, so that a device
	 * which counts itself in step at the `answer` has everything. `part`: what it lacks of the base, where
	 * that was taken out already.
	 *
	 * No clock says which deletions a device knows of. Where something that has any is not sent, it is told all
	 * there are, at once: they are the same bytes for everybody, and few beside the edits that made them.
	 *
	 * Throws `MalformedFrame` when `have` is no state vector. Only while `hasBytes`.
	 */
	answer(have: Uint8Array, part: Uint8Array | null = null): Answer {
		this.#mustHaveBytes();
		const vector = readVector(have);
		const base = part ? frameOf(part) : this.#baseFor(vector);
		const { lacked = [], known = [] } = Object.groupBy(this.#pieces, ({ shape }) =>
			reachesBeyond(shape, vector) ? 'lacked' : 'known'
		);
		const unsent = base || !this.#base ? known : [this.#base, ...known];
		const mayLackDeletions = unsent.some(({ shape }) => shape.deletes.length > 0);
		const isMadeAnew = mayLackDeletions && this.#closing === null;
		const closing = mayLackDeletions ? this.#allDeletions() : answerOfNothing;
		const isTakenApart = !part && base !== null && base !== this.#base?.frame;
		return {
			frames: [...(base ? [base] : []), ...lacked.map(({ frame }) => frame), closing],
			goneThroughBytes:
				this.#tailWeight + (isTakenApart ? this.#baseBytes : 0) + (isMadeAnew ? closing.length : 0)
		};
	}

	/** What the tail costs whoever joins. */
	get #tailWeight(): number {
		return this.#tailBytes + this.#tailLength * pieceWeightBytes;
	}

	/** After the base, oldest first. */
	get #pieces(): Piece[] {
		return this.#tail.flatMap((batch) => batch.pieces);
	}

	#mustHaveBytes(): void {
		if (!this.hasBytes) throw new Error('the bytes of this state lie on the disk');
	}

	/** Without those that lie before them being made: a long log is thousands. */
	#piecesAfter(count: number): Piece[] {
		let left = count - (this.#away ?? 0);
		return this.#tail.flatMap((batch) => {
			const skipped = Math.min(left, batch.count);
			left -= skipped;
			return skipped === batch.count ? [] : batch.pieces.slice(skipped);
		});
	}

	/** The last batch, where little is in it, or a new one. */
	#batchWithRoom(): Batch {
		const last = this.#tail.at(-1);
		if (last && last.bytes < smallBytes) return last;
		const next = new Batch();
		this.#tail.push(next);
		return next;
	}

	/** What of the base a device lacks, deletions and all; null where it has all that it brings. */
	#baseFor(vector: ReadonlyMap<number, number>): Uint8Array | null {
		if (!this.#base || !reachesBeyond(this.#base.shape, vector)) return null;
		if (vector.size === 0) return this.#base.frame;
		return frameOf(diffUpdate(this.#base.update, encodeStateVector(new Map(vector))));
	}

	#allDeletions(): Uint8Array {
		this.#closing ??= answerOf(this.#deleted.asUpdate());
		return this.#closing;
	}

	#count({ shape }: Piece): void {
		for (const { client, from, until } of shape.brings) {
			const known = this.#vector.get(client) ?? 0;
			if (from <= known && until > known) this.#vector.set(client, until);
		}
		this.#deleted.add(shape.deletes);
		this.#vectorBytes = null;
		this.#closing = null;
	}
}

const answerOfNothing = answerOf(new Uint8Array([0, 0]));

function answerOf(update: Uint8Array): Uint8Array {
	return encode({ kind: 'answer', update });
}

function frameOf(update: Uint8Array): Uint8Array {
	return encode({ kind: 'change', update });
}

function reachesBeyond(shape: UpdateShape, vector: ReadonlyMap<number, number>): boolean {
	return shape.brings.some(({ client, until }) => until > (vector.get(client) ?? 0));
}

function readVector(have: Uint8Array): Map<number, number> {
	try {
		return decodeStateVector(have);
	} catch (cause) {
		throw new MalformedFrame('no state vector', { cause });
	}
}
