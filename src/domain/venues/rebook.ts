import type { Freed, Hold } from '../claims/event.ts';
import { type VenueId, ruleDayOf } from '../ids.ts';
import { isRuleDay, ruleDays } from '../series/expand.ts';
import type { Rule } from '../series/rule.ts';
import type { Occurrence } from '../series/series.ts';
import { type Day, type Minutes, dayNumber, dayOf } from '../time/day.ts';
import type { Taken } from './bookings.ts';

/** What a booking has to take and give back so that a series holds exactly what it wants. */
export interface Rebooking {
	readonly holds: readonly Hold[];
	readonly frees: readonly Freed[];
}

/** What one date wants of a venue, set-up and clearing included. */
interface Want {
	readonly ruleDay: Day;
	readonly day: number;
	readonly venue: VenueId;
	readonly from: Minutes;
	readonly until: Minutes;
}

/**
 * The booking that turns what a series has taken into what it wants, or null when they are the same.
 *
 * Dates that stay as they are keep their booking and with it their number: changing one evening of a
 * season loses the place in the row for that evening only.
 *
 * @param occurrences the series' dates in the range, as they are to be
 * @param taken what the series' bookings take for rule days in the same range
 * @param ruleFor the rule in force on a rule day: neighbouring dates that follow it become one hold
 */
export function rebooking(
	occurrences: readonly Occurrence[],
	taken: readonly Taken[],
	ruleFor: (ruleDay: Day) => Rule
): Rebooking | null {
	const wants = new Map(
		occurrences
			.map(wantOf)
			.filter((want) => want !== null)
			.map((want) => [want.ruleDay, want])
	);
	const satisfied = new Set<Day>();
	const surplus: Taken[] = [];
	for (const stretch of taken) {
		const want = wants.get(stretch.ruleDay);
		if (want && !satisfied.has(stretch.ruleDay) && isSame(want, stretch) && isAlone(stretch, taken))
			satisfied.add(stretch.ruleDay);
		else surplus.push(stretch);
	}
	const missing = [...wants.values()].filter(({ ruleDay }) => !satisfied.has(ruleDay));
	if (missing.length === 0 && surplus.length === 0) return null;
	return { holds: holdsFor(missing, ruleFor), frees: freesFor(surplus, taken) };
}

function wantOf(occurrence: Occurrence): Want | null {
	if (occurrence.cancelled || occurrence.venue === null) return null;
	return {
		ruleDay: ruleDayOf(occurrence.id),
		day: occurrence.dayNumber,
		venue: occurrence.venue,
		from: Math.max(0, occurrence.from - occurrence.setUpMinutes),
		until: occurrence.until + occurrence.clearingMinutes
	};
}

function isSame(want: Want, taken: Taken): boolean {
	return (
		want.day === taken.dayNumber &&
		want.venue === taken.venue &&
		want.from === taken.from &&
		want.until === taken.until
	);
}

/** A booking gives a rule day back as a whole: what it takes beside that on the same day would go with it. */
function isAlone({ booking, ruleDay }: Taken, taken: readonly Taken[]): boolean {
	return (
		taken.filter((other) => other.booking === booking && other.ruleDay === ruleDay).length === 1
	);
}

/** One hold for each run of dates that follow one rule at one time in one venue; a moved date stands alone. */
function holdsFor(missing: readonly Want[], ruleFor: (ruleDay: Day) => Rule): Hold[] {
	const holds: Hold[] = [];
	for (const want of missing.toSorted((a, b) => (a.ruleDay < b.ruleDay ? -1 : 1))) {
		const hold = holdFor(want, ruleFor(want.ruleDay));
		const before = holds.at(-1);
		const grown = before && joined(before, hold);
		if (grown) holds[holds.length - 1] = grown;
		else holds.push(hold);
	}
	return holds;
}

function holdFor(want: Want, rule: Rule): Hold {
	const day = dayOf(want.day);
	const { venue, from, until, ruleDay } = want;
	if (day !== ruleDay || !isRuleDay(rule, want.day)) {
		return {
			venue,
			rule: { kind: 'once', day },
			first: day,
			last: day,
			from,
			until,
			standsFor: ruleDay
		};
	}
	return { venue, rule, first: day, last: day, from, until, standsFor: null };
}

function joined(before: Hold, next: Hold): Hold | null {
	const alike =
		before.standsFor === null &&
		next.standsFor === null &&
		before.rule === next.rule &&
		before.venue === next.venue &&
		before.from === next.from &&
		before.until === next.until;
	if (!alike) return null;
	const between = ruleDays(next.rule, dayNumber(before.last) + 1, dayNumber(next.first) - 1);
	return between.length === 0 ? { ...before, last: next.last } : null;
}

/** Ranges of rule days to give back, each reaching over no date of the same booking that stays. */
function freesFor(surplus: readonly Taken[], taken: readonly Taken[]): Freed[] {
	const stays = new Set(taken.filter((stretch) => !surplus.includes(stretch)));
	const frees: Freed[] = [];
	const sorted = surplus.toSorted((a, b) =>
		a.booking === b.booking ? (a.ruleDay < b.ruleDay ? -1 : 1) : a.booking < b.booking ? -1 : 1
	);
	for (const { booking, ruleDay } of sorted) {
		const before = frees.at(-1);
		const reaches =
			before?.booking === booking &&
			![...stays].some(
				(stay) => stay.booking === booking && stay.ruleDay > before.last && stay.ruleDay < ruleDay
			);
		if (before && reaches) frees[frees.length - 1] = { ...before, last: ruleDay };
		else frees.push({ booking, first: ruleDay, last: ruleDay });
	}
	return frees;
}

/** The part of a hold that a range of rule days gives back; used to take back what was given back. */
export function heldWithin(hold: Hold, { first, last }: Freed): Hold | null {
	if (hold.standsFor !== null)
		return hold.standsFor >= first && hold.standsFor <= last ? hold : null;
	const from = hold.first > first ? hold.first : first;
	const until = hold.last < last ? hold.last : last;
	return from <= until ? { ...hold, first: from, last: until } : null;
}
