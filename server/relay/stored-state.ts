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

const nothing = new Uint8Array([0, 0]);

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
	#baseAnswer: Uint8Array | null = null;

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
		return encodeStateVector(this.#vector);
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
	 * Throws `MalformedFrame` when `have` is no state vector. Only while `hasBytes`.
	 */
	answer(have: Uint8Array, part: Uint8Array | null = null): Answer {
		this.#mustHaveBytes();
		const vector = readVector(have);
		const base = part ?? (this.#base && this.#baseFor(this.#base, vector));
		const isTakenApart = !part && base !== null && base !== this.#base?.update;
		const goneThroughBytes = this.#tailWeight + (isTakenApart ? this.#baseBytes : 0);
		return { frames: this.#framesOf(base, vector), goneThroughBytes };
	}

	#framesOf(base: Uint8Array | null, vector: ReadonlyMap<number, number>): Uint8Array[] {
		const tail = this.#pieces.filter((piece) => vector.size === 0 || isNew(piece.shape, vector));
		const last = tail.at(-1);
		if (!last) return [base === this.#base?.update ? this.#wholeBase() : answerOf(base ?? nothing)];
		const changes = tail.slice(0, -1).map((piece) => piece.frame);
		const first = base ? [encode({ kind: 'change', update: base })] : [];
		return [...first, ...changes, answerOf(last.update)];
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

	#wholeBase(): Uint8Array {
		this.#baseAnswer ??= answerOf(this.#base?.update ?? nothing);
		return this.#baseAnswer;
	}

	/** The part of the base that a device lacks; the deletions always, for no clock tells of them. */
	#baseFor(base: Piece, vector: ReadonlyMap<number, number>): Uint8Array | null {
		if (vector.size === 0) return base.update;
		if (reachesBeyond(base.shape, vector)) {
			return diffUpdate(base.update, encodeStateVector(new Map(vector)));
		}
		if (base.shape.deletes.length === 0) return null;
		return onlyDeletions(base.update.subarray(base.shape.deletesAt));
	}

	#count({ shape }: Piece): void {
		for (const { client, from, until } of shape.brings) {
			const known = this.#vector.get(client) ?? 0;
			if (from <= known && until > known) this.#vector.set(client, until);
		}
		this.#deleted.add(shape.deletes);
	}
}

/** An update that brings nothing: behind the number of clients that bring something, which is 0. */
function onlyDeletions(deletes: Uint8Array): Uint8Array {
	const update = new Uint8Array(1 + deletes.length);
	update.set(deletes, 1);
	return update;
}

function answerOf(update: Uint8Array): Uint8Array {
	return encode({ kind: 'answer', update });
}

function isNew(shape: UpdateShape, vector: ReadonlyMap<number, number>): boolean {
	return shape.deletes.length > 0 || reachesBeyond(shape, vector);
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
