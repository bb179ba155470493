import { readVarString, readVarUint, type Decoder } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { messageYjsSyncStep2, readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import { messageSync, WebsocketProvider } from 'y-websocket';
import { documentText } from '#domain/access/document-name.ts';
import type { RefusalCode } from '#wire/frame.ts';
import type { Clock } from '../clock.ts';
import { Cell, sameText } from '../observable.ts';
import { isRefusalCode } from '../refusal-tray.ts';
import type { Link, LinkEars, LinkFactory, LinkTarget } from './link.ts';
import { afterLink, type LinkEvent, type LinkState } from './link-state.ts';
import { watchedSocket, type SocketClass } from './watched-socket.ts';

/** A network that swallows packets leaves a socket opening for minutes. */
const openWithinMs = 10_000;
/** A relay that acknowledges answers a change; when it stays silent so long, the socket is dead. */
const silentAfterMs = 10_000;
const frameTooBig = 1009;
/** A change that the relay had no room for now is offered again after one to six seconds. */
const leastReturnMs = 1_000;
const moreReturnMs = 5_000;

export interface RelayAddress {
	/** `wss://host/sync`. */
	readonly url: string;
	readonly Socket: SocketClass;
	readonly clock: Clock;
}

/** Links on y-websocket's own provider, one socket for each document. */
export function websocketLinks(address: RelayAddress): LinkFactory {
	return (target, ears) => new WebsocketLink(address, target, ears);
}

/**
 * Whether offering a change again is no use. Too many and not kept pass; a change that is too large
 * for a frame of its own goes into the answer on a new socket, which may be larger.
 */
function isFinal(code: RefusalCode, isAnswer: boolean): boolean {
	return code === 'not-allowed' || code === 'malformed' || (code === 'too-large' && isAnswer);
}

/**
 * One y-websocket provider, led by `afterLink`.
 *
 * The provider brings the protocol; when to try again is decided here, since its own waits have no
 * chance in them and it takes a dead network for a connection for half a minute. Its BroadcastChannel
 * is off: the name of it knows no person, and `tabs.ts` does that work.
 */
class WebsocketLink implements Link {
	readonly state = new Cell<LinkState>({ status: 'closed' }, sameText);
	readonly #clock: Clock;
	readonly #ears: LinkEars;
	readonly #provider: WebsocketProvider;
	#cancelTimer: () => void = () => undefined;
	#cancelSilence: (() => void) | null = null;
	#cancelReturn: (() => void) | null = null;
	#acknowledges = false;
	#askedAgain = false;
	/** Changes sent on this socket, and which of them were answers: they are told apart in a refusal. */
	#sentCount = 0;
	#answers = new Set<number>();
	/** Closing is our own doing, so that its events say nothing new. */
	#leaving = false;

	constructor(address: RelayAddress, target: LinkTarget, ears: LinkEars) {
		this.#clock = address.clock;
		this.#ears = ears;
		const Socket = watchedSocket(address.Socket, {
			mayWrite: target.mayWrite,
			onopened: () => this.#begin(),
			onsent: (frame) => this.#sent(frame)
		});
		const room = `${target.workspace}/${documentText(target.document)}`;
		this.#provider = new WebsocketProvider(address.url, room, target.doc, {
			connect: false,
			awareness: target.awareness,
			WebSocketPolyfill: Socket,
			disableBc: true,
			shouldReconnect: () => false
		});
		this.#listen();
		this.#apply({ kind: 'start' });
	}

	get heardAt(): number {
		return this.#provider.wsLastMessageReceived;
	}

	isOrigin(origin: unknown): boolean {
		return origin === this.#provider;
	}

	retry(): void {
		this.#apply({ kind: 'network-back' });
	}

	lose(): void {
		if (this.state.read().status === 'open' || this.state.read().status === 'opening')
			this.#apply({ kind: 'lost' });
	}

	close(): void {
		this.#apply({ kind: 'stop' });
		this.#cancelSilence?.();
		this.#cancelReturn?.();
		this.#provider.destroy();
	}

	#listen(): void {
		const provider = this.#provider;
		provider.on('status', ({ status }) => {
			if (status === 'connected') this.#apply({ kind: 'opened' });
		});
		provider.on('sync', (synced) => {
			if (synced) this.#apply({ kind: 'synced' });
		});
		provider.on('connection-close', (event) => {
			// The provider's own watchdog: it would return by itself, and without chance.
			if (event || this.#leaving) return;
			provider.shouldConnect = false;
			this.#apply({ kind: 'lost' });
		});
		provider.on('closed', ({ code }) => {
			if (code === frameTooBig) this.#ears.onrefusal('too-large');
			this.#apply({ kind: 'closed-by-relay', code });
		});
		provider.messageHandlers = provider.messageHandlers.map((read) => this.#guarded(read));
		provider.messageHandlers[messageSync] = this.#guarded((...frame) => this.#read(...frame));
		provider.messageHandlers[65] = this.#guarded((_encoder, decoder) => this.#receipt(decoder));
		provider.messageHandlers[66] = this.#guarded((_encoder, decoder) => this.#refusal(decoder));
	}

	/** A frame that makes no sense costs this socket and nothing else. */
	#guarded(read: WebsocketProvider['messageHandlers'][number]): typeof read {
		return (...frame) => {
			try {
				read(...frame);
			} catch {
				// Whatever is wrong with it, asking the relay anew on a fresh socket is the cure.
				this.lose();
			}
		};
	}

	/** As y-websocket reads it, but what Yjs can't take in is told and asked for again. */
	#read(
		...[encoder, decoder, provider, emitSynced]: Parameters<
			WebsocketProvider['messageHandlers'][number]
		>
	): void {
		writeVarUint(encoder, messageSync);
		const onerror = () => this.#doubt();
		const kind = readSyncMessage(decoder, encoder, provider.doc, provider, onerror);
		if (emitSynced && kind === messageYjsSyncStep2 && !provider.synced) provider.synced = true;
	}

	/** Once for each socket: what was in the same frame may come, what is broken comes back broken. */
	#doubt(): void {
		this.#ears.onunreadable();
		if (this.#askedAgain) return;
		this.#askedAgain = true;
		const question = createEncoder();
		writeVarUint(question, messageSync);
		writeSyncStep1(question, this.#provider.doc);
		this.#provider.ws?.send(toUint8Array(question));
	}

	#receipt(decoder: Decoder): void {
		this.#acknowledges = true;
		this.#ears.onreceipt(readVarUint(decoder));
	}

	#refusal(decoder: Decoder): void {
		const change = readVarUint(decoder);
		const text = readVarString(decoder);
		// A newer relay may have a reason that this app has no word for; that it was not kept holds anyway.
		const code = isRefusalCode(text) ? text : 'not-kept';
		if (isFinal(code, this.#answers.has(change))) return this.#ears.onrefusal(code);
		this.#ears.onpostponed();
		const wait = code === 'too-large' ? 0 : leastReturnMs + this.#clock.chance() * moreReturnMs;
		this.#cancelReturn ??= this.#clock.after(wait, () => this.lose());
	}

	#begin(): void {
		this.#sentCount = 0;
		this.#askedAgain = false;
		this.#answers = new Set();
		this.#cancelReturn?.();
		this.#cancelReturn = null;
		this.#ears.onopened();
	}

	#sent(frame: 'answer' | 'change'): void {
		this.#sentCount += 1;
		if (frame === 'answer') this.#answers.add(this.#sentCount);
		this.#ears.onsent(frame);
		if (!this.#acknowledges || this.#cancelSilence) return;
		this.#cancelSilence = this.#clock.after(silentAfterMs, () => {
			this.#cancelSilence = null;
			if (this.#isSilent()) this.lose();
		});
	}

	#isSilent(): boolean {
		const uploading = (this.#provider.ws?.bufferedAmount ?? 0) > 0;
		return !uploading && this.#clock.now() - this.heardAt >= silentAfterMs;
	}

	#apply(event: LinkEvent): void {
		const before = this.state.read();
		const state = afterLink(before, event, this.#clock.now(), this.#clock.chance());
		if (sameText(before, state)) return;
		this.#cancelTimer();
		this.#cancelTimer = () => undefined;
		this.#enter(state);
		this.state.set(state);
	}

	#enter(state: LinkState): void {
		switch (state.status) {
			case 'opening':
				this.#cancelTimer = this.#clock.after(openWithinMs, () => this.lose());
				// After this turn: a socket that fails at once must find the state that it ends.
				queueMicrotask(() => this.state.read().status === 'opening' && this.#provider.connect());
				return;
			case 'waiting':
				this.#leave();
				this.#cancelTimer = this.#clock.after(state.retryAt - this.#clock.now(), () =>
					this.#apply({ kind: 'retry' })
				);
				return;
			case 'closed':
			case 'refused':
				return this.#leave();
			case 'open':
				return;
		}
	}

	#leave(): void {
		this.#leaving = true;
		this.#provider.disconnect();
		this.#leaving = false;
	}
}
