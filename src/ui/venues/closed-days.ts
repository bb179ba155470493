import { type Day, dayNumber, dayOf } from '#domain/time/day.ts';
import {
	publishedSchoolYears,
	schoolCalendarKnown,
	type SchoolCommunity
} from '#domain/time/school.ts';
import type { HolidayName } from '#domain/time/holidays.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';

/** A reason for a whole day; having no window on that weekday is none: that is how it is every week. */
export type DayReason = Exclude<ClosedReason, { kind: 'outside-window' }>;

/** Days in a row that are closed, both included. */
export interface ClosedSpan {
	readonly first: Day;
	readonly last: Day;
	readonly reason: DayReason;
	/** Public holidays that fall within it or touch it. */
	readonly also: readonly HolidayName[];
}

/**
 * The closed days from `first` to `last` (day numbers, both included), joined where the reason is the
 * same. A public holiday belongs to the holidays around it: Christmas is one stretch, not five.
 */
export function closedSpans(
	closed: (dayNumber: number) => ClosedReason | null,
	first: number,
	last: number
): ClosedSpan[] {
	const spans: ClosedSpan[] = [];
	for (let number = first; number <= last; number++) {
		const reason = closed(number);
		if (!reason || reason.kind === 'outside-window') continue;
		const day = dayOf(number);
		const span: ClosedSpan = { first: day, last: day, reason, also: [] };
		const before = spans.at(-1);
		const isNext = before && dayNumber(before.last) === number - 1;
		const joined = isNext ? join(before, span) : null;
		if (joined) spans[spans.length - 1] = joined;
		else spans.push(span);
	}
	return spans;
}

/** Two stretches in a row as one, or null when they are closed for reasons of their own. */
function join(before: ClosedSpan, next: ClosedSpan): ClosedSpan | null {
	const { first, reason, also } = before;
	if (same(reason, next.reason)) return { ...before, last: next.last };
	if (next.reason.kind === 'public-holiday' && reason.kind !== 'public-holiday')
		return { ...before, last: next.last, also: [...also, next.reason.name] };
	if (reason.kind === 'public-holiday' && next.reason.kind !== 'public-holiday')
		return { ...next, first, also: [reason.name, ...next.also] };
	return null;
}

function same(a: DayReason, b: DayReason): boolean {
	return a.kind === b.kind && nameOf(a) === nameOf(b);
}

function nameOf(reason: DayReason): string {
	return reason.kind === 'closure' ? reason.id : reason.name;
}

/** From when on a school calendar is not to be relied on. */
export interface SchoolNote {
	/** `unconfirmed`: computed by the Flemish rule, not published. */
	readonly kind: 'unknown' | 'unconfirmed';
	readonly since: Day;
}

/** What must be said of a school calendar for the days from `first` to `last`, or null when it is published. */
export function schoolNote(community: SchoolCommunity, first: Day, last: Day): SchoolNote | null {
	const years = publishedSchoolYears.filter((year) => year.community === community);
	const published = Math.max(...years.map((year) => dayNumber(year.last)));
	if (dayNumber(last) <= published) return null;
	const since = Math.max(dayNumber(first), published + 1);
	const kind = schoolCalendarKnown(community, since) ? 'unconfirmed' : 'unknown';
	return { kind, since: dayOf(since) };
}
