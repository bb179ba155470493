import { randomBytes } from 'node:crypto';
import { type Socket, connect } from 'node:net';
import { type Ear, MessageReader, messageOf, opcodes } from './messages.ts';

/** Where a line goes to. */
export interface Address {
	readonly port: number;
	readonly path: string;
	/** Empty for none. */
	readonly cookie: string;
}

/** Everything is read into one piece of memory: reading is over before the next socket reads. */
const memory = Buffer.allocUnsafe(256 * 1024);

/** One WebSocket from the client's side, as little as that can be. */
export class Line {
	readonly opened: Promise<void>;
	readonly closed: Promise<void>;
	readonly #socket: Socket;
	readonly #reader: MessageReader;
	readonly #onframe: Ear;
	readonly #onlost: (reason: string) => void;
	#opened: () => void = () => undefined;
	#isOpen = false;
	#isLeaving = false;
	/** Messages that go with the next write: all of one turn in one. */
	#waiting: Buffer[] = [];

	/**
	 * @param onframe hears the content of every binary message
	 * @param onlost told why, when the other side ends it
	 */
	constructor(address: Address, onframe: Ear, onlost: (reason: string) => void) {
		this.#onframe = onframe;
		this.#onlost = onlost;
		this.#reader = new MessageReader((...message) => this.#hear(...message));
		this.opened = new Promise((resolve) => (this.#opened = resolve));
		this.#socket = connect({
			...{ host: '127.0.0.1', port: address.port, noDelay: true },
			onread: {
				buffer: memory,
				callback: (bytes: number) => {
					this.#take(memory.subarray(0, bytes));
					return true;
				}
			}
		});
		this.closed = new Promise((resolve) => this.#socket.once('close', () => resolve()));
		this.#socket.once('error', (error) => this.#lose(error.message));
		this.#socket.once('close', () => this.#lose('the server hung up'));
		this.#socket.write(upgradeOf(address));
	}

	/** Sends a message that `messageOf` made; what is sent in one turn goes in one write. */
	send(message: Buffer): void {
		if (this.#waiting.push(message) > 1) return;
		setImmediate(() => {
			const all = this.#waiting;
			this.#waiting = [];
			if (!this.#isLeaving)
				this.#socket.write(all.length === 1 ? (all[0] ?? '') : Buffer.concat(all));
		});
	}

	/** Answers when what was sent has left this process. */
	async drained(): Promise<void> {
		await new Promise((resolve) => setImmediate(resolve));
		if (!this.#socket.writableNeedDrain) return;
		await new Promise((resolve) => this.#socket.once('drain', resolve).once('close', resolve));
	}

	/** Says goodbye, as a browser does that closes a page, and waits until the server has hung up. */
	async leave(): Promise<void> {
		this.#isLeaving = true;
		this.#socket.write(messageOf(new Uint8Array([3, 232]), opcodes.close));
		const cut = setTimeout(() => this.#socket.destroy(), 5_000);
		await this.closed;
		clearTimeout(cut);
	}

	#take(chunk: Buffer): void {
		if (this.#isOpen) return this.#reader.take(chunk);
		const end = chunk.indexOf('\r\n\r\n');
		const head = chunk.toString('latin1', 0, end < 0 ? chunk.length : end);
		if (end < 0 || !head.startsWith('HTTP/1.1 101')) return this.#lose(head.split('\r\n')[0] ?? '');
		this.#isOpen = true;
		this.#opened();
		this.#reader.take(chunk.subarray(end + 4));
	}

	#hear(opcode: number, bytes: Buffer, from: number, until: number): void {
		if (opcode === opcodes.binary) return this.#onframe(bytes, from, until);
		if (opcode === opcodes.ping) {
			return this.send(messageOf(Buffer.from(bytes.subarray(from, until)), opcodes.pong));
		}
		if (opcode !== opcodes.close) return;
		const code = until - from >= 2 ? bytes.readUInt16BE(from) : 1005;
		this.#lose(`closed with ${code} ${bytes.toString('utf8', Math.min(from + 2, until), until)}`);
	}

	#lose(reason: string): void {
		if (this.#isLeaving) return;
		this.#isLeaving = true;
		this.#socket.destroy();
		this.#onlost(reason.trim());
	}
}

function upgradeOf({ port, path, cookie }: Address): string {
	const head = [
		`GET ${path} HTTP/1.1`,
		`Host: 127.0.0.1:${port}`,
		'Connection: Upgrade',
		'Upgrade: websocket',
		'Sec-WebSocket-Version: 13',
		`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
		...(cookie === '' ? [] : [`Cookie: ${cookie}`])
	];
	return `${head.join('\r\n')}\r\n\r\n`;
}
