import WebSocket from 'ws';
import type { LineAddress } from '../line/lean-line.ts';
import { contested, type Intruder } from './attack.ts';
import { openingOf } from './intruders.ts';

/** A relay that is silent for so long has stopped, or as good as that. */
const patienceMs = 20_000;

/** Somebody who means ill, over a real socket. */
export class SocketIntruder implements Intruder {
	readonly kind: 'visit' | 'line';
	timesSentAway = 0;
	readonly #address: LineAddress;
	#socket: WebSocket | null = null;
	#closed: Promise<unknown> = Promise.resolve();
	#isLeaving = false;

	constructor(kind: 'visit' | 'line', address: LineAddress) {
		this.kind = kind;
		this.#address = address;
	}

	/** Answers when she is in. */
	async comeIn(): Promise<void> {
		if (this.#socket) return;
		const { port, workspace, cookie } = this.#address;
		const document = this.kind === 'visit' ? `/${contested[0]}` : '';
		const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${workspace}${document}`, {
			headers: { cookie }
		});
		this.#socket = socket;
		socket.on('error', () => undefined);
		const opened = new Promise((resolve) => socket.once('open', resolve));
		this.#closed = new Promise<void>((resolve) => {
			socket.once('close', () => {
				this.#socket = null;
				if (!this.#isLeaving) this.timesSentAway++;
				resolve();
			});
		});
		await Promise.race([opened, this.#closed]);
		if (this.kind === 'line' && socket.readyState === WebSocket.OPEN) socket.send(openingOf(66));
	}

	send(bytes: Uint8Array): void {
		this.#socket?.send(bytes);
	}

	/** Answers when the relay has taken in all that was sent, or has hung up: false when it does neither. */
	async isAnswered(): Promise<boolean> {
		const socket = this.#socket;
		if (socket?.readyState !== WebSocket.OPEN) return true;
		const answered = new Promise((resolve) => socket.once('pong', resolve));
		socket.ping();
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs, 'late')));
		const first = await Promise.race([answered, this.#closed, late]);
		clearTimeout(timer);
		return first !== 'late';
	}

	leave(): void {
		this.#isLeaving = true;
		this.#socket?.close();
	}

	/** Answers when she is out; she may come again. */
	async gone(): Promise<void> {
		this.leave();
		await this.#closed;
		this.#isLeaving = false;
	}
}
