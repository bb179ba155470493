import { encodeLine, type LineFrame } from '#wire/line-frame.ts';
import { joinFrames, lineChannel, packFrames, type Joint, type Message } from '#wire/line.ts';
import { HeldQuestions, type AskAgain, type Hold, type Outlet } from './held-questions.ts';
import { Latest } from './latest.ts';
import { framesFor, withoutOwn, type Span } from './news.ts';

/** A device's socket; the relay's rooms and lines know no more of it. */
export interface LineSocket extends Outlet {
	/**
	 * Sends messages in this order. Several sockets may be given the very same list, so that an adapter
	 * can prepare its bytes once. Says nothing when the socket is gone.
	 */
	send(messages: readonly Message[]): void;
	close(code: number, reason: string): void;
	/** So much work, in small frames, was done for this device beside taking what it said. */
	spent?(work: number): void;
}

/** Frames as one room says them, made into messages once, however many lines they go to. */
interface Packed {
	readonly messages: readonly Message[];
	/** The content of the one message that holds them all, if one does. */
	readonly joint: Joint | null;
}

/** What one device is told of a turn (`Connection.tell`). */
interface Told {
	readonly news: readonly Uint8Array[];
	readonly own: Span | null;
	readonly receipt: Uint8Array | null;
}

const packed = new Latest((frames: readonly Uint8Array[], room): Packed => {
	const joint = joinFrames(room, frames);
	return { joint, messages: joint ? [[joint.bytes]] : packFrames(room, frames) };
});

/**
 * What the relay says on one line: of its rooms, and of the line itself.
 *
 * All documents of a device share one socket, so it is the socket that is too slow, and not one of them.
 * What was asked for may be larger than what may otherwise lie waiting: it doesn't count, but nothing more is
 * answered while a quarter of what may lie waiting does.
 */
export class LineVoice {
	readonly #socket: LineSocket;
	readonly #maxWaitingBytes: number;
	readonly #questions: HeldQuestions;
	/** Of what lies waiting, at most this was asked for. */
	#answerBytes = 0;

	constructor(socket: LineSocket, maxWaitingBytes: number) {
		this.#socket = socket;
		this.#maxWaitingBytes = maxWaitingBytes;
		this.#questions = new HeldQuestions(socket, maxWaitingBytes);
	}

	/** `HeldQuestions.hold` */
	hold(channel: number, question: Uint8Array, again: AskAgain): Hold {
		return this.#questions.hold(channel, question, again);
	}

	/** `HeldQuestions.begin` */
	beginAnswer(): () => void {
		return this.#questions.begin();
	}

	/** A channel is shut: nobody waits for an answer there. */
	forget(channel: number): void {
		this.#questions.forget(channel);
	}

	/** What lies waiting without having been asked for. */
	get waitingBytes(): number {
		const waiting = this.#socket.bufferedBytes;
		this.#answerBytes = Math.min(this.#answerBytes, waiting);
		return waiting - this.#answerBytes;
	}

	/** So much lies waiting that this device had better come back and ask afresh. */
	get isFull(): boolean {
		return this.waitingBytes > this.#maxWaitingBytes;
	}

	say(room: number, frames: readonly Uint8Array[], isAnswer: boolean): void {
		if (isAnswer) this.#answerBytes = this.#answersWith(frames);
		this.#socket.send(packed.of(frames, room).messages);
	}

	/** What a turn brought to a room, without this device's own, then its receipt. */
	tell(room: number, { news, own, receipt }: Told): void {
		const { messages, joint } = packed.of(news, room);
		if (!own && !receipt) return this.#socket.send(messages);
		const end = joinFrames(room, receipt ? [receipt] : []);
		if (!joint || !end) return this.say(room, framesFor(news, own, receipt), false);
		const message = [...withoutOwn(joint, own), end.bytes].filter(({ length }) => length > 0);
		this.#socket.send([message]);
	}

	spent(work: number): void {
		this.#socket.spent?.(work);
	}

	sayOfLine(frame: LineFrame): void {
		this.#socket.send(packFrames(lineChannel, [encodeLine(frame)]));
	}

	close(code: number, reason: string): void {
		this.#socket.close(code, reason);
	}

	#answersWith(frames: readonly Uint8Array[]): number {
		const before = Math.min(this.#answerBytes, this.#socket.bufferedBytes);
		return frames.reduce((sum, { length }) => sum + length, before);
	}
}
