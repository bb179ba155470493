/** How many at once, and how many come back each second. */
export interface Rate {
	readonly atOnce: number;
	readonly perSecond: number;
}

interface Bucket {
	tokens: number;
	atMs: number;
}

/** More keys than this at once are an attack: the fullest buckets, which say least, are forgotten. */
const maxKeys = 20_000;

/**
 * Bounds how often each key (an address, a member) may do something. Time is an argument; what was
 * not used comes back, up to `atOnce`.
 */
export class TokenBuckets {
	readonly #rate: Rate;
	readonly #buckets = new Map<string, Bucket>();

	constructor(rate: Rate) {
		this.#rate = rate;
	}

	/** Takes `cost` tokens. False, and nothing is taken, when there are too few. */
	take(key: string, nowMs: number, cost = 1): boolean {
		const bucket = this.#filled(key, nowMs);
		if (bucket.tokens < cost) return false;
		bucket.tokens -= cost;
		return true;
	}

	/** Takes `cost` even where it leaves a debt; answers what is owed then. */
	spend(key: string, nowMs: number, cost: number): number {
		const bucket = this.#filled(key, nowMs);
		bucket.tokens -= cost;
		return Math.max(0, -bucket.tokens);
	}

	/** In how many milliseconds so many tokens come back. */
	msUntil(tokens: number): number {
		return (tokens / this.#rate.perSecond) * 1000;
	}

	/** Whether `take` would find one token. */
	has(key: string, nowMs: number): boolean {
		return this.#filled(key, nowMs).tokens >= 1;
	}

	/** In how many seconds `take` finds one token; 0 when it would now. */
	waitSeconds(key: string, nowMs: number): number {
		return Math.max(0, 1 - this.#filled(key, nowMs).tokens) / this.#rate.perSecond;
	}

	#filled(key: string, nowMs: number): Bucket {
		const { atOnce, perSecond } = this.#rate;
		const bucket = this.#buckets.get(key) ?? this.#begin(key, nowMs);
		const returned = (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond;
		bucket.tokens = Math.min(atOnce, bucket.tokens + returned);
		bucket.atMs = nowMs;
		return bucket;
	}

	#begin(key: string, nowMs: number): Bucket {
		const bucket = { tokens: this.#rate.atOnce, atMs: nowMs };
		this.#buckets.set(key, bucket);
		if (this.#buckets.size > maxKeys) this.#forget(nowMs);
		return bucket;
	}

	#forget(nowMs: number): void {
		const { atOnce, perSecond } = this.#rate;
		for (const [key, { tokens, atMs }] of this.#buckets) {
			if (tokens + ((nowMs - atMs) / 1000) * perSecond >= atOnce) this.#buckets.delete(key);
		}
		for (const key of this.#buckets.keys()) {
			if (this.#buckets.size <= maxKeys / 2) return;
			this.#buckets.delete(key);
		}
	}
}
