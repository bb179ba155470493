import {
	type Moment,
	type NeedStaffing,
	type PlaceKey,
	type Target,
	placeKey,
	placeOfKey,
	resolveNeed
} from '#domain/claims/resolve.ts';
import {
	type EventId,
	type OccurrenceId,
	type PersonId,
	type SeasonId,
	type SeriesId,
	ruleDayOf,
	seriesOf
} from '#domain/ids.ts';
import type { Person } from '#domain/directory/directory.ts';
import { type Presence, type Shortage, shortages } from '#domain/series/staffing.ts';
import type { Need, Occurrence } from '#domain/series/series.ts';
import type { Calendar } from './calendar.ts';
import type { ClaimIndex } from './claim-index.ts';
import { type ClaimedDate, type Held, clashesAmong } from './clashes.ts';
import type { Source } from './source.ts';

/** One need of one date with who fills it. */
export interface NeedCover {
	readonly need: Need;
	readonly staffing: NeedStaffing;
	/** Confirmed claims that count: of people who are not elsewhere at that time. */
	readonly counting: number;
}

/** Who comes to one date, and who is missing. */
export interface Cover {
	readonly needs: readonly NeedCover[];
	readonly shortages: readonly Shortage[];
	/** Confirmed claims of people who hold an earlier place elsewhere at the same time. */
	readonly clashes: ReadonlySet<EventId>;
}

const nobody: NeedStaffing = { claims: [], confirmed: [], over: 0 };

/**
 * Who holds which place, and who is missing: every answer is kept until something it rests on changes.
 */
export class Roster {
	readonly #calendar: Calendar;
	readonly #claims: ClaimIndex;
	readonly #people: Source<Person>;
	readonly #staffings = new Map<PlaceKey, NeedStaffing>();
	readonly #clashes = new Map<PersonId, ReadonlySet<EventId>>();
	readonly #covers = new Map<SeriesId, Map<OccurrenceId, Cover>>();
	readonly #listeners = new Set<() => void>();

	constructor(calendar: Calendar, claims: ClaimIndex, people: Source<Person>) {
		this.#calendar = calendar;
		this.#claims = claims;
		this.#people = people;
		claims.observe((keys) => this.#claimsChanged(keys));
		calendar.observe((series) => this.#seriesChanged(series));
		people.observe((changed) => {
			for (const person of changed) this.#forgetCoversOf(person as PersonId);
			this.#tell();
		});
	}

	/** Everything that was ever claimed for one need of one date. */
	staffing(key: PlaceKey): NeedStaffing {
		const known = this.#staffings.get(key);
		if (known) return known;
		const moments = this.#claims.moments(key);
		const staffing =
			moments.length === 0 ? nobody : resolveNeed(moments, this.#target(key), this.#seasonOf(key));
		this.#staffings.set(key, staffing);
		return staffing;
	}

	cover(occurrence: Occurrence): Cover {
		const series = this.#covers.get(occurrence.series) ?? new Map<OccurrenceId, Cover>();
		const known = series.get(occurrence.id);
		if (known) return known;
		const cover = this.#look(occurrence);
		series.set(occurrence.id, cover);
		this.#covers.set(occurrence.series, series);
		return cover;
	}

	/**
	 * The confirmed claims of a person that don't count, because she holds a place with a lower number
	 * elsewhere at that time. She keeps both.
	 */
	clashesOf(person: PersonId): ReadonlySet<EventId> {
		const known = this.#clashes.get(person);
		if (known) return known;
		const clashes = clashesAmong(this.#datesOf(person), (date) => this.#heldAt(person, date));
		this.#clashes.set(person, clashes);
		return clashes;
	}

	/** The places that a person ever claimed. */
	placesOf(person: PersonId): ReadonlySet<PlaceKey> {
		return this.#claims.placesOf(person);
	}

	/** Claims on dates or needs that no longer exist, from rule day `since` on: listed, never dropped. */
	orphans(since = ''): NeedStaffing['claims'][number][] {
		const found: NeedStaffing['claims'][number][] = [];
		for (const key of this.#claims.keys()) {
			// Half a season lies behind when it is opened: who held which place then is not worked out for this.
			if (ruleDayOf(placeOfKey(key)[0]) < since) continue;
			found.push(
				...this.staffing(key).claims.filter(({ standing }) => standing.status === 'orphaned')
			);
		}
		return found;
	}

	observe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#look(occurrence: Occurrence): Cover {
		const clashes = new Set<EventId>();
		const presences: Presence[] = [];
		const needs = occurrence.needs.flatMap((need) => {
			const staffing = this.staffing(placeKey(occurrence.id, need.id));
			// Not asked for on this date, and nobody was there before it was left out.
			if (need.max === 0 && staffing.claims.length === 0) return [];
			let counting = 0;
			for (const claim of staffing.confirmed) {
				if (this.clashesOf(claim.person).has(claim.id)) clashes.add(claim.id);
				else {
					const presence = this.#presence(occurrence, need, claim.person);
					presences.push(presence);
					if (need.qualification === null || presence.qualifications.includes(need.qualification))
						counting++;
				}
			}
			return [{ need, staffing, counting }];
		});
		const { staffRules, from, until, cancelled } = occurrence;
		const missing = cancelled
			? []
			: shortages(occurrence.needs, staffRules, presences, from, until);
		return { needs, shortages: missing, clashes };
	}

	#presence({ from, until }: Occurrence, need: Need, person: PersonId): Presence {
		const known = this.#people.get(person);
		return {
			person,
			need: need.id,
			from,
			until,
			qualifications: known?.qualifications ?? [],
			organisation: known?.organisation ?? null
		};
	}

	#seasonOf(key: PlaceKey): SeasonId | null {
		return this.#calendar.records(seriesOf(placeOfKey(key)[0]))?.series.season ?? null;
	}

	#target(key: PlaceKey): Target {
		const [id, need] = placeOfKey(key);
		const records = this.#calendar.records(seriesOf(id));
		if (!records || records.series.removed) return { kind: 'orphaned', reason: 'no-occurrence' };
		const occurrence = this.#calendar.get(id);
		if (!occurrence) return { kind: 'orphaned', reason: 'no-occurrence' };
		const asked = occurrence.needs.find((one) => one.id === need);
		if (!asked) return { kind: 'orphaned', reason: 'no-need' };
		return occurrence.cancelled ? { kind: 'cancelled' } : { kind: 'open', max: asked.max };
	}

	/** Every place that a person ever claimed, with its date. Whether she holds it is asked later, and of few. */
	#datesOf(person: PersonId): ClaimedDate[] {
		const dates: ClaimedDate[] = [];
		for (const key of this.#claims.placesOf(person)) {
			const occurrence = this.#calendar.get(placeOfKey(key)[0]);
			if (occurrence) dates.push({ key, occurrence });
		}
		return dates;
	}

	#heldAt(person: PersonId, { key, occurrence }: ClaimedDate): Held[] {
		const held: Held[] = [];
		for (const { claim, number, standing } of this.staffing(key).claims) {
			if (claim.person !== person || standing.status !== 'confirmed' || number === null) continue;
			held.push({ claim: claim.id, number, occurrence });
		}
		return held;
	}

	#claimsChanged(keys: ReadonlySet<PlaceKey>): void {
		const people = new Set<PersonId>();
		for (const key of keys) {
			for (const { claim } of this.#staffings.get(key)?.claims ?? []) people.add(claim.person);
			this.#staffings.delete(key);
			this.#forgetCover(key);
			for (const { claim } of this.staffing(key).claims) people.add(claim.person);
		}
		for (const person of people) this.#forgetPerson(person);
		this.#tell();
	}

	/** A person who holds one more place may clash in another: her other dates are looked at again. */
	#forgetPerson(person: PersonId): void {
		this.#clashes.delete(person);
		this.#forgetCoversOf(person);
	}

	#forgetCoversOf(person: PersonId): void {
		for (const key of this.#claims.placesOf(person)) this.#forgetCover(key);
	}

	#forgetCover(key: PlaceKey): void {
		const [occurrence] = placeOfKey(key);
		this.#covers.get(seriesOf(occurrence))?.delete(occurrence);
	}

	/** Other dates of whoever is on these series may clash now, or no longer. */
	#seriesChanged(changed: ReadonlySet<string>): void {
		const people = new Set<PersonId>();
		for (const series of changed as ReadonlySet<SeriesId>) {
			this.#covers.delete(series);
			for (const key of this.#claims.keysOf(series)) {
				this.#staffings.delete(key);
				for (const person of claimants(this.#claims.moments(key))) people.add(person);
			}
		}
		for (const person of people) this.#forgetPerson(person);
		this.#tell();
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}
}

function* claimants(moments: readonly Moment[]): Iterable<PersonId> {
	for (const moment of moments) {
		if (!('places' in moment) && moment.event.kind === 'claim') yield moment.event.person;
	}
}
