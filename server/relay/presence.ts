import { encode } from '#wire/frame.ts';
import { gone, readPresence, writePresence, type PresenceEntry } from '#wire/presence.ts';
import type { RelayLimits } from '../limits.ts';
import type { DocumentClients } from './client-ids.ts';
import type { Visit } from './visit.ts';

/** Whoever is connected to another relay says so anew four times a minute; after this many rounds she is gone. */
const silentRounds = 5;

const utf8 = new TextEncoder();

interface Shown extends PresenceEntry {
	/** Who says so; null for somebody who is connected to another relay. */
	readonly visit: Visit | null;
	/** Rounds in which nothing was heard of her. */
	silent: number;
}

type PresenceLimits = Pick<RelayLimits, 'presenceBytes' | 'presenceEntries'>;

/** What changed since somebody last asked. */
export interface PresenceNews {
	readonly frame: Uint8Array;
	/** Whose news it is; null stands for all who are connected elsewhere. */
	readonly by: ReadonlySet<Visit | null>;
	/** The part of it that comes from here, for the other relays; null when there is none. */
	readonly here: Uint8Array | null;
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
	readonly #limits: PresenceLimits;
	readonly #clients: DocumentClients;

	constructor(limits: PresenceLimits, clients: DocumentClients) {
		this.#limits = limits;
		this.#clients = clients;
	}

	/** Takes the entries that are this visit's own. True when there is news for the others. */
	take(visit: Visit, content: Uint8Array): boolean {
		for (const entry of readPresence(content)) {
			if (!this.#isOwn(visit, entry) || !this.#fits(entry)) continue;
			this.#show({ ...entry, visit, silent: 0 });
		}
		return this.#news.size > 0;
	}

	/** Takes what another relay says of those who are connected there. True when there is news. */
	takeElsewhere(content: Uint8Array): boolean {
		for (const entry of readPresence(content)) {
			const known = this.#shown.get(entry.client);
			if (known?.visit || !this.#fits(entry)) continue;
			this.#show({ ...entry, visit: null, silent: 0 });
			if (entry.state === gone) this.#shown.delete(entry.client);
		}
		return this.#news.size > 0;
	}

	/** The visit is over. True when there is news for the others. */
	leave(visit: Visit): boolean {
		const shown = this.#shown.get(visit.client ?? -1);
		if (shown?.visit === visit) this.#remove(shown);
		return this.#news.size > 0;
	}

	/** Forgets whom another relay has not spoken of for a while: it may be gone. True when there is news. */
	round(): boolean {
		for (const shown of this.#shown.values()) {
			if (shown.visit === null && ++shown.silent > silentRounds) this.#remove(shown);
		}
		return this.#news.size > 0;
	}

	/** Everyone who is here, as one frame; null when nobody shows anything. */
	everyone(): Uint8Array | null {
		const present = [...this.#shown.values()].filter((entry) => entry.state !== gone);
		return present.length > 0 ? encode(frameOf(present)) : null;
	}

	/** What changed since the last call. */
	news(): PresenceNews {
		const entries = [...this.#news.values()];
		this.#news.clear();
		const here = entries.filter((entry) => entry.visit !== null);
		return {
			frame: encode(frameOf(entries)),
			by: new Set(entries.map((entry) => entry.visit)),
			here: here.length > 0 ? writePresence(here) : null
		};
	}

	#isOwn(visit: Visit, entry: PresenceEntry): boolean {
		const shown = this.#shown.get(entry.client);
		if (shown?.visit === visit) return entry.clock > shown.clock || entry.state === gone;
		if (entry.state === gone) return false;
		if (shown && shown.visit?.visitor.device !== visit.visitor.device) return false;
		return this.#speaksFor(visit, entry.client);
	}

	/** A socket speaks for the client that it said, or else for the first that it shows. */
	#speaksFor(visit: Visit, client: number): boolean {
		if (visit.client !== null) return visit.client === client;
		if (!this.#clients.declare(client, visit.visitor.member.person)) return false;
		visit.client = client;
		return true;
	}

	#fits(entry: PresenceEntry): boolean {
		const { presenceBytes, presenceEntries } = this.#limits;
		const hasRoom = this.#shown.has(entry.client) || this.#shown.size < presenceEntries;
		return hasRoom && utf8.encode(entry.state).length <= presenceBytes;
	}

	#show(entry: Shown): void {
		this.#shown.set(entry.client, entry);
		this.#news.set(entry.client, entry);
	}

	#remove(shown: Shown): void {
		this.#show({ ...shown, state: gone });
		this.#shown.delete(shown.client);
	}
}

function frameOf(entries: readonly PresenceEntry[]) {
	return { kind: 'presence', entries: writePresence(entries) } as const;
}
