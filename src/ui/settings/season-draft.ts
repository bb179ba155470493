import type { Season } from '#domain/directory/directory.ts';
import { type Day, addDays, dateOf, dayNumber, mondayOf } from '#domain/time/day.ts';

/** A season while it is being filled in. */
export interface SeasonDraft {
	name: string;
	first: Day | null;
	last: Day | null;
}

export type SeasonFault = 'no-name' | 'no-days' | 'backwards' | 'overlap';

const usualDays = 13 * 7;

/**
 * The season after the last one: it begins the day after and is as long, in whole weeks. The first one
 * begins this week and lasts thirteen. It is called after the time of year in which its middle lies.
 *
 * @param names of winter, spring, summer and autumn
 */
export function nextSeason(
	seasons: readonly Season[],
	today: Day,
	names: readonly string[]
): SeasonDraft {
	const last = seasons.toSorted((a, b) => (a.last < b.last ? -1 : 1)).at(-1);
	const first = last ? addDays(last.last, 1) : mondayOf(today);
	const days = last ? wholeWeeks(dayNumber(last.last) - dayNumber(last.first) + 1) : usualDays;
	const until = addDays(first, days - 1);
	return { name: nameOf(addDays(first, Math.floor(days / 2)), names), first, last: until };
}

function wholeWeeks(days: number): number {
	return Math.max(1, Math.round(days / 7)) * 7;
}

/** December belongs to the winter of the year that follows. */
function nameOf(middle: Day, names: readonly string[]): string {
	const { year, month } = dateOf(dayNumber(middle));
	const name = names[Math.floor((month % 12) / 3)] ?? '';
	return `${name} ${month === 12 ? year + 1 : year}`;
}

/** What keeps a season from being saved; two seasons never share a day. */
export function seasonFault(
	{ name, first, last }: Readonly<SeasonDraft>,
	others: readonly Season[]
): SeasonFault | null {
	if (name.trim() === '') return 'no-name';
	if (first === null || last === null) return 'no-days';
	if (last < first) return 'backwards';
	return others.some((other) => other.first <= last && first <= other.last) ? 'overlap' : null;
}
