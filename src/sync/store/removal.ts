import type { Leftover } from './device-store.ts';
import { answer, openWithinMs } from './idb.ts';

const letGoWithinMs = 2_000;

/** One database on its way out. The browser goes on by itself: once whoever holds it lets go, it is gone. */
export interface Removal {
	/** Null once it is gone; never rejects, and may never answer. */
	readonly ended: Promise<Leftover | null>;
	/** Resolves when somebody holds it. */
	readonly held: Promise<void>;
}

export function beginRemoval(name: string): Removal {
	try {
		const request = indexedDB.deleteDatabase(name);
		return {
			held: new Promise((resolve) => (request.onblocked = () => resolve())),
			ended: answer(request).then(
				() => null,
				() => 'refused'
			)
		};
	} catch {
		return { held: new Promise(() => undefined), ended: Promise.resolve('refused') };
	}
}

/** How it stands with a removal, within five seconds. */
export function outcome({ ended, held }: Removal): Promise<Leftover | null> {
	return Promise.race([
		ended,
		held.then(() => after(letGoWithinMs, 'held')),
		after(openWithinMs, 'refused')
	]);
}

function after(ms: number, left: Leftover): Promise<Leftover> {
	return new Promise((resolve) => setTimeout(() => resolve(left), ms));
}
