import type { EventId, SeriesId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { type Day, addDays, dayNumber, mondayOf } from '#domain/time/day.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Planning } from '#views/planning.ts';
import { problemsOf } from '#views/problems.ts';
import { median } from '#tests/support/measures/median.ts';
import { once } from './race.ts';
import type { Effort, Row } from './row.ts';
import {
	type KeptScale,
	type Scale,
	documentsOf,
	planningOf,
	scaleOf,
	scales,
	today
} from './scale.ts';

const monday = mondayOf(today);
const sunday = addDays(monday, 6);

/** What a screen asks first, what is asked of a whole year, and what one change costs after that. */
export function benchPlanning({ quick }: Effort): Row[] {
	return scales.flatMap((scale) => rowsOf(scale, quick));
}

function rowsOf(scale: Scale, quick: boolean): Row[] {
	const kept = scaleOf(scale);
	const documents = documentsOf(kept);
	const { first, last } = documents.directory.seasons.get(kept.season)!;
	documents.season(kept.season);
	const cold = Array.from({ length: quick ? 1 : 5 }, () => coldTimes(documents, kept, first, last));
	const middle = (name: keyof (typeof cold)[number]) => median(cold.map((times) => times[name]));
	const year = middle('year');
	const desk = deskOf(kept, first, last);
	const rounds = quick ? 1 : 5;
	const claimed = perChange(rounds, quick ? 3 : 100, () => claimAdded(desk));
	const moved = perChange(rounds, quick ? 3 : 40, () => seriesMoved(desk));
	const again = perChange(rounds, quick ? 1 : 5, () => yearAfterClaim(desk));
	const peer = 'the year, cold';
	return [
		{ name: `${scale}: planning laid out`, value: middle('open'), unit: 'ms' },
		{ name: `${scale}: this week with its problems, cold`, value: middle('week'), unit: 'ms' },
		{ name: `${scale}: all problems of the year, cold`, value: year, unit: 'ms' },
		{ name: `${scale}: the same after one claim`, ...rechecked(again, year, peer) },
		{ name: `${scale}: one claim comes in, cover of its date`, ...rechecked(claimed, year, peer) },
		{ name: `${scale}: a series moves, problems of its dates`, ...rechecked(moved, year, peer) }
	];
}

function rechecked(ms: number, year: number, peer: string): Omit<Row, 'name'> {
	return { value: ms * 1000, unit: 'µs', peer, ratio: year / ms };
}

function coldTimes(
	documents: WorkspaceDocuments,
	{ season }: KeptScale,
	first: Day,
	last: Day
): { open: number; week: number; year: number } {
	let planning: Planning | null = null;
	const open = once(() => (planning = planningOf(documents, season)));
	const week = once(() => planning?.between(monday, sunday));
	planning = planningOf(documents, season);
	return { open, week, year: once(() => planning?.problems(first, last)) };
}

/** Ids of this benchmark's own events: only they begin so. */
let events = 0;

function nextEvent(): EventId {
	return `bench${String(events++).padStart(11, '0')}` as EventId;
}

/** A season that is open, with everything asked once. */
interface Desk {
	readonly kept: KeptScale;
	readonly documents: WorkspaceDocuments;
	readonly planning: Planning;
	readonly first: Day;
	readonly last: Day;
}

/** Documents of its own: the plannings that were timed before would all hear of each change. */
function deskOf(kept: KeptScale, first: Day, last: Day): Desk {
	const documents = documentsOf(kept);
	const planning = planningOf(documents, kept.season);
	planning.problems(first, last);
	return { kept, documents, planning, first, last };
}

/** Milliseconds that one change costs: the median of rounds of many, after one that warms up. */
function perChange(rounds: number, changes: number, change: () => void): number {
	const round = () => {
		for (let left = changes; left > 0; left--) change();
	};
	round();
	return median(Array.from({ length: rounds }, () => once(round))) / changes;
}

/** Somebody's claim arrives in the ledger for a date of this season. */
function addClaim({ documents, kept, planning }: Desk): Occurrence {
	const dates = planning.calendar.between(dayNumber(monday), dayNumber(monday) + 90);
	const date = dates[(events * 7919) % dates.length]!;
	const need = date.needs[0]!;
	const { person } = kept.people[1 + (events % (kept.people.length - 1))]!;
	const event = {
		...({ kind: 'claim', id: nextEvent(), season: kept.season, occurrence: date.id } as const),
		...{ need: need.id, person, by: person, madeAt: 1_800_000_000_000 }
	};
	documents.season(kept.season).ledger.write([{ kind: 'event', lane: person, event }], 0);
	return date;
}

function claimAdded(desk: Desk): void {
	desk.planning.roster.cover(addClaim(desk));
}

function yearAfterClaim(desk: Desk): void {
	addClaim(desk);
	desk.planning.problems(desk.first, desk.last);
}

/** A coordinator's edit of a whole series arrives: its dates begin at another hour. */
function seriesMoved({ documents, kept, planning }: Desk): void {
	const { plan, series } = documents.season(kept.season);
	const all = series.all();
	const { id } = all[events++ % all.length]!.series;
	plan.series.edit(id, 'from', 500 + (events % 30));
	problemsOfSeries(planning, id);
}

function problemsOfSeries(planning: Planning, id: SeriesId): number {
	let found = 0;
	for (const date of planning.calendar.of(id)) {
		found += problemsOf(date, planning.roster, planning.venues).length;
	}
	return found;
}
