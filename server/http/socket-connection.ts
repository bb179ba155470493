import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Connection } from '../relay/visit.ts';

/** Frames up to this size are worth copying together: one write costs more than the copy. */
const copyBytes = 16 * 1024;

/**
 * A WebSocket as a room's connection.
 *
 * Frames are written to the TCP socket as finished WebSocket messages, all of one turn in one write;
 * the bytes for a list of frames are made once, however many sockets it goes to. (That one write per
 * recipient is what a busy room costs: through `ws.send` it would be one per frame and recipient.)
 */
export class SocketConnection implements Connection {
	readonly #ws: WebSocket;
	readonly #socket: Duplex;

	constructor(ws: WebSocket, socket: Duplex) {
		this.#ws = ws;
		this.#socket = socket;
	}

	get bufferedBytes(): number {
		return this.#socket.writableLength;
	}

	send(frames: readonly Uint8Array[]): void {
		if (this.#ws.readyState !== this.#ws.OPEN) return;
		const chunks = messagesOf(frames);
		if (chunks.length > 1) this.#socket.cork();
		for (const chunk of chunks) this.#socket.write(chunk);
		if (chunks.length > 1) this.#socket.uncork();
	}

	close(code: number, reason: string): void {
		hangUp(this.#ws, code, reason);
	}
}

const goodbyeMs = 2_000;

/** Closes with a code, and cuts the line when the other side doesn't answer. */
export function hangUp(ws: WebSocket, code: number, reason: string): void {
	ws.close(code, reason);
	setTimeout(() => ws.terminate(), goodbyeMs).unref();
}

const known = new WeakMap<readonly Uint8Array[], readonly Uint8Array[]>();

function messagesOf(frames: readonly Uint8Array[]): readonly Uint8Array[] {
	const before = known.get(frames);
	if (before) return before;
	const chunks = join(frames);
	known.set(frames, chunks);
	return chunks;
}

/** The frames as WebSocket messages, small ones copied together, large ones as they are. */
function join(frames: readonly Uint8Array[]): Uint8Array[] {
	const chunks: Uint8Array[] = [];
	let small: Uint8Array[] = [];
	for (const frame of frames) {
		if (frame.length <= copyBytes) small.push(frame);
		else {
			chunks.push(...together(small), headOf(frame), frame);
			small = [];
		}
	}
	chunks.push(...together(small));
	return chunks;
}

/** The messages in one piece of memory; nothing for none. */
function together(frames: readonly Uint8Array[]): Uint8Array[] {
	if (frames.length === 0) return [];
	let bytes = 0;
	for (const { length } of frames) bytes += headBytes(length) + length;
	const messages = Buffer.allocUnsafe(bytes);
	let at = 0;
	for (const frame of frames) {
		at = writeHead(messages, at, frame.length);
		messages.set(frame, at);
		at += frame.length;
	}
	return [messages];
}

function headOf({ length }: Uint8Array): Uint8Array {
	const head = Buffer.allocUnsafe(headBytes(length));
	writeHead(head, 0, length);
	return head;
}

function headBytes(length: number): number {
	if (length < 126) return 2;
	return length < 65_536 ? 4 : 10;
}

/** Writes the head of an unmasked, unfragmented binary message (RFC 6455, 5.2); returns where it ends. */
function writeHead(into: Buffer, at: number, length: number): number {
	into[at] = 0x82;
	if (length < 126) into[at + 1] = length;
	else if (length < 65_536) {
		into[at + 1] = 126;
		into.writeUInt16BE(length, at + 2);
	} else {
		into[at + 1] = 127;
		into.writeBigUInt64BE(BigInt(length), at + 2);
	}
	return at + headBytes(length);
}
