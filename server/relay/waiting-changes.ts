import type { Change } from './change.ts';
import type { Visit } from './visit.ts';

/** Of one sender with each step to the disk, once there is more than a first change: a few milliseconds. */
const shareBytes = 64 * 1024;

/** Changes that wait for the disk: each sender's in her own order. */
export class WaitingChanges {
	#changes: Change[] = [];
	readonly #bytesOf = new Map<Visit | null, number>();
	#mostBytes = 0;

	get isEmpty(): boolean {
		return this.#changes.length === 0;
	}

	hasOf(sender: Visit): boolean {
		return this.#bytesOf.has(sender);
	}

	add(change: Change): void {
		this.#changes.push(change);
		this.#count(change);
	}

	/** What these have brought is not taken: it builds on what was not. */
	drop(senders: ReadonlySet<Visit | null>): void {
		const left = this.#changes.filter(({ from }) => !senders.has(from));
		this.#forget();
		for (const change of left) this.add(change);
	}

	/** For one step: of each sender her first change, and more of hers up to her share. */
	take(): Change[] {
		const changes = this.#changes;
		const isAll = this.#mostBytes <= shareBytes;
		this.#forget();
		return isAll ? changes : this.#shared(changes);
	}

	#shared(changes: readonly Change[]): Change[] {
		const taken: Change[] = [];
		const bytesOf = new Map<Visit | null, number>();
		for (const change of changes) {
			const before = bytesOf.get(change.from);
			const bytes = (before ?? 0) + change.piece.update.length;
			bytesOf.set(change.from, bytes);
			// Behind one that has to wait, everything of hers waits: the sum only grows.
			if (before === undefined || bytes <= shareBytes) taken.push(change);
			else this.add(change);
		}
		return taken;
	}

	#forget(): void {
		this.#changes = [];
		this.#bytesOf.clear();
		this.#mostBytes = 0;
	}

	#count({ from, piece }: Change): void {
		const bytes = (this.#bytesOf.get(from) ?? 0) + piece.update.length;
		this.#bytesOf.set(from, bytes);
		this.#mostBytes = Math.max(this.#mostBytes, bytes);
	}
}
