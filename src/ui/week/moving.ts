import { type VenueId, ruleDayOf } from '#domain/ids.ts';
import type { Occurrence, OccurrenceChange, Plan } from '#domain/series/series.ts';
import type { Day, Minutes } from '#domain/time/day.ts';
import type { Row } from './grid.ts';
import type { Arrow } from './grid-keys.ts';

/** Where one date goes. */
export interface Destination {
	readonly day: Day;
	readonly venue: VenueId | null;
	readonly from: Minutes;
	readonly until: Minutes;
}

/** Why a date cannot be moved that way. */
export type Edge = 'day' | 'venue' | 'time' | 'cancelled';

const quarter = 15;

/** Where Alt and an arrow put a date: left and right a day, up and down a venue, with Shift a quarter of an hour. */
export function destinationByKey(
	date: Occurrence,
	rows: readonly Row[],
	key: Arrow,
	shift: boolean
): Destination | Edge {
	if (date.cancelled) return 'cancelled';
	const by = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
	if (key === 'ArrowLeft' || key === 'ArrowRight') return otherDay(date, rows, by);
	return shift ? otherTime(date, by * quarter) : otherVenue(date, rows, by);
}

function otherDay(date: Occurrence, rows: readonly Row[], by: number): Destination | Edge {
	const days = rows[0]?.cells.map(({ day }) => day) ?? [];
	const day = days[days.indexOf(date.day) + by];
	return day ? { ...placeOf(date), day } : 'day';
}

function otherVenue(date: Occurrence, rows: readonly Row[], by: number): Destination | Edge {
	const at = rows.findIndex(({ venue }) => (venue?.id ?? null) === date.venue);
	const row = rows[at + by];
	return row ? { ...placeOf(date), venue: row.venue?.id ?? null } : 'venue';
}

function otherTime(date: Occurrence, by: number): Destination | Edge {
	const from = date.from + by;
	const until = date.until + by;
	return from >= 0 && from < 1440 && until <= 2880 ? { ...placeOf(date), from, until } : 'time';
}

export function placeOf({ day, venue, from, until }: Occurrence): Destination {
	return { day, venue, from, until };
}

type Change = { readonly [Field in keyof Destination]?: OccurrenceChange[Field] | undefined };

/**
 * What must be written to bring one date to a destination, and no more: what is the same as it was stays
 * unwritten, and what is the same as the series again follows the series again.
 */
export function moveChange(date: Occurrence, to: Destination, plan: Plan): Change {
	const series: Destination = { ...plan, day: ruleDayOf(date.id) };
	const change: Record<string, unknown> = {};
	for (const field of ['day', 'venue', 'from', 'until'] as const) {
		if (to[field] === date[field]) continue;
		change[field] = to[field] === series[field] ? undefined : to[field];
	}
	return change;
}
