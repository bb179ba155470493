import { AllBookings, EventsOfSeasons } from '#document/planning-sources.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import { resolve } from '#domain/claims/resolve.ts';
import { ruleDayOf } from '#domain/ids.ts';
import { dayOf } from '#domain/time/day.ts';
import { takenStretches } from '#domain/venues/bookings.ts';
import { seriesOn } from './any-command.ts';
import { planned } from './any-planned.ts';
import { autumn } from './named-ids.ts';

/** What the dates of all series want of venues: a line each. */
export function wantedVenues(documents: WorkspaceDocuments): string[] {
	return seriesOn(documents)
		.flatMap(planned)
		.filter(({ cancelled, venue }) => !cancelled && venue !== null)
		.map((date) =>
			[
				date.series,
				ruleDayOf(date.id),
				date.venue,
				date.day,
				Math.max(0, date.from - date.setUpMinutes),
				date.until + date.clearingMinutes
			].join()
		)
		.toSorted();
}

/** What bookings take of venues, in the same words. */
export function takenVenues(documents: WorkspaceDocuments): string[] {
	return takenStretches(new AllBookings(documents).bookings(), 0, 84_005)
		.map(({ series, ruleDay, venue, dayNumber, from, until }) =>
			[series, ruleDay, venue, dayOf(dayNumber), from, until].join()
		)
		.toSorted();
}

/** Who is in which place, whether confirmed, waiting or asked: a line each. */
export function claimedPlaces(documents: WorkspaceDocuments): string[] {
	const season = documents.season(autumn);
	const own = new EventsOfSeasons(documents, [season]).own();
	const staffings = resolve(season.ledger.entries, own, () => ({ kind: 'open', max: 100 }));
	return [...staffings]
		.flatMap(([key, { claims }]) =>
			claims
				.filter(({ standing }) => ['confirmed', 'requested'].includes(standing.status))
				.map(({ claim }) => `${key} ${claim.person}`)
		)
		.toSorted();
}

/** Everything that a coordinator can see of a season's planning, and nothing of how it came about. */
export function whatIsPlanned(documents: WorkspaceDocuments) {
	return {
		dates: seriesOn(documents).flatMap(planned),
		taken: takenVenues(documents),
		claimed: claimedPlaces(documents)
	};
}
