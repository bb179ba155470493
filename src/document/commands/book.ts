import type { Booking } from '#domain/claims/event.ts';
import { type EventId, type SeasonId, type SeriesId, ruleDayOf } from '#domain/ids.ts';
import { occurrences, planOn } from '#domain/series/expand.ts';
import type { Day } from '#domain/time/day.ts';
import { type Taken, takenStretches } from '#domain/venues/bookings.ts';
import { rebooking } from '#domain/venues/rebook.ts';
import { AllBookings } from '../planning-sources.ts';
import type { WorkspaceDocuments } from '../workspace.ts';
import type { Step } from './step.ts';

/** Every day that a plan can name, as day numbers: 1 January 1970 to 31 December 2199. */
const ever = { first: 0, last: 84_005 };

function takenFor(documents: WorkspaceDocuments, series: SeriesId): Taken[] {
	const own = new AllBookings(documents).bookings().filter(({ event }) => event.series === series);
	return takenStretches(own, ever.first, ever.last);
}

/**
 * Makes what a series holds of venues equal to what it wants, for rule days `first` to `last` (both
 * included). Called after every change of a series, its parts or its dates; answers the new booking, or
 * null when nothing had to change.
 */
export function rebook(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	first: Day,
	last: Day
): EventId | null {
	const records = documents.season(season).series.get(series);
	if (!records) return null;
	const isInRange = (day: Day) => day >= first && day <= last;
	const wanted = occurrences(records, ever.first, ever.last).filter(({ id }) =>
		isInRange(ruleDayOf(id))
	);
	const taken = takenFor(documents, series).filter(({ ruleDay }) => isInRange(ruleDay));
	const change = rebooking(wanted, taken, (day) => planOn(records, day).rule);
	return change && step.event<Booking>({ kind: 'booking', season, series, ...change });
}

/** Gives a venue back for dates of a series that no longer exist. */
export function giveBack(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	ruleDays: readonly Day[]
): void {
	const frees = takenFor(documents, series)
		.filter(({ ruleDay }) => ruleDays.includes(ruleDay))
		.map(({ booking, ruleDay }) => ({ booking, first: ruleDay, last: ruleDay }));
	if (frees.length > 0) step.event<Booking>({ kind: 'booking', season, series, holds: [], frees });
}
