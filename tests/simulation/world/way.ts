import { clock } from './seeded.ts';

/** One direction of a line: what is on its way keeps its order, however long it takes. */
export class Way {
	readonly #onItsWay: (() => unknown)[] = [];
	#lastMs = 0;
	#isShut = false;
	/** How many would have arrived since it was shut. */
	#held = 0;

	send(arrive: () => unknown): void {
		this.#onItsWay.push(arrive);
		this.#bring();
	}

	/** Nothing arrives any more, for now or for good. */
	shut(): void {
		this.#isShut = true;
	}

	/** What could not arrive arrives after all. */
	open(): void {
		this.#isShut = false;
		for (; this.#held > 0; this.#held--) this.#bring();
	}

	#bring(): void {
		const { nowMs } = clock();
		this.#lastMs = Math.max(this.#lastMs, nowMs + clock().delayMs(30));
		clock().after(this.#lastMs - nowMs, () => {
			if (this.#isShut) this.#held++;
			else this.#onItsWay.shift()?.();
		});
	}
}
