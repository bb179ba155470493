import type { Booking } from '#domain/claims/event.ts';
import type { Placed } from '#domain/claims/order.ts';
import type { Closure, OpeningWindow, Venue } from '#domain/directory/directory.ts';
import {
	type OccurrenceId,
	type OrganisationId,
	type SeriesId,
	type VenueId,
	occurrenceId,
	ruleDayOf
} from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { type Contest, type Taken, contests, takenStretches } from '#domain/venues/bookings.ts';
import {
	type ClosedReason,
	type OpenStretch,
	closedFor,
	openStretches
} from '#domain/venues/opening.ts';
import type { Source } from './source.ts';

const firstDay = 0;
const lastDay = 84_005;

/** How it stands with the venue of one date. */
export type Booked =
	/** No venue is wanted, or the date is cancelled. */
	| { readonly status: 'none' }
	/** The venue that it wants was removed: whatever is booked, there is no such room any more. */
	| { readonly status: 'gone' }
	/** Asked for on this device, not yet numbered. */
	| { readonly status: 'requested' }
	| { readonly status: 'held' }
	/** Somebody else's booking came first. */
	| { readonly status: 'contested'; readonly holder: Taken }
	/** A venue is wanted, but no booking covers this date and time: two changes crossed. */
	| { readonly status: 'unbooked' };

export interface BookingSource {
	/** Every booking known here, in the order of `byNumber`. */
	bookings(): readonly Placed<Booking>[];
	observe(listener: () => void): () => void;
}

/** What organisations say of their venues. */
export interface OpeningSource {
	windows(venue: VenueId): readonly OpeningWindow[];
	closures(organisation: OrganisationId): readonly Closure[];
	observe(listener: () => void): () => void;
}

interface Board {
	readonly taken: ReadonlyMap<OccurrenceId, readonly Taken[]>;
	/** By the occurrence whose booking came later. */
	readonly contested: ReadonlyMap<OccurrenceId, readonly Contest[]>;
	/** By the occurrence that holds the venue. */
	readonly holding: ReadonlyMap<OccurrenceId, readonly Contest[]>;
}

/** Which date holds which venue, and when a venue is closed. */
export class VenueBoard {
	readonly #bookings: BookingSource;
	readonly #openings: OpeningSource;
	readonly #venues: Source<Venue>;
	readonly #listeners = new Set<() => void>();
	#board: Board | null = null;
	/** Kept until an opening or a venue changes: a date is a value, and its hours are part of it. */
	#closedFor = new WeakMap<Occurrence, ClosedReason | 'open'>();

	constructor(bookings: BookingSource, openings: OpeningSource, venues: Source<Venue>) {
		this.#bookings = bookings;
		this.#openings = openings;
		this.#venues = venues;
		bookings.observe(() => {
			this.#board = null;
			this.#tell();
		});
		openings.observe(() => this.#openingsChanged());
		venues.observe(() => this.#openingsChanged());
	}

	booked(occurrence: Occurrence): Booked {
		if (occurrence.venue === null || occurrence.cancelled) return { status: 'none' };
		if (this.#venues.get(occurrence.venue)?.removed) return { status: 'gone' };
		const mine = this.serving(occurrence);
		if (!mine) return { status: 'unbooked' };
		const contest = (this.#look().contested.get(occurrence.id) ?? []).find(
			({ contested }) => contested === mine
		);
		if (contest) return { status: 'contested', holder: contest.holder };
		return mine.number === null ? { status: 'requested' } : { status: 'held' };
	}

	/** The stretch that gives this date the venue it wants, or null. */
	serving(occurrence: Occurrence): Taken | null {
		if (occurrence.venue === null || occurrence.cancelled) return null;
		return this.takenFor(occurrence.id).find((taken) => covers(taken, occurrence)) ?? null;
	}

	/** Other dates that want the venue which this date holds. */
	rivals(occurrence: OccurrenceId): readonly Taken[] {
		return (this.#look().holding.get(occurrence) ?? []).map(({ contested }) => contested);
	}

	/** What is taken for one date, whether or not the date still wants it. */
	takenFor(occurrence: OccurrenceId): readonly Taken[] {
		return this.#look().taken.get(occurrence) ?? [];
	}

	/** Every stretch that any booking takes. */
	*allTaken(): Iterable<Taken> {
		for (const taken of this.#look().taken.values()) yield* taken;
	}

	/** Why the venue is closed for this date, set-up and clearing included, or null. */
	closed(occurrence: Occurrence): ClosedReason | null {
		const known = this.#closedFor.get(occurrence) ?? this.#findClosed(occurrence) ?? 'open';
		this.#closedFor.set(occurrence, known);
		return known === 'open' ? null : known;
	}

	/** When a venue is open on a day, for drawing. */
	open(venue: Venue, dayNumber: number): { stretches: OpenStretch[]; closed: ClosedReason | null } {
		return openStretches(venue, this.#openings.windows(venue.id), this.#closures(venue), dayNumber);
	}

	observe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#openingsChanged(): void {
		this.#closedFor = new WeakMap();
		this.#tell();
	}

	#findClosed(occurrence: Occurrence): ClosedReason | null {
		const venue = occurrence.venue === null ? null : this.#venues.get(occurrence.venue);
		if (!venue || venue.removed || occurrence.cancelled) return null;
		const from = Math.max(0, occurrence.from - occurrence.setUpMinutes);
		const until = occurrence.until + occurrence.clearingMinutes;
		return closedFor(
			venue,
			this.#openings.windows(venue.id),
			this.#closures(venue),
			occurrence.dayNumber,
			from,
			until
		);
	}

	#closures(venue: Venue): readonly Closure[] {
		return venue.organisation === null ? [] : this.#openings.closures(venue.organisation);
	}

	#look(): Board {
		this.#board ??= boardOf(takenStretches(this.#bookings.bookings(), firstDay, lastDay));
		return this.#board;
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}
}

function boardOf(all: readonly Taken[]): Board {
	const found = contests(all);
	return {
		taken: grouped(all, nameOf),
		contested: grouped(found, ({ contested }) => nameOf(contested)),
		holding: grouped(found, ({ holder }) => nameOf(holder))
	};
}

function nameOf({
	series,
	ruleDay
}: {
	series: SeriesId;
	ruleDay: Taken['ruleDay'];
}): OccurrenceId {
	return occurrenceId(series, ruleDay);
}

/** Whether a booking's stretch is what the date wants, or more. */
export function covers(taken: Taken, occurrence: Occurrence): boolean {
	return (
		taken.ruleDay === ruleDayOf(occurrence.id) &&
		taken.venue === occurrence.venue &&
		taken.dayNumber === occurrence.dayNumber &&
		taken.from <= Math.max(0, occurrence.from - occurrence.setUpMinutes) &&
		taken.until >= occurrence.until + occurrence.clearingMinutes
	);
}

function grouped<T, Key>(values: readonly T[], keyOf: (value: T) => Key): Map<Key, T[]> {
	const groups = new Map<Key, T[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}
