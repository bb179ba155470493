import { ruleDayOf, type SeriesId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import { list } from '#ui/text/format.ts';
import { weekActions } from '#ui/text/week-actions.ts';
import type { Planned } from '#views/planning.ts';
import { partOf } from './problem-groups.ts';
import { problemWords } from './problem-words.ts';
import { signedUp } from './signed-up.ts';
import type { WeekDesk } from './week-desk.svelte.ts';

/** What to say once one date was changed: that its room is closed or taken then, and who has to hear of it. */
export function afterMoving(desk: WeekDesk, before: Occurrence): string[] {
	const words = weekActions[desk.language];
	const now = desk.planning.date(before.id);
	if (!now || now.occurrence.cancelled) return [];
	const troubles = roomTroubles(now).map((problem) =>
		problemWords(problem, now.cover, desk.names, desk.language)
	);
	const people = isElsewhere(before, now.occurrence)
		? signedUp(now.occurrence, desk.planning.roster).length
		: 0;
	return [
		...(troubles.length > 0 ? [words.beware(list(troubles, desk.language))] : []),
		...(people > 0 ? [words.tellPeople(people)] : [])
	];
}

/**
 * As `afterMoving`, once an activity was changed: for one date, or with `from` for all from that rule day on.
 */
export function afterChanging(desk: WeekDesk, before: Occurrence, from: Day | '' | null): string[] {
	if (from === null) return afterMoving(desk, before);
	const { calendar, roster } = desk.planning;
	const now = calendar.get(before.id);
	const coming = calendar
		.of(before.series)
		.filter(({ id, day, cancelled }) => !cancelled && ruleDayOf(id) >= from && day >= desk.today);
	const people = new Set(
		now && isElsewhere(before, now)
			? coming.flatMap((date) => signedUp(date, roster).map(({ claim }) => claim.person))
			: []
	);
	return [
		...afterPlanning(desk, before.series),
		...(people.size > 0 ? [weekActions[desk.language].tellPeople(people.size)] : [])
	];
}

/** What to say once a whole activity was made: on how many dates its room is not open or not free. */
export function afterPlanning(desk: WeekDesk, series: SeriesId): string[] {
	const troubled = desk.planning.calendar
		.of(series)
		.map(({ id }) => desk.planning.date(id))
		.filter((planned) => planned !== null && roomTroubles(planned).length > 0);
	return troubled.length > 0 ? [weekActions[desk.language].troubledDates(troubled.length)] : [];
}

function roomTroubles({ problems }: Planned) {
	return problems.filter((problem) => partOf(problem) === 'waar');
}

function isElsewhere(before: Occurrence, now: Occurrence): boolean {
	return (['day', 'from', 'until', 'venue'] as const).some((field) => before[field] !== now[field]);
}
