import { maxMessageBytes } from '#wire/line.ts';
import type { Clock } from '../clock.ts';
import { Cell, sameText } from '../observable.ts';
import { patience } from './backoff.ts';
import type { SocketClass } from './channel-socket.ts';
import { Conversation } from './conversation.ts';
import { Heartbeat } from './heartbeat.ts';
import { afterLine, type LineEvent, type LineState } from './line-state.ts';

/** A network that swallows packets leaves a socket opening for minutes. */
const openWithinMs = 4_000;

export interface LineTools {
	readonly Socket: SocketClass;
	readonly clock: Clock;
	/** Whether somebody looks at this page: one that nobody sees need not know at once. */
	isVisible(): boolean;
}

/**
 * The one socket of this device for all documents of a workspace, led by `afterLine`: it opens with the
 * first document and closes with the last, comes back by itself after it was lost, and notices within
 * five seconds that it is.
 */
export class DeviceLine {
	readonly state = new Cell<LineState>({ status: 'closed' }, sameText);
	readonly #url: string;
	readonly #tools: LineTools;
	#documents = 0;
	#socket: WebSocket | null = null;
	#conversation: Conversation | null = null;
	#heartbeat: Heartbeat | null = null;
	#cancelTimer: () => void = () => undefined;

	constructor(url: string, tools: LineTools) {
		this.#url = url;
		this.#tools = tools;
	}

	/** What is said on the line; null while it is not open. */
	get conversation(): Conversation | null {
		return this.#conversation;
	}

	/** One more document wants the line; returns a way to let go of it. */
	enter(): () => void {
		this.#documents += 1;
		this.#apply({ kind: 'start' });
		return () => {
			this.#documents -= 1;
			if (this.#documents === 0) this.#apply({ kind: 'stop' });
		};
	}

	/** The network may be back: try now, or ask now whether the relay is still there. */
	retry(): void {
		this.#heartbeat?.ask();
		this.#apply({ kind: 'retry' });
	}

	/** The network is known to be gone, though the socket has not noticed. */
	lose(): void {
		const { status } = this.state.read();
		if (status === 'open' || status === 'opening') this.#apply({ kind: 'lost' });
	}

	/** How often in a row this line was lost before everything was answered. */
	get #attempt(): number {
		const state = this.state.read();
		return 'attempt' in state ? state.attempt : 0;
	}

	#apply(event: LineEvent): void {
		const before = this.state.read();
		const { clock } = this.#tools;
		const state = afterLine(before, event, clock.now(), clock.chance());
		if (sameText(before, state)) return;
		if (before.status !== state.status) this.#enter(state);
		this.state.set(state);
	}

	#enter(state: LineState): void {
		this.#cancelTimer();
		this.#cancelTimer = () => undefined;
		const { clock } = this.#tools;
		switch (state.status) {
			case 'opening': {
				const wait = openWithinMs * patience(state.attempt);
				this.#cancelTimer = clock.after(wait, () => this.lose());
				// After this turn: a socket that fails at once must find the state that it ends.
				return queueMicrotask(() => this.#connect());
			}
			case 'waiting':
				this.#leave();
				this.#cancelTimer = clock.after(state.retryAt - clock.now(), () =>
					this.#apply({ kind: 'retry' })
				);
				return;
			case 'open':
				return this.#begin();
			case 'closed':
			case 'refused':
				return this.#leave();
		}
	}

	#connect(): void {
		if (this.state.read().status !== 'opening' || this.#socket) return;
		const socket = new this.#tools.Socket(this.#url);
		socket.binaryType = 'arraybuffer';
		this.#socket = socket;
		const isOurs = (): boolean => this.#socket === socket;
		socket.onopen = () => isOurs() && this.#apply({ kind: 'opened' });
		socket.onmessage = ({ data }) => isOurs() && this.#hear(data);
		socket.onclose = ({ code }) => isOurs() && this.#apply({ kind: 'closed-by-relay', code });
		// What comes next is a close. Without a listener, Node would take it for a fault of ours.
		socket.onerror = () => undefined;
	}

	#begin(): void {
		const socket = this.#socket;
		if (!socket) return;
		const conversation = new Conversation((message) => socket.send(message), {
			onreturn: (afterMs) => this.#apply({ kind: 'told-to-return', afterMs }),
			onanswered: () => this.#apply({ kind: 'answered' })
		});
		this.#conversation = conversation;
		this.#heartbeat = new Heartbeat({
			...{ clock: this.#tools.clock, ping: () => conversation.ping() },
			isVisible: () => this.#tools.isVisible(),
			patience: () => patience(this.#attempt),
			bufferedBytes: () => socket.bufferedAmount,
			ondead: () => this.lose()
		});
	}

	#hear(data: unknown): void {
		this.#heartbeat?.heard();
		try {
			if (!(data instanceof ArrayBuffer) || data.byteLength > maxMessageBytes) return this.lose();
			this.#conversation?.receive(new Uint8Array(data));
		} catch {
			// Whatever is wrong with it, asking the relay anew on a fresh line is the cure.
			this.lose();
		}
	}

	#leave(): void {
		this.#heartbeat?.stop();
		this.#heartbeat = null;
		// What was said in this turn may still go, as where the last document closes.
		this.#conversation?.flush();
		this.#conversation?.end();
		this.#conversation = null;
		const socket = this.#socket;
		this.#socket = null;
		socket?.close();
	}
}
