import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Finds the sockets at whose other end nobody is any more, or nobody who says anything or takes what is sent. */
export class Pulse {
	readonly #roundMs: number;
	/** Each with those that answered since the last round. */
	readonly #sockets = new Map<WebSocket, Socket>();
	readonly #answered = new Set<WebSocket>();
	readonly #rounds: NodeJS.Timeout;

	constructor(roundSeconds: number) {
		this.#roundMs = roundSeconds * 1000;
		this.#rounds = setInterval(() => this.#round(), this.#roundMs).unref();
	}

	watch(ws: WebSocket, socket: Socket): void {
		this.#sockets.set(ws, socket);
		this.#answered.add(ws);
		ws.on('pong', () => this.#answered.add(ws));
		ws.on('close', () => {
			this.#sockets.delete(ws);
			this.#answered.delete(ws);
		});
		// For two rounds nothing came from there, and of what lies waiting nothing was taken.
		socket.setTimeout(2 * this.#roundMs, () => ws.terminate());
	}

	stop(): void {
		clearInterval(this.#rounds);
	}

	/** A ping lies behind all that was not taken yet, and of whom the relay doesn't read it hears no pong. */
	#round(): void {
		for (const [ws, socket] of this.#sockets) {
			const isBusy = ws.isPaused || socket.writableLength > 0;
			if (this.#answered.delete(ws) || isBusy) ws.ping();
			else ws.terminate();
		}
	}
}
