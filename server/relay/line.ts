import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { encode, MalformedFrame } from '#wire/frame.ts';
import { decodeLine, type LineFrame, type Opening } from '#wire/line-frame.ts';
import {
	Assembly,
	lineChannel,
	maxMessageBytes,
	readParts,
	type Assembled,
	type Part
} from '#wire/line.ts';
import type { RelayLimits } from '../limits.ts';
import type { AskAgain, Hold } from './held-questions.ts';
import type { Hub } from './hub.ts';
import { LineVoice, type LineSocket } from './line-voice.ts';
import { framesFor, type Span } from './news.ts';
import { closeCodes, type Connection, type Visit, type Visitor } from './visit.ts';
import { nonsenseWork, openingWork, workOf, workOfBytes } from './work.ts';

export interface LinePorts {
	readonly hub: Pick<Hub, 'join' | 'receive' | 'leave'>;
	readonly socket: LineSocket;
	readonly limits: RelayLimits;
	/** Nothing more comes from this line, and nothing more is said on it. */
	readonly onended: () => void;
}

/** A document that is open on a line. */
interface Place {
	readonly visit: Visit;
	readonly document: string;
}

/**
 * All documents that one device has open, over one socket: an ordinary visit for each.
 *
 * What happens to one document (it may not be read, its frame makes no sense, the disk is full) happens
 * to that one alone; what is wrong with the line itself ends the line. It knows no socket and no clock.
 */
export class Line {
	readonly workspace: WorkspaceId;
	readonly visitor: Visitor;
	readonly #hub: LinePorts['hub'];
	readonly #onended: () => void;
	readonly #voice: LineVoice;
	readonly #assembly: Assembly;
	readonly #places = new Map<number, Place>();
	/** The texts of those that have a place. */
	readonly #documents = new Set<string>();
	#lastChannel = lineChannel;
	#wantsReceipts = false;
	#isOpen = true;

	constructor(
		workspace: WorkspaceId,
		visitor: Visitor,
		{ hub, socket, limits, onended }: LinePorts
	) {
		this.workspace = workspace;
		this.visitor = visitor;
		this.#hub = hub;
		this.#onended = onended;
		this.#voice = new LineVoice(socket, limits.sendBufferBytes);
		// A frame is a little longer than the update in it.
		this.#assembly = new Assembly(limits.answerBytes + 16);
	}

	/**
	 * Takes one message, part by part and document by document, and says how much work each was: what is not asked
	 * for is not taken yet. A malformed one ends the line (4400).
	 */
	*receive(message: Uint8Array): Generator<number, void> {
		yield workOfBytes(message);
		try {
			for (const part of readParts(message)) {
				if (!this.#isOpen) return;
				const taken = this.#assembly.take(part);
				if (isOfLine(taken)) yield* this.#hear(taken.frame);
				else yield this.#take(part.channel, taken);
			}
		} catch (error) {
			if (!(error instanceof MalformedFrame)) throw error;
			this.close(closeCodes.malformed, error.message);
			yield nonsenseWork;
		}
	}

	/** What it has of a frame that comes in pieces. */
	get heldBytes(): number {
		return this.#assembly.bytes;
	}

	/** The socket is gone. What came over it before is still kept. */
	leave(): void {
		if (!this.#isOpen) return;
		this.#isOpen = false;
		const places = [...this.#places.values()];
		this.#places.clear();
		this.#documents.clear();
		for (const { visit } of places) this.#hub.leave(visit);
		this.#onended();
	}

	/** Hangs up, on all documents. */
	close(code: number, reason: string): void {
		if (!this.#isOpen) return;
		this.leave();
		this.#voice.close(code, reason);
	}

	/** The relay stops: hangs up, and says when it may be back. */
	sendAway(afterMs: number): void {
		if (this.#isOpen) this.#voice.sayOfLine({ kind: 'return', afterMs });
		this.close(closeCodes.relayStops, '');
	}

	/** Says that the relay is there, also while it doesn't read what this device sends. */
	reassure(): void {
		if (this.#voice.isFull) this.#giveUp();
		else if (this.#isOpen) this.#voice.sayOfLine({ kind: 'pong' });
	}

	#giveUp(): void {
		this.close(closeCodes.busy, 'this line is too slow, come back');
	}

	/** Answers how much work it was. */
	#take(channel: number, taken: Assembled): number {
		if (taken === 'incomplete') return 1;
		if (taken === 'too-large') return this.#refuseLarge(channel);
		const place = this.#places.get(channel);
		// Of a document that is shut: the two crossed on their way.
		if (!place) return 1;
		this.#hub.receive(place.visit, taken.frame);
		return workOf(taken.frame);
	}

	/** A frame of the line is read in one step, so it is no longer than a message. */
	*#hear(bytes: Uint8Array): Generator<number, void> {
		if (bytes.length > maxMessageBytes) throw new MalformedFrame('too much at once');
		const frame = decodeLine(bytes);
		if (frame.kind === 'open') yield* this.#openAll(frame.documents);
		else yield this.#heed(frame);
	}

	*#openAll(openings: readonly Opening[]): Generator<number, void> {
		for (const opening of openings) {
			if (!this.#isOpen) return;
			this.#open(opening);
			yield openingWork;
		}
	}

	/** What only a relay says means nothing here and harms nothing. */
	#heed(frame: LineFrame): number {
		if (frame.kind === 'hello') this.#greet();
		else if (frame.kind === 'shut') this.#leaveOne(frame.channel);
		else if (frame.kind === 'ping') this.reassure();
		return 1;
	}

	#greet(): void {
		this.#wantsReceipts = true;
		for (const { visit } of this.#places.values()) visit.wantsReceipts = true;
	}

	/** Throws `MalformedFrame` for a channel that was used before: what crossed a shut would be its. */
	#open(opening: Opening): void {
		const { channel, document } = opening;
		if (channel <= this.#lastChannel) throw new MalformedFrame('a channel is used once');
		this.#lastChannel = channel;
		const name = parseDocumentName(document);
		if (!name) this.#shut(channel, closeCodes.unknown, 'no such document');
		else if (this.#documents.has(document)) {
			this.#shut(channel, closeCodes.malformed, 'this document is open already');
		} else this.#join(name, opening);
	}

	#join(name: DocumentName, { channel, document, client, have }: Opening): void {
		const close = (code: number, reason: string) => this.#shut(channel, code, reason);
		const seat = new Seat(this.#voice, channel, close);
		const visit = this.#hub.join(this.workspace, name, this.visitor, seat, client);
		if (!visit) return;
		visit.wantsReceipts = this.#wantsReceipts;
		this.#places.set(channel, { visit, document });
		this.#documents.add(document);
		this.#voice.sayOfLine({ kind: 'opened', channel, room: visit.room });
		seat.take(visit.room);
		this.#hub.receive(visit, encode({ kind: 'ask', have }));
	}

	#refuseLarge(channel: number): number {
		if (channel === lineChannel) throw new MalformedFrame('too much at once');
		const place = this.#leaveOne(channel);
		if (place) this.#shut(channel, closeCodes.tooLarge, 'this frame is too large');
		return 1;
	}

	#leaveOne(channel: number): Place | null {
		const place = this.#places.get(channel) ?? null;
		this.#forget(channel);
		if (place) this.#hub.leave(place.visit);
		return place;
	}

	#forget(channel: number): void {
		const place = this.#places.get(channel);
		if (place) this.#documents.delete(place.document);
		this.#places.delete(channel);
		this.#voice.forget(channel);
	}

	/** One document ends. On a line that is full nothing can be said any more: then it ends itself. */
	#shut(channel: number, code: number, reason: string): void {
		this.#forget(channel);
		if (!this.#isOpen) return;
		if (this.#voice.isFull) this.#giveUp();
		else this.#voice.sayOfLine({ kind: 'shut', channel, code, reason });
	}
}

function isOfLine(taken: Assembled): taken is Part {
	return typeof taken === 'object' && taken.channel === lineChannel;
}

/** What a visit has of the line: it speaks under its room's number, once that is told. */
class Seat implements Connection {
	readonly hasPulse = true;
	readonly close: (code: number, reason: string) => void;
	readonly #voice: LineVoice;
	readonly #channel: number;
	#room: number | null = null;
	#held: (readonly Uint8Array[])[] = [];

	constructor(voice: LineVoice, channel: number, close: (code: number, reason: string) => void) {
		this.#voice = voice;
		this.#channel = channel;
		this.close = close;
	}

	get bufferedBytes(): number {
		return this.#voice.waitingBytes;
	}

	/** The device knows which room this is: says what was said meanwhile. */
	take(room: number): void {
		this.#room = room;
		for (const frames of this.#held.splice(0)) this.send(frames, false);
	}

	send(frames: readonly Uint8Array[], isAnswer: boolean): void {
		if (this.#room === null) this.#held.push(frames);
		else this.#voice.say(this.#room, frames, isAnswer);
	}

	spent(work: number): void {
		this.#voice.spent(work);
	}

	holdQuestion(question: Uint8Array, again: AskAgain): Hold {
		return this.#voice.hold(this.#channel, question, again);
	}

	beginAnswer(): () => void {
		return this.#voice.beginAnswer();
	}

	tell(news: readonly Uint8Array[], own: Span | null, receipt: Uint8Array | null): void {
		if (this.#room === null) this.#held.push(framesFor(news, own, receipt));
		else this.#voice.tell(this.#room, { news, own, receipt });
	}
}
