import type { ActivityInput } from '#document/commands/activities.ts';
import type { Season } from '#domain/directory/directory.ts';
import type { NeighbourhoodId, OrganisationId, SeasonId, SeriesId, VenueId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { Occurrence, Plan } from '#domain/series/series.ts';
import { type Day, type Minutes, type Weekday, dayNumber, weekday } from '#domain/time/day.ts';
import {
	type StaffDraft,
	type StaffError,
	needInputs,
	newStaff,
	rulesOf,
	staffErrors
} from './staff-draft.ts';

export type Rhythm = 'once' | 'weekly' | 'weeks' | 'monthly';
export type Nth = 1 | 2 | 3 | 4 | 5 | -1;

/** A new activity while it is being filled in: anything may still be empty. */
export interface Draft {
	title: string;
	neighbourhood: NeighbourhoodId | null;
	organisation: OrganisationId | null;
	venue: VenueId | null;
	day: Day | null;
	from: Minutes | null;
	until: Minutes | null;
	rhythm: Rhythm;
	weekdays: Weekday[];
	everyWeeks: number | null;
	nth: Nth;
	lastDay: Day | null;
	setUpMinutes: number | null;
	clearingMinutes: number | null;
	staff: StaffDraft;
	note: string;
}

export type DraftError =
	| StaffError
	| 'title'
	| 'day'
	| 'from'
	| 'until'
	| 'order'
	| 'weekdays'
	| 'lastDay'
	| 'lastBeforeFirst'
	| 'noDates'
	| 'season'
	| 'outsideSeason';

/** What is wrong, by field, in the order of the form. */
export type DraftErrors = Readonly<Record<string, DraftError>>;

export function newDraft(day: Day, venue: VenueId | null, season: Season | null): Draft {
	return {
		title: '',
		neighbourhood: null,
		organisation: null,
		venue,
		day,
		from: null,
		until: null,
		rhythm: 'once',
		weekdays: [weekday(day)],
		everyWeeks: 2,
		nth: nthOf(day),
		lastDay: season?.last ?? null,
		setUpMinutes: 0,
		clearingMinutes: 0,
		staff: newStaff(),
		note: ''
	};
}

/** Which such weekday of its month a day is: 1 to 5. */
export function nthOf(day: Day): Nth {
	return Math.ceil(Number(day.slice(8)) / 7) as Nth;
}

/** Takes another day; a rhythm that only followed the old one follows the new. */
export function withDay(draft: Draft, day: Day | null): Pick<Draft, 'day' | 'weekdays' | 'nth'> {
	const { weekdays, nth } = draft;
	if (!day) return { day, weekdays, nth };
	const followed = weekdays.length <= 1;
	const followedNth = !draft.day || nth === nthOf(draft.day);
	return {
		day,
		weekdays: followed ? [weekday(day)] : weekdays,
		nth: followedNth ? nthOf(day) : nth
	};
}

const night = 360;

/** An end that lies before the beginning is meant for the next morning, up to six o'clock. */
export function endAfter(from: Minutes, until: Minutes): Minutes {
	return until <= from && until <= night ? until + 1440 : until;
}

export function ruleOf(draft: Draft): Rule | null {
	const { day, lastDay, weekdays } = draft;
	if (!day) return null;
	if (draft.rhythm === 'once') return { kind: 'once', day };
	if (!lastDay) return null;
	if (draft.rhythm === 'monthly')
		return {
			kind: 'monthly',
			start: day,
			until: lastDay,
			every: 1,
			nth: draft.nth,
			weekday: weekday(day)
		};
	if (weekdays.length === 0) return null;
	const every = draft.rhythm === 'weekly' ? 1 : Math.max(1, draft.everyWeeks ?? 1);
	return {
		kind: 'weekly',
		start: day,
		until: lastDay,
		every,
		weekdays: weekdays.toSorted((a, b) => a - b)
	};
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
	const day = dayError(draft, season);
	if (day) errors['day'] = day;
	Object.assign(errors, timeErrors(draft.from, draft.until));
	const last = draft.rhythm === 'once' ? null : rhythmError(draft, season);
	if (last) errors[last === 'weekdays' ? 'weekdays' : 'lastDay'] = last;
	return { ...errors, ...staffErrors(draft.staff) };
}

export function timeErrors(
	from: Minutes | null,
	until: Minutes | null
): { readonly [Field in 'from' | 'until']?: DraftError } {
	if (from === null) return until === null ? { from: 'from', until: 'until' } : { from: 'from' };
	if (until === null) return { until: 'until' };
	return endAfter(from, until) <= from ? { until: 'order' } : {};
}

function dayError({ day }: Draft, season: Season | null): DraftError | null {
	if (!day) return 'day';
	if (!season) return 'season';
	return day < season.first || day > season.last ? 'outsideSeason' : null;
}

function rhythmError(draft: Draft, season: Season | null): DraftError | null {
	const { day, lastDay } = draft;
	if (draft.rhythm !== 'monthly' && draft.weekdays.length === 0) return 'weekdays';
	if (!lastDay) return 'lastDay';
	if (day && lastDay < day) return 'lastBeforeFirst';
	if (season && lastDay > season.last) return 'outsideSeason';
	const plan = planOf(draft);
	return plan && datesOf(plan).length === 0 ? 'noDates' : null;
}

/** What is saved; null while something is wrong. */
export function inputOf(draft: Draft, season: Season | null): ActivityInput | null {
	const plan = planOf(draft);
	if (!plan || Object.keys(draftErrors(draft, season)).length > 0) return null;
	return { plan, needs: needInputs(draft.staff) };
}
