import type { PersonId } from '#domain/ids.ts';
import type { ClientOwner } from '../bus/bus.ts';
import type { RelayLimits } from '../limits.ts';
import type { Place } from './change.ts';
import type { UpdateShape } from './update-shape.ts';

/** How a member came by a client id: she said so, or was the first to write under it. */
type How = 'declared' | 'written';

interface Owner {
	readonly person: PersonId;
	how: How;
	/** Sockets that are open here and speak for it. */
	open: number;
	lastUsedMs: number;
}

type ClientIdLimits = Pick<RelayLimits, 'clientHours' | 'clientsPerMember'>;

/** How other relays hear of it. */
type Tell = (place: Place, owners: readonly ClientOwner[]) => void;

/** Of all documents, a look now and then is enough. */
const sweepEveryMs = 10 * 60_000;

/**
 * Whose each Yjs client id is.
 *
 * Two who write under one id lose each other's work without a word: Yjs takes what comes first for a
 * clock, and passes over the other. So an id is the member's who declares it or was the first to write
 * under it, until her last device that uses it was away for `clientHours`, and nobody else brings
 * anything new under it. Relays tell one another; what all of them forget, for they stopped, is taken anew.
 */
export class ClientIds {
	readonly #limits: ClientIdLimits;
	readonly #tell: Tell;
	readonly #documents = new Map<string, DocumentClients>();
	readonly #clock = { nowMs: 0 };
	#lastSweepMs = 0;

	constructor(limits: ClientIdLimits, tell: Tell) {
		this.#limits = limits;
		this.#tell = tell;
	}

	/** Those of one document. */
	of(place: Place): DocumentClients {
		const known = this.#documents.get(place.key);
		if (known) return known;
		const tell = (owners: readonly ClientOwner[]): void => this.#tell(place, owners);
		const clients = new DocumentClients(this.#limits, this.#clock, tell);
		this.#documents.set(place.key, clients);
		return clients;
	}

	/** What is known here of a document, open or not. */
	owners(document: string): ClientOwner[] {
		return this.#documents.get(document)?.owners() ?? [];
	}

	/**
	 * Forgets what was not used for long, and says again what is in use, so that the others do not forget
	 * it; call it now and then, with a clock that only goes forward.
	 * `isOpen`: whether somebody has that document open.
	 */
	round(nowMs: number, isOpen: (document: string) => boolean): void {
		this.#clock.nowMs = nowMs;
		if (nowMs - this.#lastSweepMs < sweepEveryMs) return;
		this.#lastSweepMs = nowMs;
		const usedSinceMs = nowMs - this.#limits.clientHours * 3_600_000;
		for (const [document, clients] of this.#documents) {
			clients.forget(usedSinceMs);
			clients.tellOpen();
			if (clients.isEmpty && !isOpen(document)) this.#documents.delete(document);
		}
	}
}

/** Whose each client id of one document is. */
export class DocumentClients {
	readonly #limits: ClientIdLimits;
	readonly #clock: { readonly nowMs: number };
	readonly #tell: (owners: readonly ClientOwner[]) => void;
	readonly #owners = new Map<number, Owner>();

	constructor(
		limits: ClientIdLimits,
		clock: { readonly nowMs: number },
		tell: (owners: readonly ClientOwner[]) => void
	) {
		this.#limits = limits;
		this.#clock = clock;
		this.#tell = tell;
	}

	get isEmpty(): boolean {
		return this.#owners.size === 0;
	}

	/** A socket says that it speaks for this client. False when that is somebody else's. */
	declare(client: number, person: PersonId): boolean {
		const owner = this.#own(client, person, 'declared', this.#clock.nowMs);
		if (!owner) return false;
		if (owner.open++ === 0) this.#tell([this.#told(client, owner)]);
		return true;
	}

	/** Another relay says so: its devices' are not for ours to take. What is known here stays as it is. */
	hear(owners: readonly ClientOwner[]): void {
		for (const { client, person, isDeclared, idleMs } of owners) {
			const usedMs = this.#clock.nowMs - idleMs;
			this.#own(client, person, isDeclared ? 'declared' : 'written', usedMs);
		}
	}

	owners(): ClientOwner[] {
		return [...this.#owners].map(([client, owner]) => this.#told(client, owner));
	}

	/** Those for which a socket speaks here. */
	tellOpen(): void {
		const open = [...this.#owners].filter(([, owner]) => owner.open > 0);
		if (open.length > 0) this.#tell(open.map(([client, owner]) => this.#told(client, owner)));
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
			else if (from === 0)
				this.#tell([this.#told(client, this.#take(client, person, this.#clock.nowMs))]);
		}
	}

	/** Forgets what no socket speaks for and was not used since then. */
	forget(usedSinceMs: number): void {
		for (const [client, { open, lastUsedMs }] of this.#owners)
			if (open === 0 && lastUsedMs < usedSinceMs) this.#owners.delete(client);
	}

	/** Null where it is somebody else's: who said so first has it, before who only wrote under it. */
	#own(client: number, person: PersonId, how: How, usedMs: number): Owner | null {
		const known = this.#owners.get(client);
		const isHers = known?.person === person;
		if (known && !isHers && (known.how === 'declared' || how === 'written')) return null;
		const owner = known && isHers ? known : this.#take(client, person, usedMs);
		if (how === 'declared') owner.how = how;
		owner.lastUsedMs = Math.max(owner.lastUsedMs, usedMs);
		return owner;
	}

	#take(client: number, person: PersonId, usedMs: number): Owner {
		const hers = [...this.#owners].filter(([, owner]) => owner.person === person);
		if (hers.length >= this.#limits.clientsPerMember) {
			const [oldest] = hers.toSorted(([, a], [, b]) => a.lastUsedMs - b.lastUsedMs);
			if (oldest) this.#owners.delete(oldest[0]);
		}
		const owner: Owner = { person, how: 'written', open: 0, lastUsedMs: usedMs };
		this.#owners.set(client, owner);
		return owner;
	}

	#told(client: number, { person, how, open, lastUsedMs }: Owner): ClientOwner {
		const idleMs = open > 0 ? 0 : Math.max(0, Math.round(this.#clock.nowMs - lastUsedMs));
		return { client, person, isDeclared: how === 'declared', idleMs };
	}
}
