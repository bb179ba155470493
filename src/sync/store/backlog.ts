import * as Y from 'yjs';

/** Beyond this many updates the whole document is cheaper to store, and memory stays bounded. */
const longestQueue = 500;

/** What of one document waits to be stored: updates in their order, or all of it; and marks by name. */
export class Backlog {
	#updates: Uint8Array[] = [];
	#isWhole = false;
	readonly #marks = new Set<string>();

	get isEmpty(): boolean {
		return !this.#isWhole && this.#updates.length === 0 && this.#marks.size === 0;
	}

	/** Whether the document holds changes that are neither stored nor here one by one. */
	get isWhole(): boolean {
		return this.#isWhole;
	}

	add(update: Uint8Array): void {
		if (this.#updates.length >= longestQueue) this.addAll();
		else if (!this.#isWhole) this.#updates.push(update);
	}

	/** From now on the whole document waits. */
	addAll(): void {
		this.#isWhole = true;
		this.#updates = [];
	}

	addMark(name: string): void {
		this.#marks.add(name);
	}

	hasMark(name: string): boolean {
		return this.#marks.has(name);
	}

	/** The whole document goes: what comes from here on is news again. */
	takeAll(): void {
		this.#isWhole = false;
		this.#updates = [];
	}

	/** What waited together goes as one record: a long import would else cost a flush for each edit. */
	takeUpdates(): Uint8Array | null {
		const updates = this.#updates;
		this.#updates = [];
		const [first] = updates;
		if (!first) return null;
		return updates.length === 1 ? first : Y.mergeUpdates(updates);
	}

	/** It could not be stored, and waits before what came since. */
	putBack(update: Uint8Array): void {
		if (!this.#isWhole) this.#updates = [update, ...this.#updates];
	}

	takeMarks(): readonly string[] {
		const names = [...this.#marks];
		this.#marks.clear();
		return names;
	}
}
