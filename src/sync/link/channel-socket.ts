import { decode } from '#wire/frame.ts';
import type { Conversation, Topic } from './conversation.ts';

export type SocketClass = typeof WebSocket;

/** What is to be known of a socket that y-websocket opens and uses by itself. */
export interface ChannelWatch {
	/** Whether changes may go out; a document that is only read sends none. */
	readonly mayWrite: boolean;
	/** Whether the relay is to judge what lies here of a document that is only read now. */
	offers(): boolean;
	/** The Yjs client under which this device writes. */
	client(): number;
	/** The document is about to be asked for: from here on the relay counts from one. */
	onopened(): void;
	onsent(frame: 'answer' | 'change'): void;
	/** A frame came that makes no sense. */
	onbroken(): void;
}

/**
 * The socket class for y-websocket that is no socket: each one is a document on the line that is open
 * when it is made. On none it stays what it is, for the line says by itself that it is lost.
 */
export function channelSockets(
	document: string,
	line: { readonly conversation: Conversation | null },
	watch: ChannelWatch
): SocketClass {
	const Socket = class extends ChannelSocket {
		constructor() {
			super(document, line.conversation, watch);
		}
	};
	return Socket as unknown as SocketClass;
}

const states = { connecting: 0, open: 1, closed: 3 } as const;

/** As much of a WebSocket as y-websocket uses. */
class ChannelSocket implements Topic {
	readonly OPEN = states.open;
	binaryType = 'arraybuffer';
	onopen: (() => void) | null = null;
	onmessage: ((event: { readonly data: Uint8Array }) => void) | null = null;
	onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
	onerror: (() => void) | null = null;
	readonly #document: string;
	readonly #conversation: Conversation | null;
	readonly #watch: ChannelWatch;
	#state: (typeof states)[keyof typeof states] = states.connecting;
	#channel: number | null = null;

	constructor(document: string, conversation: Conversation | null, watch: ChannelWatch) {
		this.#document = document;
		this.#conversation = conversation;
		this.#watch = watch;
		// After this turn: y-websocket sets its handlers on what it made.
		queueMicrotask(() => this.#open());
	}

	get readyState(): number {
		return this.#conversation?.isOver === false ? this.#state : states.closed;
	}

	send(frame: Uint8Array): void {
		if (this.readyState !== states.open || !this.#conversation) return;
		if (this.#channel === null) return this.#ask(this.#conversation, frame);
		const change = changeFrame(frame);
		if (change && !this.#mayGo(change)) return;
		this.#conversation.say(this.#channel, frame);
		if (change) this.#watch.onsent(change);
	}

	close(): void {
		this.#state = states.closed;
		if (this.#channel !== null) this.#conversation?.shut(this.#channel);
	}

	heard(data: Uint8Array): void {
		try {
			this.onmessage?.({ data });
		} catch {
			// Whatever is wrong with it, asking the relay anew is the cure.
			this.#watch.onbroken();
		}
	}

	shut(code: number): void {
		this.#state = states.closed;
		this.onclose?.({ code, reason: '' });
	}

	#mayGo(change: 'answer' | 'change'): boolean {
		return this.#watch.mayWrite || (change === 'answer' && this.#watch.offers());
	}

	#open(): void {
		if (this.readyState !== states.connecting) return;
		this.#state = states.open;
		this.#watch.onopened();
		this.onopen?.();
	}

	/** The first that y-websocket says is what it has: with that the document is opened. */
	#ask(conversation: Conversation, frame: Uint8Array): void {
		const asked = decode(frame);
		if (asked.kind !== 'ask') throw new TypeError('a document is asked for before anything else');
		const [document, client] = [this.#document, this.#watch.client()];
		this.#channel = conversation.open({ document, client, have: asked.have }, this);
	}
}

/** Whether bytes are one of the two frames that carry changes (wire/README.md: 0 1 and 0 2). */
function changeFrame(bytes: Uint8Array): 'answer' | 'change' | null {
	if (bytes[0] !== 0) return null;
	if (bytes[1] === 1) return 'answer';
	return bytes[1] === 2 ? 'change' : null;
}
