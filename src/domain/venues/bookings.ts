import type { Booking, Freed } from '../claims/event.ts';
import type { Placed } from '../claims/order.ts';
import { eachOverlap, sortStretches } from '../conflicts/sweep.ts';
import type { EventId, SeriesId, VenueId } from '../ids.ts';
import { ruleDays } from '../series/expand.ts';
import { type Day, type Minutes, dayNumber, dayOf } from '../time/day.ts';

/** One stretch for which a venue is taken: one date of a booking. */
export interface Taken {
	readonly booking: EventId;
	readonly number: number | null;
	/** Place in the order of bookings: the lowest holds the venue. */
	readonly order: number;
	readonly series: SeriesId;
	readonly venue: VenueId;
	/** The date of the series for which it is taken. */
	readonly ruleDay: Day;
	readonly dayNumber: number;
	readonly from: Minutes;
	readonly until: Minutes;
}

/**
 * The stretches that bookings take and have not given back, for days `first` to `last` (day numbers,
 * both included).
 *
 * @param bookings in the order of `byNumber`
 */
export function takenStretches(
	bookings: readonly Placed<Booking>[],
	first: number,
	last: number
): Taken[] {
	const freed = freedDays(bookings);
	const taken: Taken[] = [];
	bookings.forEach((placed, order) => {
		const given = freed.get(placed.event.id) ?? [];
		for (const stretch of stretchesOf(placed, order, first, last)) {
			if (!given.some((range) => isWithin(stretch.ruleDay, range))) taken.push(stretch);
		}
	});
	return taken;
}

function* stretchesOf(
	{ event, number }: Placed<Booking>,
	order: number,
	first: number,
	last: number
): Iterable<Taken> {
	for (const hold of event.holds) {
		const from = Math.max(first, dayNumber(hold.first));
		const until = Math.min(last, dayNumber(hold.last));
		if (from > until) continue;
		for (const day of ruleDays(hold.rule, from, until)) {
			yield {
				booking: event.id,
				number,
				order,
				series: event.series,
				venue: hold.venue,
				ruleDay: hold.standsFor ?? dayOf(day),
				dayNumber: day,
				from: hold.from,
				until: hold.until
			};
		}
	}
}

function freedDays(bookings: readonly Placed<Booking>[]): Map<EventId, Freed[]> {
	const freed = new Map<EventId, Freed[]>();
	for (const { event } of bookings) {
		for (const range of event.frees) {
			freed.set(range.booking, [...(freed.get(range.booking) ?? []), range]);
		}
	}
	return freed;
}

function isWithin(day: Day, { first, last }: Freed): boolean {
	return day >= first && day <= last;
}

/** Two activities that want one venue at one time; the holder's booking has the lower number. */
export interface Contest {
	readonly holder: Taken;
	readonly contested: Taken;
}

/**
 * Every two stretches of different series that want one venue at one time.
 *
 * At each instant the booking with the lowest number is the holder. A later booking never takes a venue
 * from an earlier one, and one that has no number yet never takes it from anyone.
 */
export function contests(taken: readonly Taken[]): Contest[] {
	const groups = new Map<VenueId, number>();
	const sorted = sortStretches(
		taken.map(({ venue }) => {
			const group = groups.get(venue) ?? groups.size;
			groups.set(venue, group);
			return group;
		}),
		taken.map(startOf),
		taken.map(endOf)
	);
	const found: Contest[] = [];
	eachOverlap(sorted, (a, b) => {
		const [one, other] = [taken[a], taken[b]];
		if (!one || !other || one.series === other.series) return;
		found.push(
			one.order < other.order
				? { holder: one, contested: other }
				: { holder: other, contested: one }
		);
	});
	return found;
}

/** Minutes on one line through all days, on the clock of the wall. */
export function startOf(taken: Taken): number {
	return taken.dayNumber * 1440 + taken.from;
}

export function endOf(taken: Taken): number {
	return taken.dayNumber * 1440 + taken.until;
}
