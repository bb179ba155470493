import { type Stretches, eachOverlap, sortStretches } from '#domain/conflicts/sweep.ts';
import { contests, endOf, startOf, takenStretches } from '#domain/venues/bookings.ts';
import { AllBookings } from '#document/planning-sources.ts';
import { Chance } from '#document/example/chance.ts';
import { race } from './race.ts';
import type { Effort, Row } from './row.ts';
import { type Scale, documentsOf, scaleOf, scales } from './scale.ts';

const firstDay = 0;
const lastDay = 84_005;

interface Columns {
	readonly group: Int32Array;
	readonly start: Int32Array;
	readonly end: Int32Array;
}

/** Every conflict among the bookings of a year, beside one pass that reads the same sorted rows once. */
export function benchConflicts({ quick }: Effort): Row[] {
	return [...scales.flatMap((scale) => rowsOf(scale, quick)), ...sweepRows('', random(), quick)];
}

function rowsOf(scale: Scale, quick: boolean): Row[] {
	const kept = scaleOf(scale);
	const bookings = new AllBookings(documentsOf(kept)).bookings();
	const taken = takenStretches(bookings, firstDay, lastDay);
	const venues = new Map(taken.map(({ venue }, at) => [venue, at]));
	const columns = {
		group: Int32Array.from(taken, ({ venue }) => venues.get(venue) ?? 0),
		start: Int32Array.from(taken, startOf),
		end: Int32Array.from(taken, endOf)
	};
	const { expand, pair } = race(
		{
			expand: () => takenStretches(bookings, firstDay, lastDay),
			pair: () => contests(taken)
		},
		{ rounds: quick ? 1 : 9, roundMs: quick ? 0 : 20 }
	);
	return [
		...sweepRows(`${scale}: `, columns, quick),
		{ name: `${scale}: bookings laid out as dates`, value: expand, unit: 'ms' },
		{ name: `${scale}: who holds what from whom`, value: pair, unit: 'ms' }
	];
}

function sweepRows(prefix: string, columns: Columns, quick: boolean): Row[] {
	const { group, start, end } = columns;
	const sorted = sortStretches(group, start, end);
	const { sort, sweep, pass } = race(
		{
			sort: () => sortStretches(group, start, end),
			sweep: () => overlapsIn(sorted),
			pass: () => passOver(sorted)
		},
		{ rounds: quick ? 1 : 15, roundMs: quick ? 0 : 20 }
	);
	const rows = group.length.toLocaleString('en');
	const found = overlapsIn(sorted).toLocaleString('en');
	return [
		{ name: `${prefix}${rows} stretches sorted`, value: sort, unit: 'ms' },
		{
			name: `${prefix}all ${found} conflicts among ${rows} stretches`,
			...{ value: sweep, unit: 'ms', peer: 'one pass', ratio: pass / sweep, aim: '≥ 0.5 ×' }
		}
	];
}

function overlapsIn(sorted: Stretches): number {
	let found = 0;
	eachOverlap(sorted, () => found++);
	return found;
}

/** The least that can be done with sorted rows: each is held against the one before it. */
function passOver({ group, start, end, source }: Stretches): number {
	let seen = 0;
	let before = -1;
	let until = -1;
	for (let row = 0; row < start.length; row++) {
		const room = group[row] ?? 0;
		if (room === before && (start[row] ?? 0) < until) seen += (source[row] ?? 0) >= 0 ? 1 : 0;
		before = room;
		until = end[row] ?? 0;
	}
	return seen;
}

/** 200,000 stretches of an hour or two over a year in 500 rooms. */
function random(): Columns {
	const chance = new Chance(1);
	const count = 200_000;
	const group = Int32Array.from({ length: count }, () => chance.whole(0, 499));
	const start = Int32Array.from({ length: count }, () => chance.whole(0, 365 * 96) * 15);
	const end = start.map((at) => at + chance.whole(4, 8) * 15);
	return { group, start, end };
}
