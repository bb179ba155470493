import { encode } from '#wire/frame.ts';
import { gone, readPresence, writePresence, type PresenceEntry } from '#wire/presence.ts';
import type { Visit } from './visit.ts';

interface Shown extends PresenceEntry {
	readonly visit: Visit;
}

/**
 * Who looks at one document, for as long as their sockets are open.
 *
 * A y-websocket client repeats what it hears of others, so only the socket that showed a client id
 * first may speak for it, or another socket of the same device: a phone that changed networks comes
 * back while its old socket still looks alive.
 */
export class Presence {
	readonly #shown = new Map<number, Shown>();
	readonly #news = new Map<number, Shown>();
	readonly #maxBytes: number;

	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	/** Takes the entries that are this visit's own. True when there is news for the others. */
	take(visit: Visit, content: Uint8Array): boolean {
		for (const entry of readPresence(content)) {
			if (!this.#isOwn(visit, entry) || entry.state.length > this.#maxBytes) continue;
			visit.presenceClient = entry.client;
			this.#show({ ...entry, visit });
		}
		return this.#news.size > 0;
	}

	/** The visit is over. True when there is news for the others. */
	leave(visit: Visit): boolean {
		const shown = this.#shown.get(visit.presenceClient ?? -1);
		if (shown?.visit === visit) {
			this.#show({ ...shown, state: gone });
			this.#shown.delete(shown.client);
		}
		return this.#news.size > 0;
	}

	/** Everyone who is here, as one frame; null when nobody shows anything. */
	everyone(): Uint8Array | null {
		const present = [...this.#shown.values()].filter((entry) => entry.state !== gone);
		return present.length > 0 ? frameOf(present) : null;
	}

	/** What changed since the last call, as one frame, and whose it is. */
	news(): { readonly frame: Uint8Array; readonly by: ReadonlySet<Visit> } {
		const entries = [...this.#news.values()];
		this.#news.clear();
		return { frame: frameOf(entries), by: new Set(entries.map((entry) => entry.visit)) };
	}

	#isOwn(visit: Visit, entry: PresenceEntry): boolean {
		const shown = this.#shown.get(entry.client);
		if (!shown) return visit.presenceClient === null && entry.state !== gone;
		if (shown.visit === visit) return entry.clock > shown.clock || entry.state === gone;
		return shown.visit.visitor.device === visit.visitor.device && entry.state !== gone;
	}

	#show(entry: Shown): void {
		this.#shown.set(entry.client, entry);
		this.#news.set(entry.client, entry);
	}
}

function frameOf(entries: readonly PresenceEntry[]): Uint8Array {
	return encode({ kind: 'presence', entries: writePresence(entries) });
}
