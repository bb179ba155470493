import type { Leftover } from './device-store.ts';
import { answer, openWithinMs } from './idb.ts';

const letGoWithinMs = 2_000;

/** One database on its way out. The browser goes on by itself: once whoever holds it lets go, it is gone. */
export class Removal {
	/** Null once it is gone; never rejects, and may never answer. */
	readonly ended: Promise<Leftover | null>;
	/** Resolves when somebody holds it. */
	readonly held: Promise<void>;
	#left: Leftover | null = 'refused';

	constructor(name: string) {
		const request = begin(name);
		this.held = new Promise((resolve) => {
			if (request) request.onblocked = () => resolve();
		});
		this.ended = request ? removed(request) : Promise.resolve('refused');
		void this.held.then(() => (this.#left = 'held'));
		void this.ended.then((left) => (this.#left = left));
	}

	/** How it stands now; of one that the browser says nothing of, it may have been refused. */
	get left(): Leftover | null {
		return this.#left;
	}
}

function begin(name: string): IDBOpenDBRequest | null {
	try {
		return indexedDB.deleteDatabase(name);
	} catch {
		return null;
	}
}

function removed(request: IDBOpenDBRequest): Promise<Leftover | null> {
	return answer(request).then(
		() => null,
		() => 'refused'
	);
}

/**
 * How it stands with removals, once each has ended or was held for two seconds, or the browser said nothing of any of
 * them for five: it takes hundreds of databases one after the other, and however long that is, it is no refusal.
 */
export async function standing(removals: readonly Removal[]): Promise<(Leftover | null)[]> {
	const decided = removals.map(({ ended, held }) =>
		Promise.race([ended, held.then(() => pause(letGoWithinMs))])
	);
	const signs = removals.flatMap(({ ended, held }) => [ended, held]);
	await Promise.race([Promise.all(decided), silence(signs)]);
	return removals.map(({ left }) => left);
}

/** Resolves once all of them have gone; never where one of them can't. */
export function allGone(removals: readonly Removal[]): Promise<void> {
	return new Promise((resolve) => {
		void Promise.all(removals.map(({ ended }) => ended)).then((left) => {
			if (left.every((one) => one === null)) resolve();
		});
	});
}

/** Resolves once none of these came for as long as a device is waited for. */
function silence(signs: readonly Promise<unknown>[]): Promise<void> {
	return new Promise((resolve) => {
		let timer = setTimeout(resolve, openWithinMs);
		const heard = (): void => {
			clearTimeout(timer);
			timer = setTimeout(resolve, openWithinMs);
		};
		for (const sign of signs) void sign.then(heard);
	});
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
