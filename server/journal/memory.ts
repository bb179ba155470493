import type { Entry, Fold, Journal, Kept, Position, Stretch } from './journal.ts';

interface Shelf {
	snapshot: Uint8Array | null;
	/** The last update that is in the snapshot. */
	folded: Position;
	tail: { readonly at: Position; readonly update: Uint8Array }[];
}

/** Keeps for as long as it lives: for tests and the simulation. */
export class MemoryJournal implements Journal {
	readonly #shelves = new Map<string, Shelf>();

	append(
		batch: readonly Entry[],
		expected: ReadonlyMap<string, Position> = new Map()
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'> {
		for (const [document, at] of expected)
			if (this.#position(document) !== at) return Promise.resolve('overtaken');
		const before = new Map(batch.map(({ document }) => [document, this.#position(document)]));
		for (const { document, update } of batch) {
			const shelf = this.#shelves.get(document) ?? { snapshot: null, folded: 0, tail: [] };
			const at = this.#position(document) + 1;
			shelf.tail.push({ at, update: Uint8Array.from(update) });
			this.#shelves.set(document, shelf);
		}
		const stretches = [...before].map(
			([document, at]) => [document, { before: at, upTo: this.#position(document) }] as const
		);
		return Promise.resolve(new Map(stretches));
	}

	load(document: string, after: Position = 0): Promise<Kept> {
		const { snapshot, folded, tail } = this.#shelves.get(document) ?? emptyShelf;
		return Promise.resolve({
			snapshot: folded > after ? snapshot : null,
			tail: tail.filter((row) => row.at > after).map((row) => row.update),
			upTo: Math.max(after, this.#position(document))
		});
	}

	positions(documents: readonly string[]): Promise<ReadonlyMap<string, Position>> {
		const known = documents.filter((document) => this.#shelves.has(document));
		return Promise.resolve(new Map(known.map((name) => [name, this.#position(name)])));
	}

	fold(folds: readonly Fold[]): Promise<void> {
		for (const { document, upTo, state } of folds) {
			const shelf = this.#shelves.get(document);
			if (!shelf || upTo < shelf.folded) continue;
			this.#shelves.set(document, {
				snapshot: Uint8Array.from(state),
				folded: upTo,
				tail: shelf.tail.filter((row) => row.at > upTo)
			});
		}
		return Promise.resolve();
	}

	documents(prefix: string): Promise<string[]> {
		const names = [...this.#shelves.keys()].filter((name) => name.startsWith(prefix));
		return Promise.resolve(names.toSorted());
	}

	erase(documents: readonly string[]): Promise<void> {
		for (const document of documents) this.#shelves.delete(document);
		return Promise.resolve();
	}

	/** Memory does not rot: nothing is ever set aside. */
	dropSetAside(): Promise<void> {
		return Promise.resolve();
	}

	compact(): Promise<void> {
		return Promise.resolve();
	}

	close(): Promise<void> {
		this.#shelves.clear();
		return Promise.resolve();
	}

	#position(document: string): Position {
		const { folded, tail } = this.#shelves.get(document) ?? emptyShelf;
		return tail.at(-1)?.at ?? folded;
	}
}

const emptyShelf: Readonly<Shelf> = { snapshot: null, folded: 0, tail: [] };
