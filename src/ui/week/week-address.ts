import { NeighbourhoodId, OccurrenceId, VenueId } from '#domain/ids.ts';
import {
	Day,
	type Week,
	addDays,
	mondayOfWeek,
	parseWeek,
	weekOf,
	weekText
} from '#domain/time/day.ts';

export type View = 'lokalen' | 'agenda' | 'maand' | 'oplossen';

/** The part of the sheet at which it opens. */
export type SheetPart = 'waar' | 'wie';

/** What a new activity begins with, when it was asked for in an empty cell. */
export interface Making {
	readonly day: Day | null;
	readonly venue: VenueId | null;
}

/** What the address of the page says: which week, what of it, and what is open. Back goes one step back. */
export interface WeekAddress {
	readonly week: Week;
	/** Null leaves it to the size of the screen. */
	readonly view: View | null;
	readonly neighbourhood: NeighbourhoodId | null;
	readonly open: OccurrenceId | null;
	readonly part: SheetPart | null;
	readonly making: Making | null;
}

const views: readonly View[] = ['lokalen', 'agenda', 'maand', 'oplossen'];

/** Total: an address may have been typed, cut off or made by an older version. */
export function readAddress(
	week: string | undefined,
	query: URLSearchParams,
	today: Day
): WeekAddress {
	const part = query.get('bij');
	return {
		week: (week && parseWeek(week)) || weekOf(today),
		view: views.find((view) => view === query.get('beeld')) ?? null,
		neighbourhood: NeighbourhoodId.parse(query.get('buurt')),
		open: OccurrenceId.parse(query.get('open')),
		part: part === 'waar' || part === 'wie' ? part : null,
		making: query.has('nieuw')
			? { day: Day.parse(query.get('dag')), venue: VenueId.parse(query.get('zaal')) }
			: null
	};
}

/** The address of what is described. @param base everything before the week: `/w/abc/week` */
export function addressHref(base: string, address: WeekAddress): string {
	const query = new URLSearchParams();
	if (address.view) query.set('beeld', address.view);
	if (address.neighbourhood) query.set('buurt', address.neighbourhood);
	if (address.open) query.set('open', address.open);
	if (address.open && address.part) query.set('bij', address.part);
	if (address.making) {
		query.set('nieuw', '1');
		if (address.making.day) query.set('dag', address.making.day);
		if (address.making.venue) query.set('zaal', address.making.venue);
	}
	const asked = query.toString();
	return `${base}/${weekText(address.week)}${asked === '' ? '' : `?${asked}`}`;
}

export function daysOf(week: Week): Day[] {
	const monday = mondayOfWeek(week);
	return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days));
}

export function weeksAway(week: Week, by: number): Week {
	return weekOf(addDays(mondayOfWeek(week), 7 * by));
}

/** The first day of the month to which a week belongs: that of its Thursday. */
export function monthOf(week: Week): Day {
	return `${addDays(mondayOfWeek(week), 3).slice(0, 7)}-01` as Day;
}

/** A week that belongs to the month before or after. The 4th lies in such a week whatever its weekday. */
export function monthAway(week: Week, by: -1 | 1): Week {
	const first = monthOf(week);
	const within = by < 0 ? addDays(first, -1) : addDays(first, 31);
	return weekOf(`${within.slice(0, 7)}-04` as Day);
}
