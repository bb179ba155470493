/** Where what is said to a device goes. */
export interface Outlet {
	/** What was sent and has not left this machine. */
	readonly bufferedBytes: number;
	/** Calls back once, when nothing of it is left. Without it no question is ever held. */
	whenDrained?(callback: () => void): void;
	/** It calls back for certain where at least so much lies waiting. */
	readonly drainsFromBytes?: number;
	/** Whether too much lies waiting on its member's other sockets: then nothing is answered here either. */
	isLadenElsewhere?(): boolean;
}

/** What becomes of a question: it is answered now, or when its turn has come, or there are too many already. */
export type Hold = 'now' | 'held' | 'too-much';

/** Is given the question when its turn has come. */
export type AskAgain = (question: Uint8Array) => void;

interface Held {
	readonly question: Uint8Array;
	readonly again: AskAgain;
}

/**
 * Questions of one device that wait until it has taken most of what it asked for before. A state may be larger
 * than what may otherwise lie waiting, so answers are made one after the other, as they are taken, and not all
 * at once for somebody who asks for everything and reads nothing.
 */
export class HeldQuestions {
	readonly #outlet: Outlet;
	readonly #mostBytes: number;
	/** By channel: a device that asks again there is answered once. */
	readonly #held = new Map<number, Held>();
	#heldBytes = 0;
	/** Answers that are being made elsewhere: nothing of them lies waiting yet. */
	#underWay = 0;
	#isWaiting = false;

	/**
	 * A device may have `sendBufferBytes` lie waiting beside what it asked for: from a quarter of that on no answer is
	 * begun, and the questions that are held may take as much.
	 */
	constructor(outlet: Outlet, sendBufferBytes: number) {
		this.#outlet = outlet;
		this.#mostBytes = sendBufferBytes;
	}

	/** Whether a question has to wait: then a copy of it is kept, and nothing of what it came in. */
	hold(channel: number, question: Uint8Array, again: AskAgain): Hold {
		this.forget(channel);
		if (this.#outlet.isLadenElsewhere?.()) return 'too-much';
		if (!this.#outlet.whenDrained || !this.#isBusy) return 'now';
		if (this.#heldBytes + question.length > this.#mostBytes) return 'too-much';
		this.#held.set(channel, { question: new Uint8Array(question), again });
		this.#heldBytes += question.length;
		if (this.#isLaden) this.#wait();
		return 'held';
	}

	/** Nobody waits for the answer any more. */
	forget(channel: number): void {
		this.#heldBytes -= this.#held.get(channel)?.question.length ?? 0;
		this.#held.delete(channel);
	}

	/** An answer is being made elsewhere: no other is begun until what this answers was called, once. */
	begin(): () => void {
		this.#underWay++;
		return () => {
			this.#underWay--;
			this.#goOn();
		};
	}

	get #isLaden(): boolean {
		const { bufferedBytes, drainsFromBytes = 0 } = this.#outlet;
		return bufferedBytes >= Math.max(this.#mostBytes / 4, drainsFromBytes);
	}

	get #isBusy(): boolean {
		return this.#underWay > 0 || this.#isLaden;
	}

	#wait(): void {
		if (this.#isWaiting) return;
		this.#isWaiting = true;
		this.#outlet.whenDrained?.(() => {
			this.#isWaiting = false;
			this.#goOn();
		});
	}

	#goOn(): void {
		for (const [channel, { question, again }] of this.#held) {
			if (this.#isLaden) return this.#wait();
			if (this.#isBusy) return;
			this.forget(channel);
			again(question);
		}
	}
}
