import * as Y from 'yjs';
import { decode, encode, type Frame } from '#wire/frame.ts';
import { decodeLine, encodeLine, type LineFrame } from '#wire/line-frame.ts';
import { Assembly, joined, lineChannel, pack, readParts, type Part } from '#wire/line.ts';
import type { SocketClass } from '../link/channel-socket.ts';

/** A relay of a few lines, without a network: a test decides what it lets in, answers and says. */
export class FakeRelay {
	/** Lines that devices have opened, the newest last. */
	readonly lines: FakeLine[] = [];
	/** Lets devices in, and answers pings and questions by itself. */
	isThere = true;
	/** The close code with which it hangs up on a line as soon as it is open; null where it does not. */
	turnsAway: number | null = null;
	/** Documents that may not be read, each with the close code that says so. */
	readonly denied = new Map<string, number>();
	/** Whether changes are confirmed as they come. */
	confirms = true;
	/** What the next questions are answered with, in place of what is here. */
	readonly scripted: Uint8Array[] = [];
	readonly #documents = new Map<string, Y.Doc>();

	/** The class that a device takes for its browser's. */
	get Socket(): SocketClass {
		const take = (line: FakeLine): void => void this.lines.push(line);
		const relay = (): FakeRelay => this;
		return class extends FakeLine {
			constructor() {
				super(relay());
				take(this);
			}
		} as unknown as SocketClass;
	}

	/** The line that was opened last. */
	get line(): FakeLine {
		const line = this.lines.at(-1);
		if (!line) throw new Error('no line was opened');
		return line;
	}

	document(name: string): Y.Doc {
		const doc = this.#documents.get(name) ?? new Y.Doc();
		this.#documents.set(name, doc);
		return doc;
	}
}

/** One socket, with the relay's end of it. */
export class FakeLine {
	binaryType = '';
	bufferedAmount = 0;
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;
	onerror: (() => void) | null = null;
	/** What the device has said, message by message. */
	readonly messages: Part[][] = [];
	/** The device closed it. */
	isClosed = false;
	readonly #relay: FakeRelay;
	readonly #assembly = new Assembly(Infinity);
	readonly #channels = new Map<number, { document: string; changes: number }>();

	constructor(relay: FakeRelay) {
		this.#relay = relay;
		queueMicrotask(() => {
			if (!relay.isThere || this.isClosed) return;
			this.onopen?.();
			const code = relay.turnsAway;
			// After this turn: a device has heard that it is open.
			if (code !== null) queueMicrotask(() => this.hangUp(code));
		});
	}

	send(bytes: Uint8Array): void {
		const parts = readParts(Uint8Array.from(bytes));
		this.messages.push(parts);
		for (const part of parts) {
			const taken = this.#assembly.take(part);
			if (typeof taken !== 'string' && this.#relay.isThere) this.#take(taken);
		}
	}

	close(): void {
		this.isClosed = true;
	}

	/** The relay hangs up. */
	hangUp(code: number): void {
		this.onclose?.({ code });
	}

	/** The relay says something of the line. */
	tell(frame: LineFrame): void {
		this.#send([{ channel: lineChannel, frame: encodeLine(frame) }]);
	}

	/** The relay says something of a document. */
	say(document: string, ...frames: Frame[]): void {
		this.sayBytes(document, ...frames.map(encode));
	}

	sayBytes(document: string, ...frames: Uint8Array[]): void {
		const channel = roomOf(document);
		this.#send(frames.map((frame) => ({ channel, frame })));
	}

	shut(document: string, code: number): void {
		this.tell({ kind: 'shut', channel: this.channelOf(document), code, reason: '' });
	}

	/** The channel under which a document was opened last. */
	channelOf(document: string): number {
		const found = [...this.#channels].findLast(([, one]) => one.document === document);
		if (!found) throw new Error(`${document} was not opened`);
		return found[0];
	}

	/** What the device said of the line. */
	get ofLine(): LineFrame[] {
		return this.#frames(lineChannel).map(decodeLine);
	}

	/** What it said of a document. */
	heard(document: string): Frame[] {
		return this.#frames(this.channelOf(document)).map(decode);
	}

	/** Which documents were opened, message by message. */
	get opened(): string[][] {
		return this.messages
			.map((parts) =>
				parts
					.filter(({ channel }) => channel === lineChannel)
					.map(({ frame }) => decodeLine(frame))
					.flatMap((frame) => (frame.kind === 'open' ? frame.documents : []))
					.map(({ document }) => document)
			)
			.filter((documents) => documents.length > 0);
	}

	#frames(channel: number): Uint8Array[] {
		const assembly = new Assembly(Infinity);
		return this.messages
			.flat()
			.filter((part) => part.channel === channel)
			.map((part) => assembly.take(part))
			.filter((taken) => typeof taken !== 'string')
			.map(({ frame }) => frame);
	}

	#take({ channel, frame }: Part): void {
		if (channel === lineChannel) this.#hear(decodeLine(frame));
		else this.#takeOf(channel, decode(frame));
	}

	#hear(frame: LineFrame): void {
		if (frame.kind === 'ping') this.tell({ kind: 'pong' });
		if (frame.kind !== 'open') return;
		for (const { channel, document, have } of frame.documents) {
			if (this.#channels.has(channel)) return this.hangUp(4400);
			this.#channels.set(channel, { document, changes: 0 });
			const denied = this.#relay.denied.get(document);
			if (denied !== undefined) this.shut(document, denied);
			else {
				this.tell({ kind: 'opened', channel, room: roomOf(document) });
				this.#answer(document, have);
			}
		}
	}

	#answer(document: string, have: Uint8Array): void {
		const doc = this.#relay.document(document);
		this.say(
			document,
			{
				kind: 'answer',
				update: this.#relay.scripted.shift() ?? Y.encodeStateAsUpdate(doc, have)
			},
			{ kind: 'ask', have: Y.encodeStateVector(doc) }
		);
	}

	#takeOf(channel: number, frame: Frame): void {
		const open = this.#channels.get(channel);
		if (!open) return;
		if (frame.kind === 'ask') return this.#answer(open.document, frame.have);
		if (frame.kind !== 'answer' && frame.kind !== 'change') return;
		open.changes += 1;
		if (!this.#relay.confirms) return;
		Y.applyUpdate(this.#relay.document(open.document), frame.update);
		this.say(open.document, { kind: 'receipt', settled: open.changes });
	}

	/** After this turn, as a network would. */
	#send(parts: readonly Part[]): void {
		for (const message of pack(parts).map(joined)) {
			queueMicrotask(() => !this.isClosed && this.onmessage?.({ data: message.buffer }));
		}
	}
}

/** A number for each document, the same on every line. */
function roomOf(document: string): number {
	let room = 100;
	for (let at = 0; at < document.length; at++) {
		room = (room * 31 + document.charCodeAt(at)) % 1_000_003;
	}
	return room;
}
