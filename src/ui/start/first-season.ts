import type { Season } from '#domain/directory/directory.ts';
import { addDays, mondayOf, type Day } from '#domain/time/day.ts';

const weeks = 26;

/** Half a year from this Monday, so that a new workspace can plan at once. */
export function firstSeason(
	today: Day,
	name: (first: Day, last: Day) => string
): Pick<Season, 'name' | 'first' | 'last'> {
	const first = mondayOf(today);
	const last = addDays(first, weeks * 7 - 1);
	return { name: name(first, last), first, last };
}
