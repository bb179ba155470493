import { ArrivalKey } from '#sync/session/arrival-key.ts';

/** The key of a browser that keeps nothing; each has another. */
export function newArrivalKey(): ArrivalKey {
	return new ArrivalKey(null, (count) => crypto.getRandomValues(new Uint8Array(count)));
}
