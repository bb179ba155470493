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
import type { Occurrence, OccurrenceChange, Plan, SeriesRecords } from './series.ts';

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

/** A stretch of rule days, both included, on which one plan is in force. */
interface Stretch {
	readonly first: number;
	readonly last: number;
	readonly plan: Plan;
}

/** A date that takes place on another day than the rule's. */
interface Move {
	readonly id: OccurrenceId;
	readonly to: number;
}

/** What the records of a series say, laid out for asking about days. */
interface Layout {
	/** Ascending, without gaps, from ever to ever. */
	readonly stretches: readonly Stretch[];
	readonly moves: readonly Move[];
}

/** Records are values: the layout of the same records is the same, and they are asked week after week. */
const layouts = new WeakMap<SeriesRecords, Layout>();

function layoutOf(records: SeriesRecords): Layout {
	const known = layouts.get(records);
	if (known) return known;
	const layout = { stretches: stretchesOf(records), moves: movesOf(records) };
	layouts.set(records, layout);
	return layout;
}

function stretchesOf({ series, parts }: SeriesRecords): Stretch[] {
	const stretches: Stretch[] = [];
	let plan = series.plan;
	let first = -Infinity;
	for (const part of parts) {
		const from = dayNumber(part.from);
		stretches.push({ first, last: from - 1, plan });
		plan = { ...plan, ...part.changes };
		first = from;
	}
	stretches.push({ first, last: Infinity, plan });
	return stretches;
}

function movesOf({ changes }: SeriesRecords): Move[] {
	const moves: Move[] = [];
	for (const [id, { day }] of changes) {
		if (day !== undefined) moves.push({ id, to: dayNumber(day) });
	}
	return moves;
}

function planAt(records: SeriesRecords, ruleDay: number): Plan {
	const { stretches } = layoutOf(records);
	return stretches.findLast((stretch) => stretch.first <= ruleDay)?.plan ?? records.series.plan;
}

/** What holds on a day of the rule: the series with every part that began by then laid over it. */
export function planOn(records: SeriesRecords, ruleDay: Day): Plan {
	return planAt(records, dayNumber(ruleDay));
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
	for (const { plan, ...stretch } of stretches) {
		const [from, to] = [Math.max(first, stretch.first), Math.min(last, stretch.last)];
		for (const ruleDay of ruleDays(plan.rule, from, to)) addUnmoved(found, records, plan, ruleDay);
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
	plan: Plan,
	ruleDay: number
): void {
	const day = nameOf(ruleDay);
	const id = occurrenceId(records.series.id, day);
	const change = records.changes.size === 0 ? undefined : records.changes.get(id);
	if (change?.day !== undefined) return;
	const planned = asPlanned(records, plan, id, day, ruleDay);
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
	const plan = planAt(records, ruleDay);
	if (!isRuleDay(plan.rule, ruleDay)) return null;

	const planned = asPlanned(records, plan, id, day, ruleDay);
	const change = records.changes.get(id);
	return change ? asChanged(planned, change) : planned;
}

/** A date as the series has it. Written out field by field: spreading a plan is ten times slower. */
function asPlanned(
	{ series, needs }: SeriesRecords,
	plan: Plan,
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

const changeable = ['day', 'from', 'until', 'title', 'venue', 'note', 'cancelled'] as const;

function asChanged(planned: Occurrence, change: OccurrenceChange): Occurrence {
	const day = change.day ?? planned.day;
	const actual = { ...planned, ...change, day, dayNumber: dayNumber(day) };
	// A change that repeats what the series says by now differs in nothing: nothing to mark on screen.
	return { ...actual, changed: changeable.some((field) => actual[field] !== planned[field]) };
}
