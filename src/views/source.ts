/** What a view needs of a collection: reading by id, and hearing which ids changed. */
export interface Source<T> {
	/** Everything that was not removed. */
	all(): T[];
	/** Also what was removed, so that it can still be named. */
	get(id: string): T | null;
	observe(listener: (changed: ReadonlySet<string>) => void): () => void;
}

/** Listeners of something that only says "look again". */
export class Signal {
	readonly #listeners = new Set<() => void>();

	observe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	tell(): void {
		for (const listener of this.#listeners) listener();
	}
}
