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
		small.push(headerOf(frame.length));
		if (frame.length <= copyBytes) small.push(frame);
		else {
			chunks.push(Buffer.concat(small), frame);
			small = [];
		}
	}
	if (small.length > 0) chunks.push(Buffer.concat(small));
	return chunks;
}

/** The head of an unmasked, unfragmented binary message (RFC 6455, 5.2). */
function headerOf(length: number): Uint8Array {
	if (length < 126) return Buffer.from([0x82, length]);
	if (length < 65_536) {
		const header = Buffer.from([0x82, 126, 0, 0]);
		header.writeUInt16BE(length, 2);
		return header;
	}
	const header = Buffer.alloc(10);
	header[0] = 0x82;
	header[1] = 127;
	header.writeBigUInt64BE(BigInt(length), 2);
	return header;
}
