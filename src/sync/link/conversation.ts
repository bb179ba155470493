import { helloVersion } from '#wire/frame.ts';
import {
	decodeLine,
	encodeLine,
	openFrames,
	type LineFrame,
	type Opening
} from '#wire/line-frame.ts';
import {
	Assembly,
	joined,
	lineChannel,
	pack,
	pieceBytes,
	readParts,
	type Part
} from '#wire/line.ts';

/** One document on the line, as far as what is said of it is concerned. */
export interface Topic {
	heard(frame: Uint8Array): void;
	/** The relay shut it, with a close code; nothing more is heard of it. */
	shut(code: number): void;
}

/** What is told of the line itself. */
export interface LineEars {
	/** The relay is about to stop. */
	onreturn(afterMs: number): void;
	/** Every document that was asked for until now was answered, or shut. */
	onanswered(): void;
}

/** A document larger than this is beyond any device. */
const maxFrameBytes = 128 * 1024 * 1024;

const pingFrame = encodeLine({ kind: 'ping' });

/**
 * Everything that is said on the line of this device from its opening to its end: which channel is which
 * document, and under which number the relay speaks of it. It knows no socket and no clock.
 *
 * What is said in one turn goes together, in its order: whoever opens forty documents at once asks for
 * them in one message.
 */
export class Conversation {
	readonly #write: (message: Uint8Array<ArrayBuffer>) => void;
	readonly #ears: LineEars;
	readonly #assembly = new Assembly(maxFrameBytes);
	readonly #topics = new Map<number, Topic>();
	/** By the number under which the relay speaks of it. */
	readonly #rooms = new Map<number, Topic>();
	readonly #unanswered = new Set<Topic>();
	#lastChannel = lineChannel;
	#outbox: Part[] = [];
	/** Documents that are being opened, after all that is in the outbox. */
	#openings: Opening[] = [];
	#isFlushing = false;
	#isOver = false;
	#unaskedBytes = 0;

	constructor(write: (message: Uint8Array<ArrayBuffer>) => void, ears: LineEars) {
		this.#write = write;
		this.#ears = ears;
		// It goes with the first document.
		const hello = encodeLine({ kind: 'hello', version: helloVersion });
		this.#outbox.push({ channel: lineChannel, frame: hello });
	}

	/** Once the line is lost nothing is heard or said any more. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** Opens a document and asks for what it lacks; answers the channel on which to speak of it. */
	open(asked: Omit<Opening, 'channel'>, topic: Topic): number {
		const channel = ++this.#lastChannel;
		this.#topics.set(channel, topic);
		this.#unanswered.add(topic);
		this.#openings.push({ channel, ...asked });
		this.#flushSoon();
		return channel;
	}

	say(channel: number, frame: Uint8Array): void {
		if (this.#topics.has(channel)) this.#push({ channel, frame });
	}

	/** This device closes a document. */
	shut(channel: number): void {
		if (!this.#forget(channel)) return;
		this.#sayOfLine({ kind: 'shut', channel, code: 1000, reason: '' });
	}

	ping(): void {
		this.#unaskedBytes = 0;
		this.#write(joinedOne({ channel: lineChannel, frame: pingFrame }));
	}

	/** Throws `MalformedFrame` where the message makes no sense: then nothing on this line does. */
	receive(message: Uint8Array): void {
		for (const part of readParts(message)) {
			if (this.#isOver) return;
			const taken = this.#assembly.take(part);
			if (typeof taken === 'string') continue;
			if (taken.channel === lineChannel) this.#hear(decodeLine(taken.frame));
			else this.#pass(taken);
		}
	}

	/** Sends now what waits for the end of the turn. */
	flush(): void {
		this.#isFlushing = false;
		this.#seal();
		const parts = this.#outbox;
		this.#outbox = [];
		if (this.#isOver) return;
		for (const message of pack(parts)) {
			const bytes = joined(message);
			this.#write(bytes);
			// So that a long upload is seen to arrive, piece by piece.
			this.#unaskedBytes += bytes.length;
			if (this.#unaskedBytes >= pieceBytes) this.ping();
		}
	}

	end(): void {
		this.#isOver = true;
	}

	#pass({ channel: room, frame }: Part): void {
		const topic = this.#rooms.get(room);
		// Of a document that is shut: the two crossed on their way.
		if (!topic) return;
		topic.heard(frame);
		if (frame[0] === 0 && frame[1] === 1) this.#answered(topic);
	}

	#hear(frame: LineFrame): void {
		switch (frame.kind) {
			case 'opened':
				return this.#opened(frame.channel, frame.room);
			case 'shut':
				return this.#forget(frame.channel)?.shut(frame.code);
			case 'return':
				return this.#ears.onreturn(frame.afterMs);
			case 'pong':
			case 'ping':
			case 'hello':
			case 'open':
				return; // a sign of life; or what only a device says
		}
	}

	#opened(channel: number, room: number): void {
		const topic = this.#topics.get(channel);
		if (topic) this.#rooms.set(room, topic);
	}

	#forget(channel: number): Topic | null {
		const topic = this.#topics.get(channel);
		if (!topic) return null;
		this.#topics.delete(channel);
		for (const [room, heard] of this.#rooms) if (heard === topic) this.#rooms.delete(room);
		this.#answered(topic);
		return topic;
	}

	#answered(topic: Topic): void {
		if (this.#unanswered.delete(topic) && this.#unanswered.size === 0) this.#ears.onanswered();
	}

	#sayOfLine(frame: LineFrame): void {
		this.#push({ channel: lineChannel, frame: encodeLine(frame) });
	}

	#push(part: Part): void {
		this.#seal();
		this.#outbox.push(part);
		this.#flushSoon();
	}

	#seal(): void {
		if (this.#openings.length === 0) return;
		const documents = this.#openings;
		this.#openings = [];
		for (const frame of openFrames(documents)) this.#outbox.push({ channel: lineChannel, frame });
	}

	#flushSoon(): void {
		if (this.#isFlushing || this.#isOver) return;
		this.#isFlushing = true;
		queueMicrotask(() => this.#isFlushing && this.flush());
	}
}

function joinedOne(part: Part): Uint8Array<ArrayBuffer> {
	return joined(pack([part]).flat());
}
