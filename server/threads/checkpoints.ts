import { Thread } from './thread.ts';

/** So many bytes of changes are moved at a time: what SQLite itself does in the turn of whoever commits. */
const everyBytes = 4 * 1024 * 1024;
/** As much as a change writes at least: pages go whole. */
const pageBytes = 4096;
const limitMs = 60_000;

/**
 * Moves what lies in the log ahead of an SQLite file into it, in a thread of its own: it takes a disk tens
 * of milliseconds, in which nobody's change would be answered.
 */
export class Checkpoints {
	readonly #path: string;
	readonly #thread = new Thread(new URL('./checkpointing.ts', import.meta.url), limitMs);
	#bytes = 0;
	#isBusy = false;

	constructor(path: string) {
		this.#path = path;
	}

	/** So many bytes were committed. What fails here is left to the next, and to SQLite's own limit. */
	committed(bytes: number): void {
		this.#bytes += Math.max(bytes, pageBytes);
		if (this.#bytes < everyBytes || this.#isBusy) return;
		this.#bytes = 0;
		this.#isBusy = true;
		void this.#thread
			.ask(this.#path)
			.catch(() => undefined)
			.finally(() => (this.#isBusy = false));
	}

	close(): Promise<void> {
		return this.#thread.close();
	}
}
