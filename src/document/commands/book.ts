import { maxHolds } from '#domain/access/admit.ts';
import type { Booking } from '#domain/claims/event.ts';
import { type EventId, type SeasonId, type SeriesId, ruleDayOf } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import { planOn } from '#domain/series/stretches.ts';
import type { Day } from '#domain/time/day.ts';
import { type Taken, takenStretches } from '#domain/venues/bookings.ts';
import { type Rebooking, rebooking } from '#domain/venues/rebook.ts';
import { AllBookings } from '../planning-sources.ts';
import type { WorkspaceDocuments } from '../workspace.ts';
import type { Step } from './step.ts';

/** Every day that a plan can name, as day numbers: 1 January 1970 to 31 December 2199. */
const ever = { first: 0, last: 84_005 };

/**
 * Makes what a series holds of venues equal to what it wants, for rule days `first` to `last` (both
 * included). Called after every change of a series, its parts or its dates, and again when that change
 * is undone; answers the new booking, or null when nothing had to change.
 */
export function rebook(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	first: Day,
	last: Day
): EventId | null {
	return step.settle((now) => {
		if (!documents.season(season).series.get(series)) return null;
		const isInRange = (day: Day) => day >= first && day <= last;
		const change = wantedChange(documents, season, series, isInRange);
		return change && book(now, season, series, change);
	});
}

/** As one booking or, where it names more than one may, as several in a row; answers the first. */
function book(
	step: Step,
	season: SeasonId,
	series: SeriesId,
	{ holds, frees }: Rebooking
): EventId | null {
	let first: EventId | null = null;
	for (let at = 0; at < Math.max(holds.length, frees.length); at += maxHolds) {
		const part = { holds: holds.slice(at, at + maxHolds), frees: frees.slice(at, at + maxHolds) };
		const booking = step.event<Booking>({ kind: 'booking', season, series, ...part });
		first ??= booking;
	}
	return first;
}

/**
 * Gives back what a series holds of venues for dates that don't want it (any more), and books nothing.
 * What the dates do want stays.
 */
export function giveBack(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	ruleDays: readonly Day[]
): void {
	// Day by day: one range over several days would give back what lies between them, too.
	const frees = ruleDays.flatMap(
		(ruleDay) => wantedChange(documents, season, series, (day) => day === ruleDay)?.frees ?? []
	);
	book(step, season, series, { holds: [], frees });
}

/** A series that is not known here wants nothing. */
function wantedChange(
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	isMeant: (ruleDay: Day) => boolean
): Rebooking | null {
	const records = documents.season(season).series.get(series);
	const dates = records ? occurrences(records, ever.first, ever.last) : [];
	const wanted = dates.filter(({ id }) => isMeant(ruleDayOf(id)));
	const taken = takenFor(documents, series).filter(({ ruleDay }) => isMeant(ruleDay));
	return rebooking(wanted, taken, (day) =>
		records ? planOn(records, day).rule : { kind: 'once', day }
	);
}

function takenFor(documents: WorkspaceDocuments, series: SeriesId): Taken[] {
	const own = new AllBookings(documents).bookings().filter(({ event }) => event.series === series);
	return takenStretches(own, ever.first, ever.last);
}
