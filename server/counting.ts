/** How often each of a few things happened: codes and kinds, never ids, of which there is no end. */
export class CountBy<Key extends string | number> {
	readonly #counts = new Map<Key, number>();

	add(key: Key): void {
		this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
	}

	get entries(): readonly (readonly [Key, number])[] {
		return [...this.#counts];
	}
}

/** Seconds: from a disk's quickest answer to what nobody waits for. */
const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long something took, each time: how many took no longer than each bound, and all together. */
export class Durations {
	readonly bounds: readonly number[] = durationBounds;
	/** Of each bound those that are over the one before it; the last holds what is over all of them. */
	readonly #counts = durationBounds.map(() => 0).concat(0);
	#seconds = 0;

	note(ms: number): void {
		const seconds = ms / 1_000;
		const at = durationBounds.findIndex((bound) => seconds <= bound);
		const place = at < 0 ? durationBounds.length : at;
		this.#counts[place] = (this.#counts[place] ?? 0) + 1;
		this.#seconds += seconds;
	}

	/** How many took no longer than each bound, and at last how many there were. */
	get upTo(): readonly number[] {
		let sum = 0;
		return this.#counts.map((count) => (sum += count));
	}

	get seconds(): number {
		return this.#seconds;
	}
}
