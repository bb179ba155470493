import type { OccurrenceId, PersonId, SeriesId, VenueId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { Occurrence, Plan, StaffRule } from '#domain/series/series.ts';
import { type Day, addDays, dayNumber, mondayOf } from '#domain/time/day.ts';
import { type ClosedReason, closedFor } from '#domain/venues/opening.ts';
import {
	type ActivityInput,
	cancelOccurrence,
	changeFollowing,
	changeOccurrence,
	planActivity
} from '../commands/activities.ts';
import { Openings } from '../planning-sources.ts';
import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import { type Ground, each } from './ground.ts';
import * as words from './words.ts';

/** The activities of the example, by what they are. */
export type Activities = Readonly<Record<words.ActivityKey, SeriesId>>;

/** Everything that one planner of the example has at hand. */
export interface Planner {
	readonly draft: Draft;
	readonly chance: Chance;
	readonly ground: Ground;
	readonly today: Day;
	readonly me: PersonId;
}

export function planActivities({ draft, ground, me }: Planner): Activities {
	const { step, documents } = draft.by(me);
	return each(words.activities, (activity: words.ActivityWords) =>
		planActivity(step, documents, ground.season, inputFor(activity, ground))
	);
}

function inputFor(activity: words.ActivityWords, ground: Ground): ActivityInput {
	const { title, from, until, setUpMinutes, clearingMinutes, note } = activity;
	const plan: Plan = {
		...{ title, from, until, setUpMinutes, clearingMinutes, note },
		neighbourhood: ground.neighbourhoods[words.venues[activity.venue].neighbourhood],
		organisation: ground.organisations[activity.organisation],
		venue: ground.venues[activity.venue],
		rule: ruleFor(activity, ground),
		staffRules: activity.rules.map((rule) => staffRuleFor(rule, ground))
	};
	const needs = activity.needs.map(({ label, qualification, min, max }) => ({
		...{ id: null, label, min, max },
		qualification: qualification && ground.qualifications[qualification]
	}));
	return { plan, needs };
}

function ruleFor({ repeats, weekday: on }: words.ActivityWords, { first, last }: Ground): Rule {
	if (repeats.kind === 'monthly')
		return { kind: 'monthly', start: first, until: last, every: 1, nth: repeats.nth, weekday: on };
	return { kind: 'weekly', start: first, until: last, every: repeats.every, weekdays: [on] };
}

function staffRuleFor(rule: words.ActivityWords['rules'][number], ground: Ground): StaffRule {
	switch (rule.kind) {
		case 'duo':
			return { kind: 'duo', size: 2, qualification: ground.qualifications[rule.qualification] };
		case 'qualified':
			return {
				kind: 'qualified',
				count: 1,
				qualification: ground.qualifications[rule.qualification]
			};
		case 'organisations': {
			const organisations = rule.organisations.map((key) => ground.organisations[key]);
			return { kind: 'organisations', organisations };
		}
	}
}

/** All dates of a series in the season as they will really happen, cancelled ones included. */
export function datesOf({ draft, ground, me }: Planner, series: SeriesId): Occurrence[] {
	const records = draft.by(me).documents.season(ground.season).series.get(series);
	return records ? occurrences(records, dayNumber(ground.first), dayNumber(ground.last)) : [];
}

/** Dates that still take place, today and later. */
export function comingDates(planner: Planner, series: SeriesId): Occurrence[] {
	return datesOf(planner, series).filter(
		({ day, cancelled }) => !cancelled && day >= planner.today
	);
}

/** Why a date can't take place in a venue on a day, or null. */
function closedAt(
	{ draft, me }: Planner,
	date: Occurrence,
	venue: VenueId | null,
	day: Day
): ClosedReason | null {
	const { documents } = draft.by(me);
	const record = venue && documents.directory.venues.get(venue);
	if (!record) return null;
	const openings = new Openings(documents);
	return closedFor(
		record,
		openings.windows(record.id),
		record.organisation ? openings.closures(record.organisation) : [],
		dayNumber(day),
		date.from - date.setUpMinutes,
		date.until + date.clearingMinutes
	);
}

/** Goes through the season: where a venue is closed, the date finds shelter elsewhere or is cancelled. */
export function settleClosedDates(planner: Planner, activities: Activities): void {
	const { draft, ground, me } = planner;
	const { step, documents } = draft.by(me);
	for (const key of Object.keys(activities) as words.ActivityKey[]) {
		const shelterKey = words.shelters[words.activities[key].venue];
		const shelter = shelterKey ? ground.venues[shelterKey] : null;
		for (const date of datesOf(planner, activities[key])) {
			if (!closedAt(planner, date, date.venue, date.day)) continue;
			if (shelter && !closedAt(planner, date, shelter, date.day)) {
				const change = { venue: shelter, note: words.shelterNote };
				changeOccurrence(step, documents, ground.season, date.id, change);
			} else cancelOccurrence(step, documents, ground.season, date.id);
		}
	}
}

/** From the eighth week on the language table begins half an hour earlier. */
export function startEarlierFrom(planner: Planner, series: SeriesId): void {
	const { draft, ground, me } = planner;
	const { step, documents } = draft.by(me);
	const eighth = addDays(ground.first, 7 * 7);
	const date = datesOf(planner, series).find(({ day }) => day >= eighth);
	if (!date) return;
	const { from, until } = date;
	changeFollowing(step, documents, ground.season, date.id, { from: from - 30, until: until - 30 });
}

/** Cancels one coming date of a series, as happens. */
export function cancelOne(planner: Planner, series: SeriesId): OccurrenceId | null {
	const { draft, ground, me, chance } = planner;
	const { step, documents } = draft.by(me);
	const date = chance.oneOf(comingDates(planner, series).slice(0, 3));
	if (!date) return null;
	const change = { cancelled: true, note: words.cancelledNote };
	changeOccurrence(step, documents, ground.season, date.id, change);
	return date.id;
}

/** Moves one coming date of a series to the Friday of its week, where the venue is open then. */
export function moveOne(planner: Planner, series: SeriesId): OccurrenceId | null {
	const { draft, ground, me, chance } = planner;
	const { step, documents } = draft.by(me);
	const movable = comingDates(planner, series).filter(
		(date) => !closedAt(planner, date, date.venue, fridayOf(date.day))
	);
	const date = chance.oneOf(movable.slice(0, 4));
	if (!date) return null;
	const change = { day: fridayOf(date.day), note: words.movedNote };
	changeOccurrence(step, documents, ground.season, date.id, change);
	return date.id;
}

function fridayOf(day: Day): Day {
	return addDays(mondayOf(day), 4);
}

/** A colleague who did not see the plan takes rooms that are taken: two double bookings. */
export function planOverlapping(planner: Planner, activities: Activities): SeriesId[] {
	const { draft, ground, me, chance } = planner;
	const { step, documents } = draft.by(me);
	return words.overlapping.map(({ over, activity }, at) => {
		// The first within a fortnight, so that it is seen; the second a little later.
		const coming = comingDates(planner, activities[over]).filter(({ changed }) => !changed);
		const date = chance.oneOf(coming.slice(at * 2, at * 2 + 2));
		if (!date) throw new RangeError(`The example has no coming date of ${over} to overlap with.`);
		const { plan, needs } = inputFor(activity, ground);
		const once = { ...plan, rule: { kind: 'once', day: date.day } as const };
		return planActivity(step, documents, ground.season, { plan: once, needs });
	});
}
