import { decode, encode } from '#wire/frame.ts';
import { readShape, type UpdateShape } from './update-shape.ts';

/** One update with the frame that carries it, made once however many devices it goes to. */
export interface Piece {
	readonly update: Uint8Array;
	readonly frame: Uint8Array;
	readonly shape: UpdateShape;
}

/** The update as a piece (a copy: nothing of the caller's memory is held), or null when it is none. */
export function pieceOf(update: Uint8Array): Piece | null {
	const shape = readShape(update);
	return shape && pieceWith(update, shape);
}

/** As `pieceOf`, for an update of which the shape is known. */
export function pieceWith(update: Uint8Array, shape: UpdateShape): Piece {
	const frame = encode({ kind: 'change', update });
	return { update: frame.subarray(frame.length - update.length), frame, shape };
}

/** As `pieceOf`, for an update that came in a frame of its own kind: views into that frame, no copy. */
export function pieceInFrame(frame: Uint8Array, update: Uint8Array): Piece | null {
	const shape = readShape(update);
	return shape && { update, frame, shape };
}

/**
 * Pieces that came one after another, as one stretch of memory: a busy room keeps thousands of them that
 * nobody may ever ask for, and what is not there as an object costs the garbage collector nothing.
 */
export class Batch {
	/** Its own: a small part of memory that is shared would hold all of that. */
	#memory = new Uint8Array();
	#end = 0;
	readonly #ends: number[] = [];
	/** Made when they are asked for, and kept while many ask: they take ten times as much as the bytes. */
	#made: WeakRef<readonly Piece[]> | null = null;

	get count(): number {
		return this.#ends.length;
	}

	/** Of the frames in it. */
	get bytes(): number {
		return this.#end;
	}

	/** Copies what it is given. */
	add(pieces: readonly Piece[]): void {
		this.#makeRoom(pieces.reduce((sum, { frame }) => sum + frame.length, this.#end));
		for (const { frame } of pieces) {
			this.#memory.set(frame, this.#end);
			this.#ends.push((this.#end += frame.length));
		}
		this.#made = null;
	}

	get pieces(): readonly Piece[] {
		const known = this.#made?.deref();
		if (known) return known;
		const pieces = this.#ends.map((end, at) => pieceIn(this.#memory, this.#ends[at - 1] ?? 0, end));
		this.#made = new WeakRef(pieces);
		return pieces;
	}

	/** What comes first gets what it needs, what comes after it twice as much: a copy now and then. */
	#makeRoom(bytes: number): void {
		if (bytes <= this.#memory.length) return;
		const larger = new Uint8Array(Math.max(bytes, this.#memory.length * 2));
		larger.set(this.#memory);
		this.#memory = larger;
	}
}

function pieceIn(memory: Uint8Array, start: number, end: number): Piece {
	const bytes = memory.subarray(start, end);
	const frame = decode(bytes);
	const piece = frame.kind === 'change' ? pieceInFrame(bytes, frame.update) : null;
	if (!piece) throw new TypeError('a batch holds changes that were read before');
	return piece;
}
