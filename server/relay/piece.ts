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
	if (!shape) return null;
	const frame = encode({ kind: 'change', update });
	return { update: frame.subarray(frame.length - update.length), frame, shape };
}

/** As `pieceOf`, for an update that came in a frame of its own kind: views into that frame, no copy. */
export function pieceInFrame(frame: Uint8Array, update: Uint8Array): Piece | null {
	const shape = readShape(update);
	return shape && { update, frame, shape };
}

/**
 * Pieces that came together, as one stretch of memory: a busy room keeps thousands of them that nobody
 * may ever ask for, and what is not there as an object costs the garbage collector nothing.
 */
export class Batch {
	readonly count: number;
	/** Of the updates in it. */
	readonly bytes: number;
	readonly #memory: Uint8Array;
	readonly #ends: readonly number[];
	/** Made when they are asked for. */
	#pieces: readonly Piece[] | null = null;

	/** Copies what it is given. */
	constructor(pieces: readonly Piece[]) {
		const ends: number[] = [];
		let end = 0;
		for (const { frame } of pieces) ends.push((end += frame.length));
		this.count = pieces.length;
		this.bytes = pieces.reduce((sum, { update }) => sum + update.length, 0);
		this.#memory = Buffer.concat(
			pieces.map(({ frame }) => frame),
			end
		);
		this.#ends = ends;
	}

	get pieces(): readonly Piece[] {
		this.#pieces ??= this.#ends.map((end, at) =>
			pieceIn(this.#memory, this.#ends[at - 1] ?? 0, end)
		);
		return this.#pieces;
	}
}

function pieceIn(memory: Uint8Array, start: number, end: number): Piece {
	const bytes = memory.subarray(start, end);
	const frame = decode(bytes);
	const piece = frame.kind === 'change' ? pieceInFrame(bytes, frame.update) : null;
	if (!piece) throw new TypeError('a batch holds changes that were read before');
	return piece;
}
