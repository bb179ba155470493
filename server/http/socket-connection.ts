import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Message } from '#wire/line.ts';
import type { LineSocket } from '../relay/line-voice.ts';
import { HeldQuestions, type AskAgain, type Hold, type Outlet } from '../relay/held-questions.ts';
import type { Connection } from '../relay/visit.ts';
import { framesFor, type Span } from '../relay/news.ts';
import type { Traffic } from './traffic.ts';
import { bytesOf, bytesOfFrames, bytesTold } from './websocket-bytes.ts';

export interface SocketPorts {
	readonly ws: WebSocket;
	/** The TCP socket under it. */
	readonly socket: Duplex;
	readonly traffic: Traffic;
	/** So much work was done for this device: its member pays for it. */
	readonly spent: (work: number) => void;
	/** What may lie waiting for it, beside what it asked for. */
	readonly sendBufferBytes: number;
	/** Whether too much lies waiting on its member's other sockets. */
	readonly isLadenElsewhere: () => boolean;
}

/** What is written to a TCP socket and has not left yet. */
class SocketOutlet implements Outlet {
	readonly #socket: Duplex;
	readonly isLadenElsewhere: () => boolean;

	constructor({ socket, isLadenElsewhere }: SocketPorts) {
		this.#socket = socket;
		this.isLadenElsewhere = isLadenElsewhere;
	}

	get bufferedBytes(): number {
		return this.#socket.writableLength;
	}

	get drainsFromBytes(): number {
		return this.#socket.writableHighWaterMark;
	}

	whenDrained(callback: () => void): void {
		this.#socket.once('drain', callback);
	}
}

/** What a document of its own is, where there is but one. */
const onlyChannel = 0;

/** A WebSocket as a room's connection: one document, each frame a message, a turn's in one write. */
export class SocketConnection extends SocketOutlet implements Connection {
	readonly #ws: WebSocket;
	readonly #socket: Duplex;
	readonly #traffic: Traffic;
	readonly spent: (work: number) => void;
	readonly #questions: HeldQuestions;

	constructor(ports: SocketPorts) {
		super(ports);
		const { ws, socket, traffic, spent, sendBufferBytes } = ports;
		this.spent = spent;
		this.#ws = ws;
		this.#socket = socket;
		this.#traffic = traffic;
		this.#questions = new HeldQuestions(this, sendBufferBytes);
	}

	holdQuestion(question: Uint8Array, again: AskAgain): Hold {
		return this.#questions.hold(onlyChannel, question, again);
	}

	beginAnswer(): () => void {
		return this.#questions.begin();
	}

	send(frames: readonly Uint8Array[]): void {
		this.#write(bytesOfFrames(frames), frames.length);
	}

	tell(news: readonly Uint8Array[], own: Span | null, receipt: Uint8Array | null): void {
		const bytes = bytesTold(news, own, receipt);
		if (!bytes) return this.send(framesFor(news, own, receipt));
		const left = own ? own.until - own.from : 0;
		this.#write(bytes, news.length - left + (receipt ? 1 : 0));
	}

	close(code: number, reason: string): void {
		hangUp(this.#ws, code, reason);
	}

	#write(chunks: readonly Uint8Array[], messages: number): void {
		if (this.#ws.readyState !== this.#ws.OPEN) return;
		this.#traffic.messagesOut += messages;
		if (chunks.length > 1) this.#socket.cork();
		for (const chunk of chunks) this.#socket.write(chunk);
		if (chunks.length > 1) this.#socket.uncork();
	}
}

/** A WebSocket as a line's: what all rooms say to a device in one turn goes in one write. */
export class SocketOfLine extends SocketOutlet implements LineSocket {
	readonly #ws: WebSocket;
	readonly #socket: Duplex;
	readonly #traffic: Traffic;
	readonly spent: (work: number) => void;
	#isCorked = false;

	constructor(ports: SocketPorts) {
		super(ports);
		const { ws, socket, traffic, spent } = ports;
		this.spent = spent;
		this.#ws = ws;
		this.#socket = socket;
		this.#traffic = traffic;
	}

	send(messages: readonly Message[]): void {
		if (this.#ws.readyState !== this.#ws.OPEN) return;
		this.#traffic.messagesOut += messages.length;
		this.#cork();
		for (const chunk of bytesOf(messages)) this.#socket.write(chunk);
	}

	close(code: number, reason: string): void {
		hangUp(this.#ws, code, reason);
	}

	#cork(): void {
		if (this.#isCorked) return;
		this.#isCorked = true;
		this.#socket.cork();
		process.nextTick(() => {
			this.#isCorked = false;
			this.#socket.uncork();
		});
	}
}

const goodbyeMs = 2_000;

/** Closes with a code, and cuts the line when the other side doesn't answer. */
export function hangUp(ws: WebSocket, code: number, reason: string): void {
	ws.close(code, reason);
	setTimeout(() => ws.terminate(), goodbyeMs).unref();
}
