import { occurrenceId, ruleDayOf, seriesOf, type OccurrenceId } from '../ids.ts';
import {
	dateOf,
	dayNumber,
	dayOf,
	daysInMonth,
	numberOf,
	weekdayOfNumber,
	type Day
} from '../time/day.ts';
import type { Rule } from './rule.ts';
import type { Occurrence, OccurrenceChange, SeriesRecords, StaffRule } from './series.ts';
import { type Stretch, layoutOf, stretchAt, withPlaces } from './stretches.ts';

type Weekly = Extract<Rule, { kind: 'weekly' }>;
type Monthly = Extract<Rule, { kind: 'monthly' }>;

/**
 * The days on which a rule puts a date, as ascending day numbers from `first` to `last`, both included.
 *
 * A rule speaks of days on a calendar and knows no clock, so that whole numbers do; a year of a
 * federation has 160,000 dates.
 */
export function ruleDays(rule: Rule, first: number, last: number): number[] {
	if (rule.kind === 'once') {
		const day = dayNumber(rule.day);
		return first <= day && day <= last ? [day] : [];
	}
	const from = Math.max(first, dayNumber(rule.start));
	const to = Math.min(last, dayNumber(rule.until));
	if (from > to) return [];
	return rule.kind === 'weekly' ? weeklyDays(rule, from, to) : monthlyDays(rule, from, to);
}

function weeklyDays(rule: Weekly, first: number, last: number): number[] {
	const days: number[] = [];
	const anchor = mondayOf(dayNumber(rule.start));
	const stride = 7 * rule.every;
	const begin = anchor + Math.floor((first - anchor) / stride) * stride;
	for (let monday = begin; monday <= last; monday += stride) {
		for (const weekday of rule.weekdays) {
			const day = monday + weekday - 1;
			if (first <= day && day <= last) days.push(day);
		}
	}
	return days;
}

function monthlyDays(rule: Monthly, first: number, last: number): number[] {
	const days: number[] = [];
	const anchor = monthOf(dayNumber(rule.start));
	const begin = anchor + Math.ceil((monthOf(first) - anchor) / rule.every) * rule.every;
	const end = monthOf(last);
	for (let month = begin; month <= end; month += rule.every) {
		const day = dayInMonth(rule, month);
		if (day !== null && first <= day && day <= last) days.push(day);
	}
	return days;
}

/** Whether a rule puts a date on this day: as `ruleDays` would, without walking there. */
export function isRuleDay(rule: Rule, day: number): boolean {
	if (rule.kind === 'once') return day === dayNumber(rule.day);
	const start = dayNumber(rule.start);
	if (day < start || day > dayNumber(rule.until)) return false;
	return rule.kind === 'weekly' ? isWeekly(rule, start, day) : isMonthly(rule, start, day);
}

function isWeekly(rule: Weekly, start: number, day: number): boolean {
	const weeks = (mondayOf(day) - mondayOf(start)) / 7;
	return weeks % rule.every === 0 && rule.weekdays.includes(weekdayOfNumber(day));
}

function isMonthly(rule: Monthly, start: number, day: number): boolean {
	const months = monthOf(day) - monthOf(start);
	return months % rule.every === 0 && dayInMonth(rule, monthOf(day)) === day;
}

function mondayOf(day: number): number {
	return day + 1 - weekdayOfNumber(day);
}

/** Months since the year 0. */
function monthOf(day: number): number {
	const { year, month } = dateOf(day);
	return year * 12 + month - 1;
}

/** The day that a monthly rule means in a month, or null when that month has no fifth such weekday. */
function dayInMonth({ nth, weekday }: Monthly, month: number): number | null {
	const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
	const first = numberOf(year, ofYear, 1);
	const last = first + daysInMonth(year, ofYear) - 1;
	if (nth === -1) return last - ((weekdayOfNumber(last) - weekday + 7) % 7);

	const day = first + ((weekday - weekdayOfNumber(first) + 7) % 7) + 7 * (nth - 1);
	return day <= last ? day : null;
}

/**
 * The dates of a series that take place from `first` to `last` (day numbers, both included), in order
 * of the day on which they take place, then of the rule's.
 *
 * Each part's plan is expanded from its own first day to the next part's, so that every date belongs
 * to one of them. A date keeps the id of its rule day however far it is moved. Cancelled dates are
 * among them, for screens must show what does not happen; a removed series has none.
 */
export function occurrences(records: SeriesRecords, first: number, last: number): Occurrence[] {
	if (records.series.removed) return [];
	const { stretches, moves } = layoutOf(records);
	const found: Occurrence[] = [];
	for (const stretch of stretches) {
		const [from, to] = [Math.max(first, stretch.first), Math.min(last, stretch.last)];
		for (const ruleDay of ruleDays(stretch.plan.rule, from, to))
			addUnmoved(found, records, stretch, ruleDay);
	}
	return moves.length === 0 ? found : withMoved(found, records, first, last);
}

const dayNames = new Map<number, Day>();

/** `dayOf`, remembered: the 800 series of a federation fall on the same 365 days, and writing one out is dear. */
function nameOf(dayNumber: number): Day {
	const known = dayNames.get(dayNumber);
	if (known !== undefined) return known;
	// Ten years of days; whoever walks further than that starts afresh rather than filling the memory.
	if (dayNames.size > 3_660) dayNames.clear();
	const day = dayOf(dayNumber);
	dayNames.set(dayNumber, day);
	return day;
}

function addUnmoved(
	found: Occurrence[],
	records: SeriesRecords,
	stretch: Stretch,
	ruleDay: number
): void {
	const day = nameOf(ruleDay);
	const id = occurrenceId(records.series.id, day);
	const change = records.changes.size === 0 ? undefined : records.changes.get(id);
	if (change?.day !== undefined) return;
	const planned = asPlanned(records, stretch, id, day, ruleDay);
	found.push(change ? asChanged(planned, change) : planned);
}

/** Adds the dates that were moved to within the window, wherever the rule had put them. */
function withMoved(
	found: Occurrence[],
	records: SeriesRecords,
	first: number,
	last: number
): Occurrence[] {
	for (const { id, to } of layoutOf(records).moves) {
		const moved = first <= to && to <= last ? occurrence(records, id) : null;
		if (moved) found.push(moved);
	}
	return found.sort(byDay);
}

function byDay(a: Occurrence, b: Occurrence): number {
	return a.dayNumber - b.dayNumber || (a.id < b.id ? -1 : 1);
}

/**
 * One date of a series, without expanding it, or null when the rule puts no date there (any more).
 * What people did for such a date is orphaned: list it, never drop it.
 */
export function occurrence(records: SeriesRecords, id: OccurrenceId): Occurrence | null {
	if (records.series.removed || seriesOf(id) !== records.series.id) return null;
	const day = ruleDayOf(id);
	const ruleDay = dayNumber(day);
	const stretch = stretchAt(records, ruleDay);
	if (!isRuleDay(stretch.plan.rule, ruleDay)) return null;

	const planned = asPlanned(records, stretch, id, day, ruleDay);
	const change = records.changes.get(id);
	return change ? asChanged(planned, change) : planned;
}

/** A date as the series has it. Written out field by field: spreading a plan is ten times slower. */
function asPlanned(
	{ series }: SeriesRecords,
	{ plan, needs }: Pick<Stretch, 'plan' | 'needs'>,
	id: OccurrenceId,
	day: Day,
	number: number
): Occurrence {
	return {
		id,
		series: series.id,
		day,
		dayNumber: number,
		from: plan.from,
		until: plan.until,
		title: plan.title,
		neighbourhood: plan.neighbourhood,
		organisation: plan.organisation,
		venue: plan.venue,
		setUpMinutes: plan.setUpMinutes,
		clearingMinutes: plan.clearingMinutes,
		note: plan.note,
		staffRules: plan.staffRules,
		needs,
		cancelled: false,
		changed: false
	};
}

const changeable = [
	...(['day', 'from', 'until', 'title', 'venue', 'note', 'cancelled'] as const),
	...(['staffRules', 'needs'] as const)
];

function asChanged(planned: Occurrence, change: OccurrenceChange): Occurrence {
	const { places, staffRules } = change;
	const day = change.day ?? planned.day;
	const actual: Occurrence = {
		...planned,
		day,
		dayNumber: dayNumber(day),
		from: change.from ?? planned.from,
		until: change.until ?? planned.until,
		title: change.title ?? planned.title,
		venue: change.venue === undefined ? planned.venue : change.venue,
		note: change.note ?? planned.note,
		staffRules:
			staffRules && !isSame(staffRules, planned.staffRules) ? staffRules : planned.staffRules,
		needs: places ? withPlaces(planned.needs, places) : planned.needs,
		cancelled: change.cancelled ?? planned.cancelled
	};
	// A change that repeats what the series says by now differs in nothing: nothing to mark on screen.
	return { ...actual, changed: changeable.some((field) => actual[field] !== planned[field]) };
}

function isSame(a: readonly StaffRule[], b: readonly StaffRule[]): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
