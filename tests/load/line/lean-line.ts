import { encodeLine, decodeLine, type LineFrame, type Opening } from '#wire/line-frame.ts';
import { decode, encode, helloVersion, type Frame } from '#wire/frame.ts';
import { Assembly, joined, lineChannel, pack, readParts, type Part } from '#wire/line.ts';
import WebSocket from 'ws';

/** Where a relay takes lines, and who comes. */
export interface LineAddress {
	readonly port: number;
	readonly workspace: string;
	readonly cookie: string;
	/** From which address she seems to come, where the relay trusts a proxy. */
	readonly from?: string;
}

/** What is heard on a line. A frame's content is a view into memory that is not used again. */
export interface LineEars {
	onframe(document: string, frame: Frame): void;
	/** The relay ended one document. */
	onshut?(document: string, code: number): void;
}

/** A document as it is opened: everything of an `Opening` but the channel, which the line chooses. */
export type Wish = Omit<Opening, 'channel'>;

/**
 * The line of a device that keeps no documents: as little as a device can be on the wire, so that one
 * processor can play a thousand of them. What is said in one turn goes in as few messages as it can.
 */
export class LeanLine {
	/** The close code, once the relay has gone or has hung up. */
	readonly closed: Promise<number>;
	readonly #opened: Promise<boolean>;
	readonly #socket: WebSocket;
	readonly #ears: LineEars;
	readonly #assembly = new Assembly(Infinity);
	readonly #channels = new Map<string, number>();
	readonly #documents = new Map<number, string>();
	#lastChannel = lineChannel;
	#waiting: Part[] = [];

	private constructor({ port, workspace, cookie, from }: LineAddress, ears: LineEars) {
		this.#ears = ears;
		const url = `ws://127.0.0.1:${port}/sync/${workspace}`;
		const headers = { cookie, ...(from === undefined ? {} : { 'x-forwarded-for': from }) };
		const socket = new WebSocket(url, { headers, perMessageDeflate: false });
		socket.on('error', () => undefined);
		socket.on('message', (data: Buffer) => this.#hear(data));
		this.#socket = socket;
		this.#opened = new Promise((resolve) => {
			socket.once('open', () => resolve(true)).once('close', () => resolve(false));
		});
		this.closed = new Promise((resolve) => socket.once('close', resolve));
	}

	/** Answers once the line is open and has asked for receipts; null where the relay is not there. */
	static async open(address: LineAddress, ears: LineEars): Promise<LeanLine | null> {
		const line = new LeanLine(address, ears);
		if (!(await line.#opened)) return null;
		line.#tell({ kind: 'hello', version: helloVersion });
		return line;
	}

	/** Opens documents, in one message. */
	ask(wishes: readonly Wish[]): void {
		const documents = wishes.map((wish) => ({ ...wish, channel: ++this.#lastChannel }));
		for (const { document, channel } of documents) this.#channels.set(document, channel);
		this.#tell({ kind: 'open', documents });
	}

	/** Says frames of a document; nothing where it is not open. */
	say(document: string, ...frames: Frame[]): void {
		const channel = this.#channels.get(document);
		if (channel === undefined) return;
		for (const frame of frames) this.#put({ channel, frame: encode(frame) });
	}

	/** What the relay says from here on is left lying on the way. */
	stopReading(): void {
		this.#socket.pause();
	}

	/** What was said and has not left this machine. */
	get bufferedBytes(): number {
		return this.#socket.bufferedAmount;
	}

	/** Closes the line, and answers when it is closed. */
	async leave(): Promise<void> {
		this.#socket.close(1000);
		await this.closed;
	}

	#tell(frame: LineFrame): void {
		this.#put({ channel: lineChannel, frame: encodeLine(frame) });
	}

	#put(part: Part): void {
		if (this.#waiting.push(part) === 1) setImmediate(() => this.#flush());
	}

	#flush(): void {
		const parts = this.#waiting;
		this.#waiting = [];
		if (this.#socket.readyState !== WebSocket.OPEN) return;
		for (const message of pack(parts)) this.#socket.send(joined(message));
	}

	#hear(data: Buffer): void {
		for (const part of readParts(data)) {
			const taken = this.#assembly.take(part);
			if (typeof taken === 'string') continue;
			if (taken.channel === lineChannel) this.#hearLine(decodeLine(taken.frame));
			else this.#ears.onframe(this.#documents.get(taken.channel) ?? '', decode(taken.frame));
		}
	}

	#hearLine(frame: LineFrame): void {
		if (frame.kind === 'opened') this.#documents.set(frame.room, this.#documentOn(frame.channel));
		if (frame.kind !== 'shut') return;
		const document = this.#documentOn(frame.channel);
		this.#channels.delete(document);
		this.#ears.onshut?.(document, frame.code);
	}

	#documentOn(channel: number): string {
		for (const [document, own] of this.#channels) if (own === channel) return document;
		return '';
	}
}
