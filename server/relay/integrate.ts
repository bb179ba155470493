import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';

export interface Integrated {
	readonly state: Uint8Array;
	/** How many of the updates Yjs could not take in; their bytes are not in `state`. */
	readonly broken: number;
}

/** After so many updates that Yjs can't take in, the rest is taken as it comes. */
const maxRestarts = 8;

/**
 * Many updates as one, with what was deleted left out.
 *
 * A fresh document takes them all in one transaction: `mergeUpdates` over a long log is quadratic
 * (20,000 updates: 10 s against 0.12 s). An update can be well formed and still throw inside Yjs (it
 * names neighbours that can't be), which leaves the document half changed: then it starts again
 * without that one, so that nothing else is missing.
 */
export function integrate(updates: readonly Uint8Array[]): Integrated {
	const broken = new Set<Uint8Array>();
	for (;;) {
		const known = broken.size;
		const state = attempt(updates, broken);
		if (broken.size === known || broken.size > maxRestarts) return { state, broken: broken.size };
	}
}

/** The state without `broken`; adds what throws, and stops at the first of it while restarts are left. */
function attempt(updates: readonly Uint8Array[], broken: Set<Uint8Array>): Uint8Array {
	const doc = new Doc({ gc: true });
	const mayStop = broken.size < maxRestarts;
	doc.transact(() => {
		for (const update of updates) {
			if (broken.has(update) || taken(doc, update)) continue;
			broken.add(update);
			if (mayStop) return;
		}
	});
	const state = encodeStateAsUpdate(doc);
	doc.destroy();
	return state;
}

function taken(doc: Doc, update: Uint8Array): boolean {
	try {
		applyUpdate(doc, update);
		return true;
	} catch {
		return false;
	}
}
