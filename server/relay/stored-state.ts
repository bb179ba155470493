import { encodeStateVector, decodeStateVector, diffUpdate } from 'yjs';
import { encode, MalformedFrame } from '#wire/frame.ts';
import { DeletedRanges } from './deleted-ranges.ts';
import { readShape, type ClockRange, type UpdateShape } from './update-shape.ts';

/** One update with the frame that carries it, made once however many devices it goes to. */
export interface Piece {
	readonly update: Uint8Array;
	readonly frame: Uint8Array;
	readonly shape: UpdateShape;
}

/** The update as a piece (a copy: nothing of the caller's memory is held), or null when it is none. */
export function pieceOf(update: Uint8Array): Piece | null {
	const shape = readShape(update);
	if (!shape) return null;
	const frame = encode({ kind: 'change', update });
	return { update: frame.subarray(frame.length - update.length), frame, shape };
}

/** As `pieceOf`, for an update that came in a frame of its own kind: `frame` goes on as it is. */
export function pieceInFrame(frame: Uint8Array, update: Uint8Array): Piece | null {
	const shape = readShape(update);
	if (!shape) return null;
	const own = Buffer.from(frame);
	return { update: own.subarray(own.length - update.length), frame: own, shape };
}

/** What a piece costs whoever joins, beside its bytes. */
const pieceWeightBytes = 100;

const nothing = new Uint8Array([0, 0]);

/**
 * What the relay keeps of one document: a base and the pieces that came after it.
 *
 * No `Y.Doc` stands behind it. Bytes are handed on as they came, and clocks say who lacks which, so
 * that a device joins for the price of writing to its socket.
 */
export class StoredState {
	readonly #base: Piece | null;
	readonly #tail: Piece[] = [];
	readonly #vector = new Map<number, number>();
	readonly #deleted = new DeletedRanges();
	#tailBytes = 0;
	#baseAnswer: Uint8Array | null = null;

	constructor(base: Piece | null, tail: readonly Piece[] = []) {
		this.#base = base;
		if (base) this.#count(base);
		for (const piece of tail) this.add(piece);
	}

	/** Takes a piece that is on disk. */
	add(piece: Piece): void {
		this.#tail.push(piece);
		this.#tailBytes += piece.update.length;
		this.#count(piece);
	}

	/** How many pieces came after the base. */
	get tailLength(): number {
		return this.#tail.length;
	}

	/** All of it, in order. */
	get updates(): Uint8Array[] {
		const pieces = this.#base ? [this.#base, ...this.#tail] : this.#tail;
		return pieces.map((piece) => piece.update);
	}

	/** How much is kept, before anything that was deleted is left out. */
	get bytes(): number {
		return this.#tailBytes + (this.#base?.update.length ?? 0);
	}

	/**
	 * Whether so much has come after the base that reading it all into a document pays for itself: always
	 * a fixed part of it, so that a document is read as often as it doubles, and not with every few changes.
	 */
	isLong(least: number): boolean {
		const tailWeight = this.#tailBytes + this.#tail.length * pieceWeightBytes;
		return this.#tail.length >= least && tailWeight * 4 > this.bytes - this.#tailBytes;
	}

	/** Whether any of this is new here. May say yes to what is known, never no to what is not. */
	lacks(shape: UpdateShape): boolean {
		return this.bringsNew(shape) || shape.deletes.some((range) => !this.#deleted.has(range));
	}

	/** Whether there is content in it that is not here; what it deletes is left out of account. */
	bringsNew(shape: UpdateShape): boolean {
		return reachesBeyond(shape, this.#vector);
	}

	/** What of its content is not here. */
	newIn(shape: UpdateShape): ClockRange[] {
		return shape.brings.filter(({ client, until }) => until > (this.#vector.get(client) ?? 0));
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
		return new StoredState(base, this.#tail.slice(count));
	}

	/** What is here, client by client without gaps, so that a device sends everything behind it. */
	vector(): Uint8Array {
		return encodeStateVector(this.#vector);
	}

	/**
	 * The frames that bring a device up to date: changes, closed by one `answer`, so that a device
	 * which counts itself in step at the `answer` has everything.
	 *
	 * Throws `MalformedFrame` when `have` is no state vector.
	 */
	answer(have: Uint8Array): Uint8Array[] {
		const vector = readVector(have);
		const base = this.#base && this.#baseFor(this.#base, vector);
		const tail = this.#tail.filter((piece) => vector.size === 0 || isNew(piece.shape, vector));
		const last = tail.at(-1);
		if (!last) return [base === this.#base?.update ? this.#wholeBase() : answerOf(base ?? nothing)];
		const changes = tail.slice(0, -1).map((piece) => piece.frame);
		const first = base ? [encode({ kind: 'change', update: base })] : [];
		return [...first, ...changes, answerOf(last.update)];
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
		return new Uint8Array([0, ...base.update.subarray(base.shape.deletesAt)]);
	}

	#count({ shape }: Piece): void {
		for (const { client, from, until } of shape.brings) {
			const known = this.#vector.get(client) ?? 0;
			if (from <= known && until > known) this.#vector.set(client, until);
		}
		this.#deleted.add(shape.deletes);
	}
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
