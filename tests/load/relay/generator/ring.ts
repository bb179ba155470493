const size = 1024;

/** Remembers a number for each of the last thousand counts. */
export class Ring {
	readonly #values = new Float64Array(size);

	get(count: number): number {
		return this.#values[count % size] ?? 0;
	}

	set(count: number, value: number): void {
		this.#values[count % size] = value;
	}
}
