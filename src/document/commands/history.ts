import type { Renewals, Step, Undone } from './step.ts';

/** Something a person did, by the name of the command, so that a screen can say what it will undo. */
interface Done {
	readonly name: string;
	readonly step: Step;
}

const most = 100;

/** What was done on this device since it was opened, for undo and redo. */
export class History {
	readonly #begin: () => Step;
	readonly #done: Done[] = [];
	readonly #undone: Done[] = [];
	readonly #renewals: Renewals = new Map();
	readonly #listeners = new Set<() => void>();

	constructor(begin: () => Step) {
		this.#begin = begin;
	}

	/** Name of the command that undo would take back, or null. */
	get undoable(): string | null {
		return this.#done.at(-1)?.name ?? null;
	}

	get redoable(): string | null {
		return this.#undone.at(-1)?.name ?? null;
	}

	/** Runs a command as one step. */
	run<T>(name: string, command: (step: Step) => T): T {
		const step = this.#begin();
		try {
			return command(step);
		} finally {
			if (!step.isEmpty) {
				this.#done.push({ name, step });
				if (this.#done.length > most) this.#done.shift();
				this.#undone.length = 0;
				this.#tell();
			}
		}
	}

	undo(): Undone | null {
		return this.#swap(this.#done, this.#undone);
	}

	/** Takes one step back, whatever was done since; null when it was taken back before. */
	takeBack(step: Step): Undone | null {
		const at = this.#done.findIndex((done) => done.step === step);
		return at < 0 ? null : this.#swap(this.#done, this.#undone, at);
	}

	redo(): Undone | null {
		return this.#swap(this.#undone, this.#done);
	}

	observe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#swap(from: Done[], to: Done[], at = from.length - 1): Undone | null {
		const [done] = from.splice(Math.max(0, at), 1);
		if (!done) return null;
		const back = this.#begin();
		const answer = done.step.undoInto(back, this.#renewals);
		if (!back.isEmpty) to.push({ name: done.name, step: back });
		this.#tell();
		return answer;
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}
}
