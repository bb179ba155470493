import { type Day, dayNumber, dayOf } from '#domain/time/day.ts';
import {
	publishedSchoolYears,
	schoolCalendarKnown,
	type SchoolCommunity
} from '#domain/time/school.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';

/** A reason for a whole day; having no window on that weekday is none: that is how it is every week. */
export type DayReason = Exclude<ClosedReason, { kind: 'outside-window' }>;

/** Days in a row that are closed for one reason, both included. */
export interface ClosedSpan {
	readonly first: Day;
	readonly last: Day;
	readonly reason: DayReason;
}

/** The closed days from `first` to `last` (day numbers, both included), joined where the reason is the same. */
export function closedSpans(
	closed: (dayNumber: number) => ClosedReason | null,
	first: number,
	last: number
): ClosedSpan[] {
	const spans: ClosedSpan[] = [];
	for (let number = first; number <= last; number++) {
		const reason = closed(number);
		if (!reason || reason.kind === 'outside-window') continue;
		const before = spans.at(-1);
		const day = dayOf(number);
		if (before && dayNumber(before.last) === number - 1 && same(before.reason, reason))
			spans[spans.length - 1] = { ...before, last: day };
		else spans.push({ first: day, last: day, reason });
	}
	return spans;
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
