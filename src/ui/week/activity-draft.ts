import type { ActivityInput } from '#document/commands/activities.ts';
import type { Season } from '#domain/directory/directory.ts';
import type { NeighbourhoodId, OrganisationId, SeasonId, SeriesId, VenueId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { Occurrence, Plan } from '#domain/series/series.ts';
import { type Day, type Minutes, dayNumber } from '#domain/time/day.ts';
import {
	type RhythmDraft,
	type RhythmError,
	onceOn,
	rhythmErrors,
	ruleOf
} from './rhythm-draft.ts';
import {
	type StaffDraft,
	type StaffError,
	needInputs,
	newStaff,
	rulesOf,
	staffErrors
} from './staff-draft.ts';

/** A new activity while it is being filled in: anything may still be empty. */
export interface Draft extends RhythmDraft {
	title: string;
	neighbourhood: NeighbourhoodId | null;
	organisation: OrganisationId | null;
	venue: VenueId | null;
	from: Minutes | null;
	until: Minutes | null;
	setUpMinutes: number | null;
	clearingMinutes: number | null;
	staff: StaffDraft;
	note: string;
}

export type DraftError = StaffError | RhythmError | 'title' | 'from' | 'until' | 'order';

/** What is wrong, by field, in the order of the form. */
export type DraftErrors = Readonly<Record<string, DraftError>>;

export function newDraft(day: Day, venue: VenueId | null, season: Season | null): Draft {
	return {
		title: '',
		neighbourhood: null,
		organisation: null,
		venue,
		...onceOn(day, season?.last ?? null),
		from: null,
		until: null,
		setUpMinutes: 0,
		clearingMinutes: 0,
		staff: newStaff(),
		note: ''
	};
}

const night = 360;

/** An end that lies before the beginning is meant for the next morning, up to six o'clock. */
export function endAfter(from: Minutes, until: Minutes): Minutes {
	return until <= from && until <= night ? until + 1440 : until;
}

/** The plan that the draft describes so far; null while its time or its days are open. */
export function planOf(draft: Draft): Plan | null {
	const rule = ruleOf(draft);
	const { from, until } = draft;
	if (!rule || from === null || until === null) return null;
	const end = endAfter(from, until);
	if (end <= from) return null;
	return {
		title: draft.title.trim(),
		neighbourhood: draft.neighbourhood,
		organisation: draft.organisation,
		venue: draft.venue,
		rule,
		from,
		until: end,
		setUpMinutes: draft.setUpMinutes ?? 0,
		clearingMinutes: draft.clearingMinutes ?? 0,
		note: draft.note.trim(),
		staffRules: rulesOf(draft.staff)
	};
}

const nowhere = 'aaaaaaaaaaaaaaaa';

/** The dates that a plan would have, before it is saved. */
export function datesOf(plan: Plan): Occurrence[] {
	const series = {
		id: nowhere as SeriesId,
		season: nowhere as SeasonId,
		plan,
		removed: false
	};
	return occurrences(
		{ series, parts: [], needs: [], changes: new Map() },
		0,
		dayNumber('2199-12-31' as Day)
	);
}

/** Everything that keeps the draft from being saved. @param season the one in which its first day lies */
export function draftErrors(draft: Draft, season: Season | null): DraftErrors {
	const errors: Record<string, DraftError> = {};
	if (draft.title.trim() === '') errors['title'] = 'title';
	const { day, ...rhythm } = rhythmErrors(draft, season);
	if (day) errors['day'] = day;
	return {
		...errors,
		...timeErrors(draft.from, draft.until),
		...rhythm,
		...staffErrors(draft.staff)
	};
}

export function timeErrors(
	from: Minutes | null,
	until: Minutes | null
): { readonly [Field in 'from' | 'until']?: DraftError } {
	if (from === null) return until === null ? { from: 'from', until: 'until' } : { from: 'from' };
	if (until === null) return { until: 'until' };
	return endAfter(from, until) <= from ? { until: 'order' } : {};
}

/** What is saved; null while something is wrong. */
export function inputOf(draft: Draft, season: Season | null): ActivityInput | null {
	const plan = planOf(draft);
	if (!plan || Object.keys(draftErrors(draft, season)).length > 0) return null;
	return { plan, needs: needInputs(draft.staff) };
}
