/** A device that was silent may just have begun to answer again. */
const graceMs = 100;

/**
 * How long the documents of a page wait for a device that is silent: all of them together and not each
 * in its turn, so that a screen that opens one after the other does not wait as often.
 */
export class Patience {
	readonly limitMs: number;
	#silentSince: number | null = null;

	constructor(limitMs: number) {
		this.limitMs = limitMs;
	}

	/** Somebody begins to wait: how much longer, before a silent device counts as one that keeps nothing. */
	leftMs(): number {
		const now = performance.now();
		this.#silentSince ??= now;
		return Math.max(graceMs, this.limitMs - (now - this.#silentSince));
	}

	/** The device answered somebody: whoever waits from now on has all the time again. */
	heard(): void {
		this.#silentSince = null;
	}
}
