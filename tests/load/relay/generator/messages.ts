/** Hears bytes `from` up to `until` of a memory that is used again after the call. */
export type Ear = (bytes: Buffer, from: number, until: number) => void;

/** Kinds of WebSocket messages (RFC 6455, 5.2). */
export const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/**
 * Cuts what comes over a socket into WebSocket messages.
 *
 * A client library makes objects of each message; at three million a second the generator would be what is
 * measured. This reads lengths and calls an ear with the place of each message in the memory that it came
 * in. Servers of a bench send no message in pieces: one that does is an error.
 */
export class MessageReader {
	readonly #tell: (opcode: number, ...place: Parameters<Ear>) => void;
	/** The beginning of a message that has not come in whole. */
	#held: Buffer[] = [];
	#heldBytes = 0;
	/** How long that message will be; 0 while its head is not whole. */
	#wantedBytes = 0;

	constructor(tell: (opcode: number, ...place: Parameters<Ear>) => void) {
		this.#tell = tell;
	}

	/** Takes the next bytes; they may be overwritten after the call. */
	take(chunk: Buffer): void {
		if (this.#held.length === 0) return this.#keep(chunk, this.#walk(chunk));
		this.#held.push(Buffer.from(chunk));
		this.#heldBytes += chunk.length;
		if (this.#heldBytes < this.#wantedBytes) return;
		const whole = Buffer.concat(this.#held);
		this.#held = [];
		this.#keep(whole, this.#walk(whole));
	}

	/** Tells every whole message; answers where the first that is not whole begins. */
	#walk(chunk: Buffer): number {
		let at = 0;
		for (;;) {
			const head = headBytes(chunk, at);
			this.#wantedBytes = 0;
			if (chunk.length - at < head) return at;
			const end = at + head + lengthOf(chunk, at, head);
			this.#wantedBytes = end - at;
			if (chunk.length < end) return at;
			const first = chunk[at] ?? 0;
			if (first < 0x80) throw new Error('a server sent a message in pieces');
			this.#tell(first & 15, chunk, at + head, end);
			at = end;
		}
	}

	#keep(chunk: Buffer, from: number): void {
		if (from === chunk.length) return;
		this.#held = [Buffer.from(chunk.subarray(from))];
		this.#heldBytes = chunk.length - from;
	}
}

/** How long the head of the message at `at` is; more than there is when that can't be said yet. */
function headBytes(chunk: Buffer, at: number): number {
	const short = chunk[at + 1];
	if (short === undefined || short < 126) return 2;
	return short === 126 ? 4 : 10;
}

function lengthOf(chunk: Buffer, at: number, head: number): number {
	if (head === 2) return chunk[at + 1] ?? 0;
	return head === 4 ? chunk.readUInt16BE(at + 2) : Number(chunk.readBigUInt64BE(at + 2));
}

/** As a browser does: bytes are masked, and a server that takes them in has to unmask them. */
const mask = [0x37, 0xfa, 0x21, 0x3d] as const;

/** The content as a message of a client. */
export function messageOf(content: Uint8Array, opcode: number = opcodes.binary): Buffer {
	const { length } = content;
	const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const message = Buffer.allocUnsafe(head + 4 + length);
	message[0] = 0x80 | opcode;
	message[1] = 0x80 | (head === 2 ? length : head === 4 ? 126 : 127);
	if (head === 4) message.writeUInt16BE(length, 2);
	if (head === 10) message.writeBigUInt64BE(BigInt(length), 2);
	message.set(mask, head);
	for (let at = 0; at < length; at++) {
		message[head + 4 + at] = (content[at] ?? 0) ^ (mask[at & 3] ?? 0);
	}
	return message;
}
