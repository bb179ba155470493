import type { Venue } from '#domain/directory/directory.ts';
import type { NeighbourhoodId, VenueId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import type { ClosedReason, OpenStretch } from '#domain/venues/opening.ts';
import type { Planned } from '#views/planning.ts';

/** One venue on one day. */
export interface Cell {
	readonly day: Day;
	readonly blocks: readonly Planned[];
	/** Why it is closed from midnight to midnight, or null. */
	readonly closed: ClosedReason | null;
	/** When it is open, where that is not the whole day. */
	readonly open: readonly OpenStretch[] | null;
}

export interface Row {
	/** Null is the row of what takes place without a room. */
	readonly venue: Venue | null;
	readonly cells: readonly Cell[];
}

type Opening = (
	venue: Venue,
	dayNumber: number
) => { readonly stretches: readonly OpenStretch[]; readonly closed: ClosedReason | null };

/**
 * The week as rows of venues and columns of days. Every venue has a row, also when nothing takes place
 * there: that is where there is room. What has no venue stands last.
 *
 * @param venues in the order of their rows; those that only old dates name come along with `planned`
 */
export function weekGrid(
	days: readonly Day[],
	planned: readonly Planned[],
	venues: readonly Venue[],
	opening: Opening
): Row[] {
	const byPlace = new Map<string, Planned[]>();
	for (const date of planned) {
		const key = `${date.occurrence.venue ?? ''}/${date.occurrence.day}`;
		byPlace.set(key, [...(byPlace.get(key) ?? []), date]);
	}
	return [...venues, null].map((venue) => ({
		venue,
		cells: days.map((day) => ({
			day,
			blocks: byPlace.get(`${venue?.id ?? ''}/${day}`) ?? [],
			...openingOn(venue, day, opening)
		}))
	}));
}

function openingOn(venue: Venue | null, day: Day, opening: Opening): Pick<Cell, 'closed' | 'open'> {
	if (!venue) return { closed: null, open: null };
	const { stretches, closed } = opening(venue, dayNumber(day));
	const isWhole = stretches.some(([from, until]) => from === 0 && until === 1440);
	return { closed, open: closed || isWhole ? null : stretches };
}

/** What belongs to a neighbourhood: by itself, or by the venue in which it takes place. Null lets all through. */
export function inNeighbourhood<T extends { readonly occurrence: Occurrence }>(
	planned: readonly T[],
	neighbourhood: NeighbourhoodId | null,
	venueOf: (id: VenueId) => Venue | null
): readonly T[] {
	if (neighbourhood === null) return planned;
	return planned.filter(({ occurrence }) => {
		if (occurrence.neighbourhood !== null) return occurrence.neighbourhood === neighbourhood;
		const venue = occurrence.venue === null ? null : venueOf(occurrence.venue);
		return venue?.neighbourhood === neighbourhood;
	});
}

/**
 * The venues that get a row, by neighbourhood and name: those that are in use (of one neighbourhood when
 * asked), and any other in which something of this week takes place.
 */
export function venueRows(
	venues: readonly Venue[],
	planned: readonly Planned[],
	neighbourhood: NeighbourhoodId | null,
	neighbourhoodName: (id: NeighbourhoodId) => string,
	locale: string
): Venue[] {
	const used = new Set(planned.map(({ occurrence }) => occurrence.venue));
	const place = (venue: Venue) =>
		venue.neighbourhood === null ? '\uffff' : neighbourhoodName(venue.neighbourhood);
	return venues
		.filter(
			(venue) =>
				used.has(venue.id) ||
				(!venue.removed && (neighbourhood === null || venue.neighbourhood === neighbourhood))
		)
		.sort(
			(a, b) => place(a).localeCompare(place(b), locale) || a.name.localeCompare(b.name, locale)
		);
}

/** How wide the days are beside one another: an empty day of the weekend makes room for the others. */
export function dayWidths(rows: readonly Row[], days: readonly Day[]): number[] {
	return days.map((_, at) => {
		const isEmpty = rows.every((row) => row.cells[at]?.blocks.length === 0);
		return at >= 5 && isEmpty ? 0.5 : 1;
	});
}
