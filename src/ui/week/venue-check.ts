import type { Venue } from '#domain/directory/directory.ts';
import type { NeighbourhoodId, SeriesId, VenueId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Taken } from '#domain/venues/bookings.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';

/** What stands in the way of one venue for the dates of an activity, known before anything is saved. */
export interface VenueTrouble {
	readonly closed: readonly { readonly date: Occurrence; readonly reason: ClosedReason }[];
	readonly taken: readonly { readonly date: Occurrence; readonly by: Taken }[];
}

/** What the check reads; the planning answers it. */
export interface VenueFacts {
	closed(date: Occurrence): ClosedReason | null;
	takenOn(venue: VenueId, dayNumber: number): readonly Taken[];
}

/**
 * Whether a venue is open and free for all these dates, set-up and clearing included.
 *
 * @param own the series that is being changed: its own bookings stand in nobody's way
 */
export function venueTrouble(
	venue: VenueId,
	dates: readonly Occurrence[],
	own: SeriesId | null,
	facts: VenueFacts
): VenueTrouble {
	const closed: VenueTrouble['closed'][number][] = [];
	const taken: VenueTrouble['taken'][number][] = [];
	for (const planned of dates) {
		const date = { ...planned, venue };
		const reason = facts.closed(date);
		if (reason) closed.push({ date, reason });
		const by = inTheWay(facts.takenOn(venue, date.dayNumber), date, own);
		if (by) taken.push({ date, by });
	}
	return { closed, taken };
}

/** Who has the venue at that time. Whoever came later than what this series holds already is not in its way. */
function inTheWay(
	taken: readonly Taken[],
	date: Occurrence,
	own: SeriesId | null
): Taken | undefined {
	const held = taken.find((stretch) => stretch.series === own && holds(stretch, date));
	return taken.find(
		(stretch) =>
			stretch.series !== own && overlaps(stretch, date) && !(held && held.order < stretch.order)
	);
}

function holds(taken: Taken, date: Occurrence): boolean {
	return (
		taken.from <= Math.max(0, date.from - date.setUpMinutes) &&
		taken.until >= date.until + date.clearingMinutes
	);
}

export function isFree({ closed, taken }: VenueTrouble): boolean {
	return closed.length === 0 && taken.length === 0;
}

function overlaps(taken: Taken, date: Occurrence): boolean {
	const from = date.from - date.setUpMinutes;
	const until = date.until + date.clearingMinutes;
	return taken.from < until && from < taken.until;
}

/** Other venues that are open and free for all these dates: those of the same neighbourhood first. */
export function freeVenues(
	venues: readonly Venue[],
	dates: readonly Occurrence[],
	own: SeriesId | null,
	except: VenueId | null,
	neighbourhood: NeighbourhoodId | null,
	facts: VenueFacts
): Venue[] {
	const away = (venue: Venue) => (venue.neighbourhood === neighbourhood ? 0 : 1);
	return venues
		.filter(
			({ id, removed }) => !removed && id !== except && isFree(venueTrouble(id, dates, own, facts))
		)
		.sort((a, b) => away(a) - away(b) || (a.name < b.name ? -1 : 1));
}

/** What is taken, by venue and day: asked for every venue while somebody types. */
export function takenIndex(
	all: Iterable<Taken>
): (venue: VenueId, dayNumber: number) => readonly Taken[] {
	const byPlace = new Map<string, Taken[]>();
	for (const taken of all) {
		const key = `${taken.venue}/${taken.dayNumber}`;
		const list = byPlace.get(key);
		if (list) list.push(taken);
		else byPlace.set(key, [taken]);
	}
	return (venue, dayNumber) => byPlace.get(`${venue}/${dayNumber}`) ?? [];
}
