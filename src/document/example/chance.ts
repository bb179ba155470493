/** Chance that can be replayed: the same seed throws the same dice on every machine. */
export class Chance {
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;

	/** @param seed any number; its 53 bits all count */
	constructor(seed: number) {
		this.#a = Math.floor(seed / 2 ** 32) | 0;
		this.#b = seed | 0;
		this.#c = 0x9e3779b9;
		// The first throws of neighbouring seeds resemble one another; these mix them.
		for (let round = 0; round < 15; round++) this.bits();
	}

	/** 32 bits, as a whole number from 0: Chris Doty-Humphrey's sfc32 (PractRand, 2010). */
	bits(): number {
		const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
		this.#counter = (this.#counter + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = (this.#c << 21) | (this.#c >>> 11);
		this.#c = (this.#c + sum) | 0;
		return sum >>> 0;
	}

	/** 0 to 255. */
	byte(): number {
		return this.bits() >>> 24;
	}

	/** From 0 to just under 1. */
	fraction(): number {
		return this.bits() / 2 ** 32;
	}

	/** A whole number from `least` up to and including `most`. */
	whole(least: number, most: number): number {
		return least + Math.floor(this.fraction() * (most - least + 1));
	}

	/** One of a list, or undefined when it is empty. */
	oneOf<T>(list: readonly T[]): T | undefined {
		return list[this.whole(0, list.length - 1)];
	}

	/** Whether something happens that happens in `percent` of cases. */
	happens(percent: number): boolean {
		return this.fraction() * 100 < percent;
	}
}
