import type { LaneEvent, LedgerEntry } from '#domain/claims/event.ts';
import { type Moment, type PlaceKey, byMoment, placeKey } from '#domain/claims/resolve.ts';
import type { EventId, PersonId } from '#domain/ids.ts';

/** What was numbered in the ledgers of the open seasons, and what this device made itself. */
export interface EventSource {
	/** Each ledger's entries, in order. */
	ledgers(): Iterable<readonly LedgerEntry[]>;
	own(): readonly LaneEvent[];
	isNumbered(event: EventId): boolean;
	/** Calls `listener` with entries that were added to a ledger; an empty list says that own events changed. */
	observe(listener: (added: readonly LedgerEntry[]) => void): () => void;
}

/**
 * The history of every place, kept entry by entry: a claim that arrives touches its own place and no
 * other.
 */
export class ClaimIndex {
	readonly #source: EventSource;
	readonly #numbered = new Map<PlaceKey, Moment[]>();
	readonly #placeOf = new Map<EventId, PlaceKey>();
	readonly #places = new Map<PersonId, Set<PlaceKey>>();
	/** Withdrawals that arrived before the claim that they name. */
	readonly #early = new Map<EventId, Moment[]>();
	#own = new Map<PlaceKey, Moment[]>();
	readonly #listeners = new Set<(changed: ReadonlySet<PlaceKey>) => void>();

	constructor(source: EventSource) {
		this.#source = source;
		for (const entries of source.ledgers()) for (const entry of entries) this.#take(entry);
		this.#own = this.#unnumbered();
		source.observe((added) => this.#changed(added));
	}

	/** The history of one place, in order. */
	moments(key: PlaceKey): readonly Moment[] {
		const numbered = this.#numbered.get(key) ?? [];
		const own = this.#own.get(key);
		return own ? [...numbered, ...own] : numbered;
	}

	/** Every place that was ever claimed. */
	*keys(): Iterable<PlaceKey> {
		yield* this.#numbered.keys();
		for (const key of this.#own.keys()) if (!this.#numbered.has(key)) yield key;
	}

	/** The places that a person ever claimed. */
	placesOf(person: PersonId): ReadonlySet<PlaceKey> {
		return this.#places.get(person) ?? new Set();
	}

	/** Calls `listener` with the places whose history changed. */
	observe(listener: (changed: ReadonlySet<PlaceKey>) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#changed(added: readonly LedgerEntry[]): void {
		const changed = new Set<PlaceKey>(this.#own.keys());
		for (const entry of added) {
			const key = this.#take(entry);
			if (key) changed.add(key);
		}
		this.#own = this.#unnumbered();
		for (const key of this.#own.keys()) changed.add(key);
		for (const listener of this.#listeners) listener(changed);
	}

	#take(entry: LedgerEntry): PlaceKey | null {
		if (entry.kind === 'places') {
			const key = placeKey(entry.occurrence, entry.need);
			this.#put(this.#numbered, key, { places: entry.max, number: entry.number });
			return key;
		}
		return this.#event(this.#numbered, entry.event, entry.number);
	}

	#unnumbered(): Map<PlaceKey, Moment[]> {
		const own = new Map<PlaceKey, Moment[]>();
		const waiting = this.#source.own().filter(({ id }) => !this.#source.isNumbered(id));
		// Claims first: a withdrawal has to find the claim that it names.
		for (const event of waiting) if (event.kind === 'claim') this.#event(own, event, null);
		for (const event of waiting) if (event.kind === 'withdrawal') this.#event(own, event, null);
		for (const moments of own.values()) moments.sort(byMoment);
		return own;
	}

	#event(into: Map<PlaceKey, Moment[]>, event: LaneEvent, number: number | null): PlaceKey | null {
		if (event.kind === 'booking') return null;
		const moment: Moment = { event, number };
		if (event.kind === 'claim')
			return this.#claim(
				into,
				moment,
				event.id,
				placeKey(event.occurrence, event.need),
				event.person
			);
		const key = this.#placeOf.get(event.claim);
		if (key) this.#put(into, key, moment);
		else if (number !== null)
			this.#early.set(event.claim, [...(this.#early.get(event.claim) ?? []), moment]);
		return key ?? null;
	}

	#claim(
		into: Map<PlaceKey, Moment[]>,
		moment: Moment,
		id: EventId,
		key: PlaceKey,
		person: PersonId
	): PlaceKey {
		this.#placeOf.set(id, key);
		this.#places.set(person, (this.#places.get(person) ?? new Set()).add(key));
		for (const early of this.#early.get(id) ?? []) this.#put(into, key, early);
		this.#early.delete(id);
		this.#put(into, key, moment);
		return key;
	}

	#put(into: Map<PlaceKey, Moment[]>, key: PlaceKey, moment: Moment): void {
		const moments = into.get(key);
		if (moments) moments.push(moment);
		else into.set(key, [moment]);
	}
}
