import { clock, type Process } from './seeded.ts';
import { SimSocket, type Answering } from './wire.ts';

/** The network as one device has it: its sockets, and whether anything gets through. */
export class Signal {
	isCovered = false;
	readonly #answering: Answering;
	readonly #sockets = new Set<SimSocket>();

	constructor(answering: Answering) {
		this.#answering = answering;
	}

	/** What an app that runs in this process opens its sockets with. */
	socketFor(process: Process): typeof WebSocket {
		const answering: Answering = (socket) => (this.isCovered ? null : this.#answering(socket));
		const sockets = this.#sockets;
		return class extends SimSocket {
			constructor(url: string | URL) {
				super(String(url), process, answering);
				sockets.add(this);
			}
		} as unknown as typeof WebSocket;
	}

	/** The signal goes: the sockets fall silent; some of them are cut. */
	cover(): void {
		this.isCovered = true;
		for (const socket of this.#sockets)
			if (clock().chance() < 0.5) socket.silence();
			else socket.cut();
	}

	/** The signal is back: what lay waiting in a line that fell silent comes now, or never. */
	uncover(): void {
		this.isCovered = false;
		for (const socket of this.#sockets) if (clock().chance() < 0.5) socket.resume();
	}

	/** Whoever held the sockets is gone. */
	cut(): void {
		for (const socket of this.#sockets) socket.cut();
		this.#sockets.clear();
	}
}
