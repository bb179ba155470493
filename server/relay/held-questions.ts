/** Where what is said to a device goes. */
export interface Outlet {
	/** What was sent and has not left this machine. */
	readonly bufferedBytes: number;
	/** Calls back once, when nothing of it is left. Without it no question is ever held. */
	whenDrained?(callback: () => void): void;
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
	readonly #held = new Map<number, () => void>();
	#isWaiting = false;

	/** From `mostBytes` that lie waiting on, no answer is begun. */
	constructor(outlet: Outlet, mostBytes: number) {
		this.#outlet = outlet;
		this.#mostBytes = mostBytes;
	}

	/** Whether a question has to wait: then `again` is called when its turn has come. */
	hold(channel: number, again: () => void): boolean {
		if (!this.#outlet.whenDrained || !this.#isLaden) return false;
		this.#held.set(channel, again);
		this.#wait();
		return true;
	}

	/** Nobody waits for the answer any more. */
	forget(channel: number): void {
		this.#held.delete(channel);
	}

	get #isLaden(): boolean {
		return this.#outlet.bufferedBytes >= this.#mostBytes;
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
		for (const [channel, again] of this.#held) {
			if (this.#isLaden) return this.#wait();
			this.#held.delete(channel);
			again();
		}
	}
}
