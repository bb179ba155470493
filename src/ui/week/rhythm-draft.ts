import type { Season } from '#domain/directory/directory.ts';
import { ruleDays } from '#domain/series/expand.ts';
import type { Rule } from '#domain/series/rule.ts';
import { type Day, type Weekday, dayOf, weekday } from '#domain/time/day.ts';

export type Rhythm = 'once' | 'weekly' | 'weeks' | 'monthly';
export type Nth = 1 | 2 | 3 | 4 | 5 | -1;

/** On which dates something takes place, while it is being filled in: anything may still be empty. */
export interface RhythmDraft {
	/** The only day, or the first. */
	day: Day | null;
	rhythm: Rhythm;
	weekdays: Weekday[];
	everyWeeks: number | null;
	everyMonths: number | null;
	nth: Nth;
	lastDay: Day | null;
}

export type RhythmError =
	| 'day'
	| 'weekdays'
	| 'lastDay'
	| 'lastBeforeFirst'
	| 'noDates'
	| 'season'
	| 'outsideSeason'
	| 'beforePrevious';

export type RhythmErrors = { readonly [Field in 'day' | 'weekdays' | 'lastDay']?: RhythmError };

/** Nothing but a day: what a repetition would begin with when one is chosen. */
export function onceOn(day: Day, lastDay: Day | null): RhythmDraft {
	return {
		day,
		rhythm: 'once',
		weekdays: [weekday(day)],
		everyWeeks: 2,
		everyMonths: 1,
		nth: nthOf(day),
		lastDay
	};
}

/**
 * A rule that exists, to be changed in the form.
 *
 * @param first one of its dates: weeks and months are counted from it, so that the rhythm goes on as it was
 * @param lastDay where a repetition would end that the rule does not have yet
 */
export function rhythmOf(rule: Rule, first: Day, lastDay: Day | null): RhythmDraft {
	const once = onceOn(first, lastDay);
	switch (rule.kind) {
		case 'once':
			return once;
		case 'weekly':
			return {
				...once,
				rhythm: rule.every === 1 ? 'weekly' : 'weeks',
				weekdays: [...rule.weekdays],
				everyWeeks: rule.every === 1 ? once.everyWeeks : rule.every,
				lastDay: rule.until
			};
		case 'monthly':
			return {
				...once,
				rhythm: 'monthly',
				everyMonths: rule.every,
				nth: rule.nth,
				lastDay: rule.until
			};
	}
}

/** Which such weekday of its month a day is: 1 to 5. */
export function nthOf(day: Day): Nth {
	return Math.ceil(Number(day.slice(8)) / 7) as Nth;
}

/** Takes another day; a rhythm that only followed the old one follows the new. */
export function withDay(
	draft: RhythmDraft,
	day: Day | null
): Pick<RhythmDraft, 'day' | 'weekdays' | 'nth'> {
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

export function ruleOf(draft: RhythmDraft): Rule | null {
	const { day, lastDay, weekdays } = draft;
	if (!day) return null;
	if (draft.rhythm === 'once') return { kind: 'once', day };
	if (!lastDay) return null;
	const span = { start: day, until: lastDay };
	if (draft.rhythm === 'monthly')
		return {
			kind: 'monthly',
			...span,
			every: Math.max(1, draft.everyMonths ?? 1),
			nth: draft.nth,
			weekday: weekday(day)
		};
	if (weekdays.length === 0) return null;
	const every = draft.rhythm === 'weekly' ? 1 : Math.max(1, draft.everyWeeks ?? 1);
	return { kind: 'weekly', ...span, every, weekdays: weekdays.toSorted((a, b) => a - b) };
}

/** Every day on which a rule puts a date. */
export function daysOf(rule: Rule): Day[] {
	return ruleDays(rule, 0, 84_005).map(dayOf);
}

/** What keeps a rhythm from being saved. @param season the one in which its dates must lie */
export function rhythmErrors(draft: RhythmDraft, season: Season | null): RhythmErrors {
	const day = dayError(draft, season);
	const last = draft.rhythm === 'once' ? null : lastError(draft, season);
	return {
		...(day ? { day } : {}),
		...(last ? { [last === 'weekdays' ? 'weekdays' : 'lastDay']: last } : {})
	};
}

function dayError({ day }: RhythmDraft, season: Season | null): RhythmError | null {
	if (!day) return 'day';
	if (!season) return 'season';
	return day < season.first || day > season.last ? 'outsideSeason' : null;
}

function lastError(draft: RhythmDraft, season: Season | null): RhythmError | null {
	const { day, lastDay } = draft;
	if (draft.rhythm !== 'monthly' && draft.weekdays.length === 0) return 'weekdays';
	if (!lastDay) return 'lastDay';
	if (day && lastDay < day) return 'lastBeforeFirst';
	if (season && lastDay > season.last) return 'outsideSeason';
	const rule = ruleOf(draft);
	return rule && daysOf(rule).length === 0 ? 'noDates' : null;
}
