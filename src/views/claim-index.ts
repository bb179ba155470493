import type { Claim, LaneEvent, LedgerEntry, Withdrawal } from '#domain/claims/event.ts';
import {
	type Moment,
	type PlaceKey,
	byMoment,
	placeKey,
	placeOfKey
} from '#domain/claims/resolve.ts';
import {
	type EventId,
	type PersonId,
	type SeasonId,
	type SeriesId,
	seriesOf
} from '#domain/ids.ts';

/** What was numbered in the ledgers of the open seasons, and what this device made itself. */
export interface EventSource {
	/** Each ledger's entries, in order. */
	ledgers(): Iterable<readonly LedgerEntry[]>;
	own(): readonly LaneEvent[];
	/** Whether the ledger of the season that the event names has it. */
	isNumbered(event: LaneEvent): boolean;
	/**
	 * Calls `listener` with entries that were added to a ledger; an empty list says that own events changed, and
	 * `isAnew` that a ledger was put back: what it said before does not count any more.
	 */
	observe(listener: (added: readonly LedgerEntry[], isAnew: boolean) => void): () => void;
}

/**
 * The name of an event. Ids in a ledger can be read, and each season numbers by itself: whoever uses
 * somebody's id again in another season makes another event, that takes nothing from the first.
 */
type EventKey = `${SeasonId}/${EventId}`;

/** Events laid by the place that they are about. */
class Shelf {
	readonly moments = new Map<PlaceKey, Moment[]>();
	readonly placeOf = new Map<EventKey, PlaceKey>();
	readonly placesOf = new Map<PersonId, Set<PlaceKey>>();
	readonly keysOf = new Map<SeriesId, PlaceKey[]>();

	put(key: PlaceKey, moment: Moment): PlaceKey {
		const moments = this.moments.get(key);
		if (moments) moments.push(moment);
		else this.#begin(key, moment);
		return key;
	}

	putClaim(claim: Claim, number: number | null): PlaceKey {
		const key = placeKey(claim.occurrence, claim.need);
		this.placeOf.set(keyOfClaim(claim), key);
		this.placesOf.set(claim.person, (this.placesOf.get(claim.person) ?? new Set()).add(key));
		return this.put(key, { event: claim, number });
	}

	sort(key: PlaceKey): void {
		this.moments.get(key)?.sort(byMoment);
	}

	#begin(key: PlaceKey, moment: Moment): void {
		this.moments.set(key, [moment]);
		const series = seriesOf(placeOfKey(key)[0]);
		const keys = this.keysOf.get(series);
		if (keys) keys.push(key);
		else this.keysOf.set(series, [key]);
	}
}

/**
 * The history of every place, kept entry by entry: a claim that arrives touches its own place and no
 * other.
 */
export class ClaimIndex {
	readonly #source: EventSource;
	#numbered = new Shelf();
	/** Numbered withdrawals that arrived before the claim that they name. */
	readonly #early = new Map<EventKey, Moment[]>();
	#own = new Shelf();
	readonly #listeners = new Set<(changed: ReadonlySet<PlaceKey>) => void>();

	constructor(source: EventSource) {
		this.#source = source;
		for (const entries of source.ledgers()) for (const entry of entries) this.#take(entry);
		this.#own = this.#unnumbered();
		source.observe((added, isAnew) => (isAnew ? this.#beginAnew() : this.#changed(added, [])));
	}

	/** The history of one place, in order. */
	moments(key: PlaceKey): readonly Moment[] {
		const numbered = this.#numbered.moments.get(key) ?? [];
		const own = this.#own.moments.get(key);
		return own ? [...numbered, ...own].sort(byMoment) : numbered;
	}

	/** Every place of which anything is known. */
	*keys(): Iterable<PlaceKey> {
		yield* this.#numbered.moments.keys();
		for (const key of this.#own.moments.keys()) if (!this.#numbered.moments.has(key)) yield key;
	}

	/** The places of one series of which anything is known; one may come twice. */
	*keysOf(series: SeriesId): Iterable<PlaceKey> {
		yield* this.#numbered.keysOf.get(series) ?? [];
		yield* this.#own.keysOf.get(series) ?? [];
	}

	/** The places that a person ever claimed. */
	placesOf(person: PersonId): ReadonlySet<PlaceKey> {
		const numbered = this.#numbered.placesOf.get(person);
		const own = this.#own.placesOf.get(person);
		return own ? new Set([...(numbered ?? []), ...own]) : (numbered ?? new Set());
	}

	/** Calls `listener` with the places whose history changed. */
	observe(listener: (changed: ReadonlySet<PlaceKey>) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#beginAnew(): void {
		const known = [...this.#numbered.moments.keys()];
		this.#numbered = new Shelf();
		this.#early.clear();
		this.#changed([...this.#source.ledgers()].flat(), known);
	}

	/** `forgotten`: places of which something else was known. */
	#changed(added: readonly LedgerEntry[], forgotten: readonly PlaceKey[]): void {
		const changed = new Set<PlaceKey>([...forgotten, ...this.#own.moments.keys()]);
		for (const entry of added) {
			const key = this.#take(entry);
			if (key) changed.add(key);
		}
		this.#own = this.#unnumbered();
		for (const key of this.#own.moments.keys()) changed.add(key);
		for (const listener of this.#listeners) listener(changed);
	}

	#take(entry: LedgerEntry): PlaceKey | null {
		if (entry.kind === 'places') {
			const key = placeKey(entry.occurrence, entry.need);
			return this.#numbered.put(key, { places: entry.max, number: entry.number });
		}
		switch (entry.event.kind) {
			case 'claim':
				return this.#takeClaim(entry.event, entry.number);
			case 'withdrawal':
				return this.#takeWithdrawal(entry.event, entry.number);
			case 'booking':
				return null;
		}
	}

	#takeClaim(claim: Claim, number: number): PlaceKey {
		const key = this.#numbered.putClaim(claim, number);
		const early = this.#early.get(keyOfClaim(claim));
		if (!early) return key;
		for (const moment of early) this.#numbered.put(key, moment);
		this.#numbered.sort(key);
		this.#early.delete(keyOfClaim(claim));
		return key;
	}

	#takeWithdrawal(withdrawal: Withdrawal, number: number): PlaceKey | null {
		const moment = { event: withdrawal, number };
		const claim = keyOfNamed(withdrawal);
		const key = this.#numbered.placeOf.get(claim);
		if (key) return this.#numbered.put(key, moment);
		this.#early.set(claim, [...(this.#early.get(claim) ?? []), moment]);
		return null;
	}

	/** What this device made and has no number yet, laid afresh: it is little, and it goes as it is numbered. */
	#unnumbered(): Shelf {
		const own = new Shelf();
		const waiting = this.#source.own().filter((event) => !this.#source.isNumbered(event));
		for (const event of waiting) {
			if (event.kind !== 'claim') continue;
			const key = own.putClaim(event, null);
			for (const moment of this.#early.get(keyOfClaim(event)) ?? []) own.put(key, moment);
		}
		// Claims first: a withdrawal has to find the claim that it names.
		for (const event of waiting) {
			if (event.kind !== 'withdrawal') continue;
			const claim = keyOfNamed(event);
			const key = this.#numbered.placeOf.get(claim) ?? own.placeOf.get(claim);
			if (key) own.put(key, { event, number: null });
		}
		return own;
	}
}

function keyOfClaim({ season, id }: Claim): EventKey {
	return `${season}/${id}`;
}

/** The claim that a withdrawal names is one of its own season. */
function keyOfNamed({ season, claim }: Withdrawal): EventKey {
	return `${season}/${claim}`;
}
