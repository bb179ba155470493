import type { PersonId } from '#domain/ids.ts';
import type { RelayLimits } from '../limits.ts';
import type { UpdateShape } from './update-shape.ts';

/** How a member came by a client id: she said so, or was the first to write under it. */
type How = 'declared' | 'written';

interface Owner {
	readonly person: PersonId;
	how: How;
	/** Sockets that are open and speak for it. */
	open: number;
	lastUsedMs: number;
}

type ClientIdLimits = Pick<RelayLimits, 'clientHours' | 'clientsPerMember'>;

/** Of all documents, a look now and then is enough. */
const sweepEveryMs = 10 * 60_000;

/**
 * Whose each Yjs client id is.
 *
 * Two who write under one id lose each other's work without a word: Yjs takes what comes first for a
 * clock, and passes over the other. So an id is the member's who declares it or was the first to write
 * under it, until her last device that uses it was away for `clientHours`, and nobody else brings
 * anything new under it. This relay's memory of it ends with this relay.
 */
export class ClientIds {
	readonly #limits: ClientIdLimits;
	readonly #documents = new Map<string, DocumentClients>();
	readonly #clock = { nowMs: 0 };
	#lastSweepMs = 0;

	constructor(limits: ClientIdLimits) {
		this.#limits = limits;
	}

	/** Those of one document. */
	of(document: string): DocumentClients {
		const known = this.#documents.get(document);
		if (known) return known;
		const clients = new DocumentClients(this.#limits, this.#clock);
		this.#documents.set(document, clients);
		return clients;
	}

	/**
	 * Forgets what was not used for long; call it now and then, with a clock that only goes forward.
	 * `isOpen`: whether somebody has that document open.
	 */
	round(nowMs: number, isOpen: (document: string) => boolean): void {
		this.#clock.nowMs = nowMs;
		if (nowMs - this.#lastSweepMs < sweepEveryMs) return;
		this.#lastSweepMs = nowMs;
		const usedSinceMs = nowMs - this.#limits.clientHours * 3_600_000;
		for (const [document, clients] of this.#documents) {
			clients.forget(usedSinceMs);
			if (clients.isEmpty && !isOpen(document)) this.#documents.delete(document);
		}
	}
}

/** Whose each client id of one document is. */
export class DocumentClients {
	readonly #limits: ClientIdLimits;
	readonly #clock: { readonly nowMs: number };
	readonly #owners = new Map<number, Owner>();

	constructor(limits: ClientIdLimits, clock: { readonly nowMs: number }) {
		this.#limits = limits;
		this.#clock = clock;
	}

	get isEmpty(): boolean {
		return this.#owners.size === 0;
	}

	/** A socket says that it speaks for this client. False when that is somebody else's. */
	declare(client: number, person: PersonId): boolean {
		const known = this.#owners.get(client);
		if (known?.how === 'declared' && known.person !== person) return false;
		const owner = known?.person === person ? known : this.#take(client, person);
		owner.how = 'declared';
		owner.open++;
		return true;
	}

	/** A socket that spoke for this client is gone. */
	release(client: number, person: PersonId): void {
		const owner = this.#owners.get(client);
		if (owner?.person !== person) return;
		owner.open--;
		owner.lastUsedMs = this.#clock.nowMs;
	}

	/** Whether this is for somebody else to bring. */
	isOthers(client: number, person: PersonId): boolean {
		const owner = this.#owners.get(client);
		return owner !== undefined && owner.person !== person;
	}

	/** A live change: whoever brings the beginning of a client's row is the one who wrote it. */
	written(shape: UpdateShape, person: PersonId): void {
		for (const { client, from } of shape.brings) {
			const owner = this.#owners.get(client);
			if (owner) owner.lastUsedMs = this.#clock.nowMs;
			else if (from === 0) this.#take(client, person);
		}
	}

	/** Forgets what no socket speaks for and was not used since then. */
	forget(usedSinceMs: number): void {
		for (const [client, { open, lastUsedMs }] of this.#owners)
			if (open === 0 && lastUsedMs < usedSinceMs) this.#owners.delete(client);
	}

	#take(client: number, person: PersonId): Owner {
		const hers = [...this.#owners].filter(([, owner]) => owner.person === person);
		if (hers.length >= this.#limits.clientsPerMember) {
			const [oldest] = hers.toSorted(([, a], [, b]) => a.lastUsedMs - b.lastUsedMs);
			if (oldest) this.#owners.delete(oldest[0]);
		}
		const owner: Owner = { person, how: 'written', open: 0, lastUsedMs: this.#clock.nowMs };
		this.#owners.set(client, owner);
		return owner;
	}
}
