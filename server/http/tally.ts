/** How many there are of each key, with a limit. */
export class Tally {
	readonly #most: number;
	readonly #counts = new Map<string, number>();

	constructor(most: number) {
		this.#most = most;
	}

	isFull(key: string): boolean {
		return (this.#counts.get(key) ?? 0) >= this.#most;
	}

	add(key: string): void {
		this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
	}

	remove(key: string): void {
		const left = (this.#counts.get(key) ?? 0) - 1;
		if (left > 0) this.#counts.set(key, left);
		else this.#counts.delete(key);
	}
}
