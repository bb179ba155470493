/** One thing that is to happen. */
interface Alarm {
	readonly atMs: number;
	/** Things of the same instant happen in the order in which they were asked for. */
	readonly order: number;
	readonly action: () => void;
	isOff: boolean;
}

/** Time that passes from one thing that happens to the next, and chance from a seed. */
export class Clockwork {
	#nowMs = Date.UTC(2027, 2, 1, 9);
	#order = 0;
	#state: number;
	/** A heap: nothing in it happens before its parent. */
	readonly #alarms: Alarm[] = [];

	constructor(seed: number) {
		this.#state = (seed ^ 0x9e3779b9) >>> 0;
	}

	get nowMs(): number {
		return this.#nowMs;
	}

	/** From 0 up to 1 (mulberry32). */
	chance(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 up to `below`. */
	whole(below: number): number {
		return Math.floor(this.chance() * below);
	}

	pick<T>(list: readonly T[]): T {
		return list[this.whole(list.length)]!;
	}

	/** Mostly near `usualMs`, now and then much more. */
	delayMs(usualMs: number): number {
		const rare = this.chance();
		return usualMs * (0.2 + this.chance()) * (rare < 0.02 ? 40 : rare < 0.1 ? 6 : 1);
	}

	/** Returns a way to call it off. */
	after(delayMs: number, action: () => void): () => void {
		const alarm = {
			...{ atMs: this.#nowMs + Math.max(0, delayMs), order: ++this.#order },
			...{ action, isOff: false }
		};
		this.#push(alarm);
		return () => {
			alarm.isOff = true;
		};
	}

	/** Lets the next thing happen. False, and nothing happens, when none is due by `untilMs`. */
	step(untilMs: number): boolean {
		for (let next = this.#alarms[0]; next && next.atMs <= untilMs; next = this.#alarms[0]) {
			this.#pop();
			if (next.isOff) continue;
			this.#nowMs = Math.max(this.#nowMs, next.atMs);
			next.action();
			return true;
		}
		this.#nowMs = Math.max(this.#nowMs, untilMs);
		return false;
	}

	#push(alarm: Alarm): void {
		const alarms = this.#alarms;
		let at = alarms.push(alarm) - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (!isBefore(alarm, alarms[parent]!)) break;
			alarms[at] = alarms[parent]!;
			at = parent;
		}
		alarms[at] = alarm;
	}

	#pop(): void {
		const alarms = this.#alarms;
		const last = alarms.pop()!;
		if (alarms.length === 0) return;
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			if (child >= alarms.length) break;
			if (child + 1 < alarms.length && isBefore(alarms[child + 1]!, alarms[child]!)) child++;
			if (!isBefore(alarms[child]!, last)) break;
			alarms[at] = alarms[child]!;
			at = child;
		}
		alarms[at] = last;
	}
}

function isBefore(a: Alarm, b: Alarm): boolean {
	return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
