import type { Season } from '#domain/directory/directory.ts';
import type { NeighbourhoodId, OrganisationId, VenueId } from '#domain/ids.ts';
import { ruleDayOf } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import { planOn } from '#domain/series/stretches.ts';
import type { Replan } from '#domain/series/replan.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { Occurrence, OccurrenceChange, Plan, SeriesRecords } from '#domain/series/series.ts';
import { type Day, type Minutes, addDays } from '#domain/time/day.ts';
import { type DraftError, endAfter, timeErrors } from './activity-draft.ts';
import { type RhythmDraft, daysOf, rhythmErrors, rhythmOf, ruleOf } from './rhythm-draft.ts';

export type Scope = 'one' | 'following' | 'all';

/** What is being changed, and how far. */
export interface Editing {
	readonly date: Occurrence;
	readonly records: SeriesRecords;
	/** Of an activity with a single date everything can be changed, and `scope` says nothing. */
	readonly isOnly: boolean;
	readonly scope: Scope;
	readonly season: Season | null;
}

/** What can be changed about an activity that exists, while it is being changed. */
export interface EditDraft {
	title: string;
	day: Day | null;
	from: Minutes | null;
	until: Minutes | null;
	venue: VenueId | null;
	neighbourhood: NeighbourhoodId | null;
	organisation: OrganisationId | null;
	note: string;
	setUpMinutes: number | null;
	clearingMinutes: number | null;
	/** Null as long as the rhythm stays what it is. */
	rhythm: RhythmDraft | null;
}

/** What saving writes: for more dates than one, and for this date by itself. */
export interface Edit {
	readonly title: string;
	readonly replans: readonly Replan[];
	readonly own: DateChange;
}

export function editDraftOf(date: Occurrence): EditDraft {
	const { title, day, from, until, venue, neighbourhood, organisation, note } = date;
	const { setUpMinutes, clearingMinutes } = date;
	return {
		...{ title, day, from, until: until % 1440, venue, neighbourhood, organisation, note },
		...{ setUpMinutes, clearingMinutes, rhythm: null }
	};
}

/** Whether more can be changed than what one date may have of its own. */
export function isWhole({ scope, isOnly }: Pick<Editing, 'scope' | 'isOnly'>): boolean {
	return isOnly || scope !== 'one';
}

/** The rhythm as it is, counted from the first date that the change would reach. */
export function rhythmNow(editing: Editing): RhythmDraft {
	const { date, records, season } = editing;
	const { rule } = planOn(records, ruleDayOf(date.id));
	return rhythmOf(rule, firstDayFor(rule.kind, editing), season?.last ?? null);
}

/** With which day a rhythm begins as long as nobody chose another: doing it once is meant for this date. */
export function firstDayFor(kind: Rule['kind'], { date, records, scope, isOnly }: Editing): Day {
	const ruleDay = ruleDayOf(date.id);
	if (isOnly) return date.day;
	const [first] = daysOf(planOn(records, ruleDay).rule);
	return scope === 'all' && kind !== 'once' && first ? first : ruleDay;
}

/** The rhythm that was chosen, or null when it comes to the one that is there. */
export function chosenRule({ rhythm }: EditDraft, editing: Editing): Rule | null {
	const rule = rhythm && isWhole(editing) ? ruleOf(rhythm) : null;
	if (!rule || (editing.isOnly && rule.kind === 'once')) return null;
	return JSON.stringify(rule) === JSON.stringify(ruleOf(rhythmNow(editing))) ? null : rule;
}

export function editErrors(
	draft: EditDraft,
	editing: Editing
): Readonly<Record<string, DraftError>> {
	const { rhythm } = draft;
	const day = isMoved(draft, editing) ? dayOfMove(draft, editing) : 'none';
	return {
		...(draft.title.trim() === '' ? { title: 'title' as const } : {}),
		...(day === null ? { day: 'day' as const } : {}),
		...timeErrors(draft.from, draft.until),
		...(rhythm && isWhole(editing) ? rhythmTrouble(rhythm, editing) : {})
	};
}

function rhythmTrouble(rhythm: RhythmDraft, editing: Editing) {
	const errors = rhythmErrors(rhythm, editing.season);
	const previous = dateBefore(editing);
	const isEarly = rhythm.day !== null && previous !== null && rhythm.day <= previous;
	return isEarly ? { ...errors, day: 'beforePrevious' as const } : errors;
}

/** The date that stays as it is when this and the following change; null where that is none. */
function dateBefore({ date, records, scope, isOnly }: Editing): Day | null {
	if (isOnly || scope !== 'following') return null;
	const days = occurrences(records, 0, 84_005).map(({ id }) => ruleDayOf(id));
	return days.filter((day) => day < ruleDayOf(date.id)).reduce(later, null);
}

function later(latest: Day | null, day: Day): Day {
	return latest === null || day > latest ? day : latest;
}

/** Whether this change can bring the date to another day, its id unchanged. */
function isMoved({ rhythm }: EditDraft, editing: Editing): boolean {
	if (editing.isOnly) return !rhythm || rhythm.rhythm === 'once';
	return editing.scope === 'one';
}

function dayOfMove({ day, rhythm }: EditDraft, { isOnly }: Editing): Day | null {
	return isOnly && rhythm ? rhythm.day : day;
}

/** The date as the draft would have it; null while something is wrong. For asking about the venue. */
export function edited(draft: EditDraft, editing: Editing): Occurrence | null {
	const { from, until } = draft;
	if (Object.keys(editErrors(draft, editing)).length > 0 || from === null || until === null)
		return null;
	const { date } = editing;
	const day = isMoved(draft, editing) ? dayOfMove(draft, editing) : null;
	return {
		...date,
		title: draft.title.trim(),
		day: day ?? date.day,
		from,
		until: endAfter(from, until),
		venue: draft.venue,
		neighbourhood: draft.neighbourhood,
		organisation: draft.organisation,
		note: draft.note.trim(),
		setUpMinutes: draft.setUpMinutes ?? 0,
		clearingMinutes: draft.clearingMinutes ?? 0
	};
}

/** What is saved; null while something is wrong. */
export function editOf(draft: EditDraft, editing: Editing): Edit | null {
	const next = edited(draft, editing);
	if (!next) return null;
	const { date, records } = editing;
	const { title } = next;
	if (!isWhole(editing)) return { title, replans: [], own: dateChange(next, date, records) };
	const rule = chosenRule(draft, editing);
	// What the single date has of its own, dates that are to repeat it have too.
	const before = editing.isOnly && rule ? planOn(records, ruleDayOf(date.id)) : date;
	const change = planChange(next, before);
	const { day } = dateChange(next, date, records);
	return {
		title,
		replans: replansOf(change, rule, editing),
		own: { ...ownFields(change), ...(next.day === date.day ? {} : { day }) }
	};
}

function replansOf(change: Partial<Plan>, rule: Rule | null, editing: Editing): Replan[] {
	const { date, isOnly, scope } = editing;
	const from = isOnly || scope === 'all' ? null : startOf(rule, date);
	const repeatFrom = isOnly && rule ? repeatStart(rule, date) : from;
	const replans =
		rule && repeatFrom !== from
			? [
					{ from, change },
					{ from: repeatFrom, change: { rule } }
				]
			: [{ from, change: rule ? { ...change, rule } : change }];
	return replans.filter((replan) => Object.keys(replan.change).length > 0);
}

/** A rhythm that begins before this date, after the one before it, takes the days between along. */
function startOf(rule: Rule | null, date: Occurrence): Day {
	const ruleDay = ruleDayOf(date.id);
	if (!rule) return ruleDay;
	const first = rule.kind === 'once' ? rule.day : rule.start;
	return first < ruleDay ? first : ruleDay;
}

/**
 * From when on a single date is repeated. Where it was moved, its id is another day than the rhythm's
 * first: it then stays the single date that it is, and the repetition begins after it.
 */
function repeatStart(rule: Rule, date: Occurrence): Day | null {
	const ruleDay = ruleDayOf(date.id);
	if (date.day === ruleDay || daysOf(rule)[0] !== date.day) return null;
	return addDays(date.day > ruleDay ? date.day : ruleDay, 1);
}

const ofOneDate = ['title', 'day', 'from', 'until', 'venue', 'note'] as const;
const ofAPlan = [
	'title',
	'from',
	'until',
	'venue',
	'neighbourhood',
	'organisation',
	'note',
	'setUpMinutes',
	'clearingMinutes'
] as const;

type DateChange = {
	readonly [Field in (typeof ofOneDate)[number]]?: OccurrenceChange[Field] | undefined;
};

/** What to write for this date only: what differs from before, and nothing where it is as the series again. */
function dateChange(next: Occurrence, date: Occurrence, records: SeriesRecords): DateChange {
	const plan = planOn(records, ruleDayOf(date.id));
	const change: Record<string, unknown> = {};
	for (const field of ofOneDate) {
		if (next[field] === date[field]) continue;
		const bySeries = field === 'day' ? ruleDayOf(date.id) : plan[field];
		change[field] = next[field] === bySeries ? undefined : next[field];
	}
	return change;
}

/** What to write from this date on, or for all dates: the fields that were touched. */
function planChange(next: Occurrence, before: Pick<Plan, (typeof ofAPlan)[number]>): Partial<Plan> {
	const change: Record<string, unknown> = {};
	for (const field of ofAPlan) if (next[field] !== before[field]) change[field] = next[field];
	return change;
}

/**
 * What this date said for itself about the fields that now change for more dates: without taking it back,
 * the one date from which somebody changed the series would be the only one that stays as it was.
 */
function ownFields(change: Partial<Plan>): DateChange {
	const own = ofOneDate.filter((field) => field !== 'day' && field in change);
	return Object.fromEntries(own.map((field) => [field, undefined]));
}

/** How many dates a change reaches, to say so before it is saved. */
export function reach(
	dates: readonly Occurrence[],
	date: Occurrence
): { following: number; all: number } {
	const first = ruleDayOf(date.id);
	return { following: dates.filter(({ id }) => ruleDayOf(id) >= first).length, all: dates.length };
}
