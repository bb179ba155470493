import type { Clock } from '../clock.ts';

interface Alarm {
	readonly at: number;
	readonly action: () => void;
}

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
	#now = 1_000_000;
	readonly #alarms = new Set<Alarm>();

	now(): number {
		return this.#now;
	}

	chance(): number {
		return 0.5;
	}

	after(delayMs: number, action: () => void): () => void {
		const alarm = { at: this.#now + delayMs, action };
		this.#alarms.add(alarm);
		return () => this.#alarms.delete(alarm);
	}

	/** Lets time pass; what falls due happens in order, and promises are awaited in between. */
	async pass(ms: number): Promise<void> {
		const until = this.#now + ms;
		for (let due = this.#next(until); due; due = this.#next(until)) {
			this.#alarms.delete(due);
			this.#now = due.at;
			due.action();
			await new Promise((resolve) => setTimeout(resolve));
		}
		this.#now = until;
	}

	#next(until: number): Alarm | undefined {
		return [...this.#alarms].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
	}
}
