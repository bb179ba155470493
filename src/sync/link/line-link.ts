import { readVarString, readVarUint, type Decoder } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { messageYjsSyncStep2, readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import { messageSync, WebsocketProvider } from 'y-websocket';
import { documentText } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { RefusalCode } from '#wire/frame.ts';
import type { Clock } from '../clock.ts';
import { Cell, sameText } from '../observable.ts';
import { isRefusalCode } from '../refusal-tray.ts';
import { channelSockets } from './channel-socket.ts';
import { afterChannel, type ChannelEvent, type ChannelState } from './channel-state.ts';
import { DeviceLine, type LineTools } from './device-line.ts';
import type { Link, LinkEars, LinkFactory, LinkTarget } from './link.ts';
import { linkState, type LinkState } from './link-state.ts';

const frameTooBig = 1009;
/** A change that the relay had no room for now is offered again after one to six seconds. */
const leastReturnMs = 1_000;
const moreReturnMs = 5_000;

export interface RelayAddress extends LineTools {
	/** `wss://host/sync`. */
	readonly url: string;
}

/** Links on y-websocket's own provider, all those of a workspace over one line. */
export function lineLinks(address: RelayAddress): LinkFactory {
	const lines = new Map<WorkspaceId, DeviceLine>();
	return (target, ears) => {
		const { workspace } = target;
		const line = lines.get(workspace) ?? new DeviceLine(`${address.url}/${workspace}`, address);
		lines.set(workspace, line);
		return new LineLink(line, address.clock, target, ears);
	};
}

/**
 * Whether offering a change again is no use. Too many and not kept pass; a change that is too large
 * for a frame of its own goes into the answer when the document is opened anew, which may be larger.
 */
function isFinal(code: RefusalCode, isAnswer: boolean): boolean {
	return code === 'not-allowed' || code === 'malformed' || (code === 'too-large' && isAnswer);
}

/**
 * One y-websocket provider on the line, led by `afterChannel`.
 *
 * The provider brings the protocol; when to open again is decided here, since its own waits have no
 * chance in them. Its BroadcastChannel is off: the name of it knows no person, and `tabs.ts` does that
 * work.
 */
class LineLink implements Link {
	readonly state = new Cell<LinkState>({ status: 'closed' }, sameText);
	readonly #line: DeviceLine;
	readonly #clock: Clock;
	readonly #ears: LinkEars;
	readonly #mayWrite: boolean;
	readonly #provider: WebsocketProvider;
	readonly #stops: (() => void)[];
	#channel: ChannelState = { status: 'closed' };
	#cancelTimer: () => void = () => undefined;
	#cancelReturn: (() => void) | null = null;
	#askedAgain = false;
	/** Changes sent since it was opened, and which of them were answers: they are told apart in a refusal. */
	#sentCount = 0;
	#answers = new Set<number>();

	constructor(line: DeviceLine, clock: Clock, target: LinkTarget, ears: LinkEars) {
		this.#line = line;
		this.#clock = clock;
		this.#ears = ears;
		this.#mayWrite = target.mayWrite;
		const document = documentText(target.document);
		this.#provider = new WebsocketProvider('', document, target.doc, {
			connect: false,
			awareness: target.awareness,
			WebSocketPolyfill: channelSockets(document, line, {
				mayWrite: target.mayWrite,
				offers: () => target.offers(),
				client: () => target.doc.clientID,
				onopened: () => this.#begin(),
				onsent: (frame) => this.#sent(frame),
				onbroken: () => this.#apply({ kind: 'lost' })
			}),
			disableBc: true,
			shouldReconnect: () => false
		});
		// It takes half a minute without a word for death; the line has a heartbeat of its own.
		clearInterval(this.#provider._checkInterval as number);
		this.#listen();
		this.#apply({ kind: 'start' });
		this.#stops = [line.state.observe(() => this.#follow()), line.enter()];
		this.#follow();
	}

	isOrigin(origin: unknown): boolean {
		return origin === this.#provider;
	}

	retry(): void {
		this.#line.retry();
		this.#apply({ kind: 'retry' });
	}

	offerAgain(): void {
		if (this.#channel.status === 'open') this.#apply({ kind: 'lost' });
	}

	lose(): void {
		this.#line.lose();
	}

	close(): void {
		this.#apply({ kind: 'stop' });
		this.#cancelReturn?.();
		this.#provider.destroy();
		for (const stop of this.#stops) stop();
	}

	#listen(): void {
		const provider = this.#provider;
		provider.on('sync', (synced) => {
			if (!synced) return;
			this.#apply({ kind: 'synced' });
			if (!this.#mayWrite) this.#apply({ kind: 'kept' });
		});
		provider.on('closed', ({ code }) => {
			if (code === frameTooBig) this.#ears.onrefusal('too-large');
			this.#apply({ kind: 'shut', code });
		});
		provider.messageHandlers[messageSync] = (...frame) => this.#read(...frame);
		provider.messageHandlers[65] = (_encoder, decoder) => this.#receipt(decoder);
		provider.messageHandlers[66] = (_encoder, decoder) => this.#refusal(decoder);
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

	/** Once for each opening: what was in the same frame may come, what is broken comes back broken. */
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
		this.#apply({ kind: 'kept' });
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
		this.#cancelReturn ??= this.#clock.after(wait, () => this.#apply({ kind: 'lost' }));
	}

	#begin(): void {
		this.#sentCount = 0;
		this.#askedAgain = false;
		this.#answers = new Set();
		this.#cancelReturn?.();
		this.#cancelReturn = null;
		this.#ears.onopened();
		this.#apply({ kind: 'opened' });
	}

	#sent(frame: 'answer' | 'change'): void {
		this.#sentCount += 1;
		if (frame === 'answer') this.#answers.add(this.#sentCount);
		this.#ears.onsent(frame);
	}

	#apply(event: ChannelEvent): void {
		const before = this.#channel;
		const state = afterChannel(before, event, this.#clock.now(), this.#clock.chance());
		this.#channel = state;
		if (before.status !== state.status) this.#enter(state);
		this.#show();
	}

	#enter(state: ChannelState): void {
		this.#cancelTimer();
		this.#cancelTimer = () => undefined;
		if (state.status === 'open') return;
		this.#provider.disconnect();
		if (state.status === 'ready') this.#follow();
		if (state.status !== 'waiting') return;
		this.#cancelTimer = this.#clock.after(state.retryAt - this.#clock.now(), () =>
			this.#apply({ kind: 'retry' })
		);
	}

	/** Opens as soon as there is a line, and waits for the next one when it is lost. */
	#follow(): void {
		const isOpen = this.#line.state.read().status === 'open';
		if (!isOpen) this.#apply({ kind: 'line-lost' });
		else if (this.#channel.status === 'ready') this.#provider.connect();
		this.#show();
	}

	#show(): void {
		this.state.set(linkState(this.#line.state.read(), this.#channel));
	}
}
