import { createDecoder, hasContent, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { MalformedFrame } from './frame.ts';

/** One frame on a device's line, and whose it is: the line's own on channel 0, else one document's. */
export interface Part {
	readonly channel: number;
	readonly frame: Uint8Array;
}

/** One message of a line, as the stretches of memory that follow one another in it. */
export type Message = readonly Uint8Array[];

/** Parts one behind the other in one piece of memory, so that some can be left out without a copy. */
export interface Joint {
	readonly bytes: Uint8Array;
	/** Where each part begins. */
	readonly starts: readonly number[];
}

/** On this channel the line speaks of itself: `line-frame.ts`. */
export const lineChannel = 0;

/**
 * A larger frame comes in pieces, so that whoever waits for it hears something while it comes: at
 * 64 kbit/s a piece takes two seconds, as long as a device waits before it asks whether anybody is there.
 */
export const pieceBytes = 16 * 1024;

/** No message is larger, from either side. */
export const maxMessageBytes = 256 * 1024;

const pieceKind = 73;

/** The parts, in their order, in as few messages as show life along the way. */
export function pack(parts: Iterable<Part>): Message[] {
	const packing = new Packing();
	for (const { channel, frame } of parts) packing.add(channel, frame);
	return packing.finish();
}

/** As `pack`, for frames of one channel. */
export function packFrames(channel: number, frames: readonly Uint8Array[]): Message[] {
	const packing = new Packing();
	for (const frame of frames) packing.add(channel, frame);
	return packing.finish();
}

/** Frames of one channel as the content of one message; null where they are too much for one. */
export function joinFrames(channel: number, frames: readonly Uint8Array[]): Joint | null {
	const bytes = frames.reduce((sum, frame) => sum + partBytes(channel, frame), 0);
	if (bytes > pieceBytes) return null;
	const channels = frames.map(() => channel);
	return join(channels, frames, bytes);
}

/**
 * Fills messages. Small frames are copied together, each behind its head, as a busy relay does thousands
 * of times a second; of a large frame a message holds views, however many devices it goes to.
 */
class Packing {
	readonly #messages: Message[] = [];
	#channels: number[] = [];
	#frames: Uint8Array[] = [];
	#bytes = 0;

	add(channel: number, frame: Uint8Array): void {
		const bytes = partBytes(channel, frame);
		if (this.#bytes + bytes > pieceBytes) this.#close();
		if (frame.length > pieceBytes) return this.#addPieces(channel, frame);
		this.#channels.push(channel);
		this.#frames.push(frame);
		this.#bytes += bytes;
	}

	finish(): Message[] {
		this.#close();
		return this.#messages;
	}

	#addPieces(channel: number, frame: Uint8Array): void {
		for (let at = 0; at < frame.length; at += pieceBytes) {
			const piece = frame.subarray(at, at + pieceBytes);
			const head = new Uint8Array(sizeOf(channel) + sizeOf(piece.length + 2) + 2);
			const end = putHead(head, 0, channel, piece.length + 2);
			head[end] = pieceKind;
			head[end + 1] = at + piece.length === frame.length ? 1 : 0;
			this.#messages.push([head, piece]);
		}
	}

	#close(): void {
		if (this.#frames.length === 0) return;
		this.#messages.push([join(this.#channels, this.#frames, this.#bytes).bytes]);
		[this.#channels, this.#frames, this.#bytes] = [[], [], 0];
	}
}

/** Each frame behind its head. */
function join(channels: readonly number[], frames: readonly Uint8Array[], length: number): Joint {
	const bytes = new Uint8Array(length);
	const starts: number[] = [];
	let at = 0;
	for (const [index, frame] of frames.entries()) {
		starts.push(at);
		at = putHead(bytes, at, channels[index] ?? lineChannel, frame.length);
		bytes.set(frame, at);
		at += frame.length;
	}
	return { bytes, starts };
}

function partBytes(channel: number, frame: Uint8Array): number {
	return sizeOf(channel) + sizeOf(frame.length) + frame.length;
}

/** Writes what stands before a frame; returns where it ends. */
function putHead(into: Uint8Array, at: number, channel: number, length: number): number {
	return putVarUint(into, putVarUint(into, at, channel), length);
}

/** As lib0 writes it. */
function putVarUint(into: Uint8Array, at: number, value: number): number {
	let left = value;
	let end = at;
	for (; left > 0x7f; left = Math.floor(left / 0x80)) into[end++] = 0x80 | (left & 0x7f);
	into[end] = left;
	return end + 1;
}

function sizeOf(value: number): number {
	let size = 1;
	for (let left = value; left > 0x7f; left = Math.floor(left / 0x80)) size++;
	return size;
}

/** A message as one stretch of memory. */
export function joined(message: Message): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(message.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const stretch of message) {
		bytes.set(stretch, at);
		at += stretch.length;
	}
	return bytes;
}

/**
 * The parts that a message holds; their frames are views into it, and may be pieces: `Assembly` makes
 * frames of these. Total: any bytes give parts or throw `MalformedFrame`.
 */
export function readParts(message: Uint8Array): Part[] {
	const decoder = createDecoder(message);
	const parts: Part[] = [];
	try {
		while (hasContent(decoder)) {
			parts.push({ channel: readVarUint(decoder), frame: readVarUint8Array(decoder) });
		}
	} catch (cause) {
		throw new MalformedFrame('a part ends too soon', { cause });
	}
	if (parts.length === 0) throw new MalformedFrame('a message without a part');
	if (parts.some(({ frame }) => frame.length === 0)) throw new MalformedFrame('an empty part');
	return parts;
}

/** What a part amounts to: a frame, nothing yet, or one that is too large to be put together. */
export type Assembled = Part | 'incomplete' | 'too-large';

/**
 * Puts the frames of one line together that come in pieces. The pieces of a frame come in a row on its
 * channel; frames of other channels may come between, pieces of other frames may not.
 *
 * Holds at most `maxBytes`: of a larger frame the rest is passed over, and `too-large` is said once.
 */
export class Assembly {
	readonly #maxBytes: number;
	#pieces: Uint8Array[] = [];
	#bytes = 0;
	/** Whose frame is being put together; null between two. */
	#channel: number | null = null;

	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	/** What it holds of a frame that is not whole. */
	get bytes(): number {
		return this.#bytes > this.#maxBytes ? 0 : this.#bytes;
	}

	/** Throws `MalformedFrame` where pieces of two frames are mixed. */
	take(part: Part): Assembled {
		const { channel, frame } = part;
		if (frame[0] !== pieceKind) return frame.length > this.#maxBytes ? 'too-large' : part;
		const flag = frame[1];
		if (frame.length < 3 || (flag !== 0 && flag !== 1)) throw new MalformedFrame('no piece');
		if (this.#channel !== null && this.#channel !== channel) {
			throw new MalformedFrame('pieces of two frames are mixed');
		}
		return this.#add(channel, frame.subarray(2), flag === 1);
	}

	#add(channel: number, piece: Uint8Array, isLast: boolean): Assembled {
		const wasTooLarge = this.#bytes > this.#maxBytes;
		this.#channel = isLast ? null : channel;
		this.#bytes += piece.length;
		if (this.#bytes <= this.#maxBytes) this.#pieces.push(piece);
		else this.#pieces = [];
		const isTooLarge = this.#bytes > this.#maxBytes;
		const pieces = this.#pieces;
		if (isLast) [this.#pieces, this.#bytes] = [[], 0];
		if (isTooLarge) return wasTooLarge ? 'incomplete' : 'too-large';
		return isLast ? { channel, frame: joined(pieces) } : 'incomplete';
	}
}
