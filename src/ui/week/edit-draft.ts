import type { VenueId } from '#domain/ids.ts';
import { ruleDayOf } from '#domain/ids.ts';
import { planOn } from '#domain/series/expand.ts';
import type { Occurrence, OccurrenceChange, Plan, SeriesRecords } from '#domain/series/series.ts';
import type { Day, Minutes } from '#domain/time/day.ts';
import { type DraftError, endAfter, timeErrors } from './activity-draft.ts';

export type Scope = 'one' | 'following' | 'all';

/** What can be changed about an activity that exists, while it is being changed. */
export interface EditDraft {
	title: string;
	day: Day | null;
	from: Minutes | null;
	until: Minutes | null;
	venue: VenueId | null;
	note: string;
	setUpMinutes: number | null;
	clearingMinutes: number | null;
}

export function editDraftOf(date: Occurrence): EditDraft {
	const { title, day, from, until, venue, note, setUpMinutes, clearingMinutes } = date;
	return { title, day, from, until: until % 1440, venue, note, setUpMinutes, clearingMinutes };
}

export function editErrors(draft: EditDraft): Readonly<Record<string, DraftError>> {
	return {
		...(draft.title.trim() === '' ? { title: 'title' as const } : {}),
		...(draft.day ? {} : { day: 'day' as const }),
		...timeErrors(draft.from, draft.until)
	};
}

/** The date as the draft would have it; null while something is wrong. For asking about the venue. */
export function edited(draft: EditDraft, date: Occurrence): Occurrence | null {
	const { day, from, until } = draft;
	if (Object.keys(editErrors(draft)).length > 0 || !day || from === null || until === null)
		return null;
	return {
		...date,
		title: draft.title.trim(),
		day,
		from,
		until: endAfter(from, until),
		venue: draft.venue,
		note: draft.note.trim(),
		setUpMinutes: draft.setUpMinutes ?? 0,
		clearingMinutes: draft.clearingMinutes ?? 0
	};
}

const ofOneDate = ['title', 'day', 'from', 'until', 'venue', 'note'] as const;
const ofAPlan = [
	'title',
	'from',
	'until',
	'venue',
	'note',
	'setUpMinutes',
	'clearingMinutes'
] as const;

type DateChange = {
	readonly [Field in (typeof ofOneDate)[number]]?: OccurrenceChange[Field] | undefined;
};

/** What to write for this date only: what differs from before, and nothing where it is as the series again. */
export function dateChange(next: Occurrence, date: Occurrence, records: SeriesRecords): DateChange {
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
export function planChange(next: Occurrence, date: Occurrence): Partial<Plan> {
	const change: Record<string, unknown> = {};
	for (const field of ofAPlan) if (next[field] !== date[field]) change[field] = next[field];
	return change;
}

/**
 * What this date said for itself about the fields that now change for more dates: without taking it back,
 * the one date from which somebody changed the series would be the only one that stays as it was.
 */
export function ownFields(change: Partial<Plan>): DateChange {
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
