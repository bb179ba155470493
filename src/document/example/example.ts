import type { SeriesId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { type Day, addDays, mondayOf } from '#domain/time/day.ts';
import { Chance } from './chance.ts';
import { Draft, type Example } from './draft.ts';
import { layGround } from './ground.ts';
import {
	type Activities,
	type Planner,
	cancelOne,
	datesOf,
	moveOne,
	planActivities,
	planOverlapping,
	settleClosedDates,
	startEarlierFrom
} from './planned.ts';
import { Rota, type Shift } from './rota.ts';
import * as words from './words.ts';

/** A workspace of invented people and the day on which somebody looks around in it. */
export interface ExampleOptions {
	/** The same seed and day make the same bytes, ids included: take a fresh one for each visitor. */
	readonly seed: number;
	readonly today: Day;
}

/**
 * A mobile local service centre in three part-municipalities, in the fourth of its thirteen weeks.
 *
 * Everybody's events lie in her own lane and have no number yet: the clerk gives it, in whatever order
 * it takes the lanes. From `today` on two rooms are booked twice and five dates lack somebody, whatever
 * that order; everything else is in order.
 */
export function buildExample({ seed, today }: ExampleOptions): Example {
	const chance = new Chance(seed);
	const draft = new Draft(chance);
	const first = addDays(mondayOf(today), -3 * 7);
	draft.setClock(addDays(first, -35), 9 * 60);
	const ground = layGround(draft, first);
	const [coordinator, colleague] = ground.staff;
	if (!coordinator || !colleague) throw new RangeError('The example needs two coordinators.');

	const planner: Planner = { draft, chance, ground, today, me: coordinator.id };
	const activities = planSeason(planner);
	draft.setClock(addDays(today, -2), 10 * 60);
	const overlapping = planOverlapping({ ...planner, me: colleague.id }, activities);
	fillRota(planner, shiftsOf(planner, activities, overlapping));
	return {
		workspace: draft.workspace,
		coordinator: coordinator.id,
		people: [...ground.staff, ...ground.volunteers].map(({ member }) => member),
		documents: draft.updates()
	};
}

function planSeason(planner: Planner): Activities {
	const { draft, ground, today } = planner;
	draft.setClock(addDays(ground.first, -28), 9 * 60);
	const activities = planActivities(planner);
	startEarlierFrom(planner, activities.babbeltafel);
	draft.setClock(addDays(ground.first, -21), 14 * 60);
	settleClosedDates(planner, activities);
	draft.setClock(addDays(today, -4), 11 * 60);
	moveOne(planner, activities.digihulp);
	draft.setClock(addDays(today, -3), 16 * 60);
	cancelOne(planner, activities.film);
	return activities;
}

/** Which places are deliberately left open: each in another activity, the first ones soonest. */
const gaps: readonly (readonly [key: words.ActivityKey, need: number])[] = [
	['soep', 0],
	['zitdag', 0],
	['ontmoeting', 1],
	['wandelen', 0],
	['digihulp', 0],
	['naaldendraad', 0],
	['babbeltafel', 0],
	['papieren', 1]
];
const gapCount = 5;

/** What is wanted more than there is room for. */
const popular: readonly words.ActivityKey[] = ['naaldendraad', 'film', 'babbeltafel'];

function shiftsOf(
	planner: Planner,
	activities: Activities,
	overlapping: readonly SeriesId[]
): Shift[] {
	const { ground, today } = planner;
	const shifts = Object.entries(activities).flatMap(([key, series]) => {
		const labels = words.activities[key as words.ActivityKey].needs.map(({ label }) => label);
		return datesOf(planner, series).flatMap((date) => shiftsOn(planner, date, key, labels));
	});
	const extra = overlapping
		.flatMap((series) => datesOf(planner, series))
		.flatMap((date) => shiftsOn(planner, date, '', []))
		.map((shift) => ({ ...shift, opens: addDays(today, -1) }));
	const opens = addDays(ground.first, -14);
	const taken = new Set(extra.map(({ date }) => date.day));
	const all = [...shifts.map((shift) => ({ ...shift, opens })), ...extra];
	return withWaiting(planner, withGaps(planner, all, taken));
}

/** A date's shifts; one that was cancelled because its venue is closed was never open to anybody. */
function shiftsOn(
	{ chance, today }: Planner,
	date: Occurrence,
	key: string,
	labels: readonly string[]
): Shift[] {
	if (date.cancelled && date.note !== words.cancelledNote) return [];
	return date.needs.map((need) => {
		const spare = Array.from({ length: need.max - need.min }, () =>
			chance.happens(date.day < addDays(today, 7) ? 60 : 25)
		);
		return {
			...{ date, need, key, opens: today, waiting: 0 },
			isLeading: need.label === labels[0],
			fill: need.min + spare.filter(Boolean).length,
			isLeft: chance.happens(3)
		};
	});
}

/** Leaves one place short on five coming dates. Two of them had somebody who can't come after all. */
function withGaps(planner: Planner, shifts: Shift[], taken: ReadonlySet<Day>): Shift[] {
	const { chance, today } = planner;
	const chosen = new Map<Shift, Partial<Shift>>();
	for (const [key, at] of gaps) {
		if (chosen.size === gapCount) break;
		const label = words.activities[key].needs[at]?.label;
		const coming = shifts.filter(
			({ key: other, date, need }) =>
				other === key &&
				need.label === label &&
				date.day >= today &&
				!date.cancelled &&
				!taken.has(date.day)
		);
		const shift = chance.oneOf(coming.slice(chosen.size, chosen.size + 2)) ?? coming[0];
		if (!shift) continue;
		chosen.set(shift, { fill: shift.need.min - 1, isLeft: chosen.size % 3 === 0 });
	}
	return shifts.map((shift) => ({ ...shift, ...chosen.get(shift) }));
}

/** Makes some coming dates fuller than full. */
function withWaiting(planner: Planner, shifts: Shift[]): Shift[] {
	const { chance, today } = planner;
	const chosen = popular.map((key) => {
		const coming = shifts.filter(
			(shift) =>
				shift.key === key &&
				shift.date.day >= today &&
				!shift.date.cancelled &&
				shift.fill >= shift.need.min &&
				shift.need.qualification === null
		);
		return chance.oneOf(coming.slice(0, 4));
	});
	return shifts.map((shift) =>
		chosen.includes(shift) ? { ...shift, fill: shift.need.max, waiting: chance.whole(1, 2) } : shift
	);
}

/** Who is asked for something special is asked first: there are fewer of them. */
function fillRota(planner: Planner, shifts: readonly Shift[]): void {
	const rota = new Rota(planner);
	const special = (shift: Shift) =>
		shift.need.qualification !== null || (shift.isLeading && shift.date.staffRules.length > 0);
	for (const shift of shifts.filter(special)) rota.fill(shift);
	for (const shift of shifts.filter((shift) => !special(shift))) rota.fill(shift);
}
