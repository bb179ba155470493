/**
 * From the beginning of one turn to the beginning of the next, at the least: long enough for one step to the
 * disk and one write to each device to carry what many wrote, and nobody sees it.
 */
export const leastApartMs = 3;

/** Below this, a timer would wait longer than there is to wait. */
const soonMs = 0.5;

/**
 * When a turn ends. Where little goes on, it ends as soon as everything that has arrived was handed in; where
 * much goes on, turns lie a little apart, and each carries more.
 */
export class Turns {
	readonly #nowMs: () => number;
	#lastMs = -Infinity;

	/** `nowMs`: a clock that only goes forward. */
	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
	}

	/** Runs `callback` once, when the turn ends. */
	schedule(callback: () => void): void {
		const end = (): void => {
			this.#lastMs = this.#nowMs();
			callback();
		};
		const waitMs = this.#lastMs + leastApartMs - this.#nowMs();
		if (waitMs < soonMs) setImmediate(end);
		else setTimeout(end, waitMs);
	}
}
