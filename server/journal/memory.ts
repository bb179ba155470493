import type { Entry, Fold, Journal, Kept } from './journal.ts';

interface Shelf {
	snapshot: Uint8Array | null;
	tail: { readonly id: number; readonly update: Uint8Array }[];
}

/** Keeps for as long as it lives: for tests and the simulation. */
export class MemoryJournal implements Journal {
	readonly #shelves = new Map<string, Shelf>();
	#lastId = 0;

	append(batch: readonly Entry[]): void {
		for (const { document, update } of batch) {
			const shelf = this.#shelves.get(document) ?? { snapshot: null, tail: [] };
			shelf.tail.push({ id: ++this.#lastId, update: Uint8Array.from(update) });
			this.#shelves.set(document, shelf);
		}
	}

	load(document: string): Kept {
		const { snapshot, tail } = this.#shelves.get(document) ?? { snapshot: null, tail: [] };
		return { snapshot, tail: tail.map((row) => row.update), upTo: tail.at(-1)?.id ?? 0 };
	}

	fold(folds: readonly Fold[]): void {
		for (const { document, upTo, state } of folds) {
			const tail = this.#shelves.get(document)?.tail ?? [];
			this.#shelves.set(document, {
				snapshot: Uint8Array.from(state),
				tail: tail.filter((row) => row.id > upTo)
			});
		}
	}

	documents(prefix: string): string[] {
		return [...this.#shelves.keys()].filter((name) => name.startsWith(prefix)).toSorted();
	}

	close(): void {
		this.#shelves.clear();
	}
}
