/** Something that can be read now and says when to read it again. */
export interface Observable<T> {
	read(): T;
	/** Calls `listener` after each change; returns a way to stop. */
	observe(listener: () => void): () => void;
}

/**
 * A value that lives in this layer and is watched from the screens.
 *
 * Setting what is already there tells nobody: a status that is computed anew on every edit must not
 * repaint the page on every edit.
 */
export class Cell<T> implements Observable<T> {
	readonly #same: (a: T, b: T) => boolean;
	readonly #listeners = new Set<() => void>();
	#value: T;

	constructor(value: T, same: (a: T, b: T) => boolean = Object.is) {
		this.#value = value;
		this.#same = same;
	}

	read(): T {
		return this.#value;
	}

	set(value: T): void {
		if (this.#same(this.#value, value)) return;
		this.#value = value;
		for (const listener of [...this.#listeners]) listener();
	}

	observe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}

/** Answers as soon as it is so, now or after a change of one of these; never, where it never is. */
export function until(isSo: () => boolean, ...sources: Observable<unknown>[]): Promise<void> {
	return new Promise((resolve) => {
		const look = (): void => {
			if (!isSo()) return;
			for (const stop of stops) stop();
			resolve();
		};
		const stops = sources.map((source) => source.observe(look));
		look();
	});
}

/** Whether two plain values read the same: states are small unions, so their text decides. */
export function sameText(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
