import type { ResolvedClaim } from '#domain/claims/resolve.ts';
import {
	type EventId,
	type OccurrenceId,
	type PersonId,
	type SeriesId,
	occurrenceId
} from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Shortage } from '#domain/series/staffing.ts';
import type { Taken } from '#domain/venues/bookings.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';
import type { Calendar } from './calendar.ts';
import type { Roster } from './roster.ts';
import type { VenueBoard } from './venue-board.ts';

/** Something a coordinator has to settle about one date. */
export type Problem =
	| {
			readonly kind: 'uncovered';
			readonly occurrence: Occurrence;
			readonly shortages: readonly Shortage[];
	  }
	| { readonly kind: 'double-booked'; readonly occurrence: Occurrence; readonly holder: Taken }
	| { readonly kind: 'unbooked'; readonly occurrence: Occurrence }
	/** Its venue was removed from the list. */
	| { readonly kind: 'gone'; readonly occurrence: Occurrence }
	/** It ends before it begins: one person changed the begin and another the end while apart. */
	| { readonly kind: 'backwards'; readonly occurrence: Occurrence }
	| { readonly kind: 'closed'; readonly occurrence: Occurrence; readonly closed: ClosedReason }
	| { readonly kind: 'over'; readonly occurrence: Occurrence; readonly over: number }
	| {
			readonly kind: 'clash';
			readonly occurrence: Occurrence;
			readonly person: PersonId;
			readonly claim: EventId;
	  };

/** Something that hangs on a date that no longer exists or no longer wants it. */
export type Orphan =
	| { readonly kind: 'orphaned-claim'; readonly claim: ResolvedClaim }
	| {
			readonly kind: 'orphaned-booking';
			readonly occurrence: OccurrenceId;
			readonly series: SeriesId;
			readonly taken: Taken;
	  };

/** Everything that is not in order about one date. */
export function problemsOf(occurrence: Occurrence, roster: Roster, venues: VenueBoard): Problem[] {
	if (occurrence.cancelled) return [];
	if (occurrence.until <= occurrence.from) return [{ kind: 'backwards', occurrence }];
	return [...venueProblems(occurrence, venues), ...staffProblems(occurrence, roster)];
}

function venueProblems(occurrence: Occurrence, venues: VenueBoard): Problem[] {
	const found: Problem[] = [];
	const booked = venues.booked(occurrence);
	if (booked.status === 'contested')
		found.push({ kind: 'double-booked', occurrence, holder: booked.holder });
	if (booked.status === 'gone') found.push({ kind: 'gone', occurrence });
	if (booked.status === 'unbooked') found.push({ kind: 'unbooked', occurrence });
	const closed = venues.closed(occurrence);
	if (closed) found.push({ kind: 'closed', occurrence, closed });
	return found;
}

function staffProblems(occurrence: Occurrence, roster: Roster): Problem[] {
	const found: Problem[] = [];
	const cover = roster.cover(occurrence);
	if (cover.shortages.length > 0)
		found.push({ kind: 'uncovered', occurrence, shortages: cover.shortages });
	const over = cover.needs.reduce((sum, { staffing }) => sum + staffing.over, 0);
	if (over > 0) found.push({ kind: 'over', occurrence, over });
	for (const { staffing } of cover.needs) {
		for (const { person, id } of staffing.confirmed) {
			if (cover.clashes.has(id)) found.push({ kind: 'clash', occurrence, person, claim: id });
		}
	}
	return found;
}

/** Problems of the dates on days `first` to `last` (day numbers, both included), in order of time. */
export function problemsBetween(
	first: number,
	last: number,
	calendar: Calendar,
	roster: Roster,
	venues: VenueBoard
): Problem[] {
	return calendar
		.between(first, last)
		.flatMap((occurrence) => problemsOf(occurrence, roster, venues));
}

/** Claims and bookings on dates that no longer exist or want something else; those before day `since` are history and left out. */
export function orphans(
	since: string,
	calendar: Calendar,
	roster: Roster,
	venues: VenueBoard
): Orphan[] {
	const claims: Orphan[] = roster
		.orphans(since)
		.map((claim) => ({ kind: 'orphaned-claim', claim }));
	const bookings: Orphan[] = [];
	for (const taken of venues.allTaken()) {
		if (taken.ruleDay < since) continue;
		const occurrence = occurrenceId(taken.series, taken.ruleDay);
		if (isWanted(taken, calendar.get(occurrence), venues)) continue;
		bookings.push({ kind: 'orphaned-booking', occurrence, series: taken.series, taken });
	}
	return [...claims, ...bookings];
}

/** One stretch serves a date; what two crossed changes took beside it keeps a room from others for nothing. */
function isWanted(taken: Taken, occurrence: Occurrence | null, venues: VenueBoard): boolean {
	return occurrence !== null && venues.serving(occurrence) === taken;
}
