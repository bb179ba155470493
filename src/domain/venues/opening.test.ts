import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Closure, OpeningWindow, Venue } from '../directory/directory.ts';
import { ClosureId, VenueId, WindowId } from '../ids.ts';
import { dayNumber, dayOf, type Day, type Weekday } from '../time/day.ts';
import { closedFor, openStretches } from './opening.ts';

const id = VenueId.parse('refter0000000000')!;
const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];

/** A school refectory in Flanders, lent after school hours. */
const refectory: Venue = {
	id,
	name: 'Refter De Boomgaard',
	organisation: null,
	neighbourhood: null,
	address: '',
	entrance: 'ingang speelplaats',
	capacity: 60,
	accessible: true,
	school: 'flemish',
	closedOnHolidays: true,
	removed: false
};
const townHall: Venue = { ...refectory, school: null };
const always: Venue = { ...townHall, closedOnHolidays: false };

const afterSchool = open(960, 1320, 'school-days');
const saturdays = open(540, 720, 'always', [6]);

function open(
	from: number,
	until: number,
	when: OpeningWindow['when'] = 'always',
	weekdays: readonly Weekday[] = workdays
): OpeningWindow {
	const window = WindowId.parse('window0000000000')!;
	return { id: window, venue: id, weekdays, from, until, when, removed: false };
}

function closed(first: string, last: string, more: Partial<Closure> = {}): Closure {
	const closure = ClosureId.parse('closure000000000')!;
	const days = { first: first as Day, last: last as Day };
	return { id: closure, venue: null, ...days, reason: 'schilderwerken', removed: false, ...more };
}

function on(day: string): number {
	return dayNumber(day as Day);
}

const anyDay = fc.integer({ min: on('2026-10-01'), max: on('2027-09-30') });
const anyVenue = fc
	.record({
		school: fc.constantFrom<Venue['school']>('flemish', 'french', null),
		closedOnHolidays: fc.boolean()
	})
	.map((more): Venue => ({ ...refectory, ...more }));
const anyWindow = fc
	.record({
		from: fc.nat(1500),
		length: fc.integer({ min: 1, max: 1380 }),
		when: fc.constantFrom<OpeningWindow['when']>('always', 'school-days', 'school-holidays'),
		weekdays: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7))
	})
	.map(({ from, length, when, weekdays }) => open(from, from + length, when, weekdays));
const anyWindows = fc.array(anyWindow, { maxLength: 4 });
const anyClosure = fc
	.tuple(anyDay, fc.nat(20))
	.map(([first, days]) => closed(dayOf(first), dayOf(first + days)));
const anyClosures = fc.array(anyClosure, { maxLength: 3 });
const anyTime = fc
	.tuple(fc.integer({ min: -120, max: 1440 }), fc.integer({ min: 1, max: 1400 }))
	.map(([from, length]) => ({ from, until: from + length }));

describe('a school refectory', () => {
	const tuesday = on('2026-11-24');

	test('is open after school hours, set-up and clearing included', () => {
		expect(closedFor(refectory, [afterSchool], [], tuesday, 960, 1320)).toBeNull();
		const outside = { kind: 'outside-window', windows: [[960, 1320]] };
		expect(closedFor(refectory, [afterSchool], [], tuesday, 959, 1200)).toEqual(outside);
		expect(closedFor(refectory, [afterSchool], [], tuesday, 960, 1321)).toEqual(outside);
	});

	test('is closed in the holidays of its own community only', () => {
		const autumn = on('2026-11-04');
		const ask = (venue: Venue, day: number) => closedFor(venue, [afterSchool], [], day, 1000, 1100);
		expect(ask(refectory, autumn)).toEqual({ kind: 'school-holiday', name: 'autumn' });
		expect(ask({ ...refectory, school: 'french' }, autumn)).toBeNull();
		expect(ask({ ...refectory, school: 'french' }, on('2026-10-20'))).not.toBeNull();
		expect(ask(townHall, autumn)).toBeNull();
	});

	test('is closed in the holidays whatever its other windows, or without any', () => {
		const autumn = on('2026-11-04');
		const reason = { kind: 'school-holiday', name: 'autumn' };
		expect(closedFor(refectory, [open(0, 1440)], [], autumn, 600, 700)).toEqual(reason);
		expect(closedFor(refectory, [], [], autumn, 600, 700)).toEqual(reason);
		expect(closedFor(refectory, [], [], tuesday, 600, 700)).toBeNull();
	});

	test('is open in the holidays on the weekdays for which it says so', () => {
		const windows = [afterSchool, open(540, 720, 'school-holidays', [3]), open(700, 800)];
		expect(openStretches(refectory, windows, [], on('2026-11-04')).stretches).toEqual([[540, 800]]);
		expect(openStretches(refectory, windows, [], on('2026-11-05')).closed).toEqual({
			kind: 'school-holiday',
			name: 'autumn'
		});
		expect(openStretches(refectory, windows, [], on('2026-11-25')).stretches).toEqual([
			[700, 800],
			[960, 1320]
		]);
	});
});

describe('a venue', () => {
	test('without windows is open at any time but when closed', () => {
		const [sunday, armistice] = [on('2026-11-15'), on('2026-11-11')];
		expect(closedFor(townHall, [], [], sunday, 0, 1440)).toBeNull();
		expect(closedFor(townHall, [], [], armistice, 600, 700)).toEqual({
			kind: 'public-holiday',
			name: 'armistice'
		});
		expect(closedFor(always, [], [], armistice, 600, 700)).toBeNull();
	});

	test('whose only window was removed, or is another venue’s, has no windows', () => {
		const other = VenueId.parse('elsewhere0000000')!;
		const windows = [
			{ ...afterSchool, removed: true },
			{ ...afterSchool, venue: other }
		];
		expect(closedFor(townHall, windows, [], on('2026-11-24'), 0, 1440)).toBeNull();
	});

	test('is open through two windows that touch, and not through two with a gap', () => {
		const monday = on('2026-11-23');
		const touching = [open(720, 900), open(540, 720)];
		expect(closedFor(townHall, touching, [], monday, 600, 800)).toBeNull();
		const gap = [open(721, 900), open(540, 720)];
		expect(closedFor(townHall, gap, [], monday, 600, 800)).toEqual({
			kind: 'outside-window',
			windows: [
				[540, 720],
				[721, 900]
			]
		});
	});

	test('is open as long as the longest of windows that lie in one another', () => {
		const nested = [open(540, 1080), open(600, 720)];
		expect(openStretches(townHall, nested, [], on('2026-11-23')).stretches).toEqual([[540, 1080]]);
	});

	test('with windows on other weekdays is closed, and says that there is nothing that day', () => {
		const reason = { kind: 'outside-window', windows: [] };
		const monday = on('2026-11-23');
		expect(closedFor(townHall, [saturdays], [], monday, 540, 600)).toEqual(reason);
		expect(openStretches(townHall, [saturdays], [], monday)).toEqual({
			stretches: [],
			closed: reason
		});
	});

	test('without a school calendar takes every day for a school day', () => {
		const windows = [afterSchool, open(540, 720, 'school-holidays')];
		expect(openStretches(townHall, windows, [], on('2026-11-04')).stretches).toEqual([[960, 1320]]);
	});

	test('says which closure closes it, and heeds no closure of another venue', () => {
		const monday = on('2026-11-23');
		const painting = closed('2026-11-20', '2026-11-23');
		expect(closedFor(townHall, [], [painting], monday, 600, 700)).toEqual({
			kind: 'closure',
			id: painting.id,
			reason: 'schilderwerken'
		});
		expect(closedFor(townHall, [], [painting], monday + 1, 600, 700)).toBeNull();
		const here = closed('2026-11-23', '2026-11-23', { venue: id });
		expect(closedFor(townHall, [], [here], monday, 600, 700)?.kind).toBe('closure');
		const elsewhere = { ...here, venue: VenueId.parse('elsewhere0000000')! };
		expect(closedFor(townHall, [], [elsewhere], monday, 600, 700)).toBeNull();
	});

	test('open past midnight is open in the first hours of the next day', () => {
		const friday = on('2026-11-27');
		const party = open(1200, 1560, 'always', [5]);
		expect(closedFor(townHall, [party], [], friday, 1260, 1560)).toBeNull();
		expect(closedFor(townHall, [party], [], friday + 1, 0, 120)).toBeNull();
		expect(closedFor(townHall, [party], [], friday + 1, -60, 60)).toBeNull();
		expect(openStretches(townHall, [party], [], friday).stretches).toEqual([[1200, 1440]]);
		expect(openStretches(townHall, [party], [], friday + 1).stretches).toEqual([[0, 120]]);
		expect(closedFor(townHall, [party], [], friday, 1260, 1561)).toEqual({
			kind: 'outside-window',
			windows: [[1200, 1560]]
		});
	});

	test('open past midnight into New Year’s Day closes at midnight', () => {
		const eve = on('2026-12-31');
		const party = open(1200, 1560, 'always', [4]);
		const newYear = { kind: 'public-holiday', name: 'new-year' };
		expect(closedFor(townHall, [party], [], eve, 1260, 1500)).toEqual(newYear);
		expect(closedFor(townHall, [party], [], eve, 1260, 1440)).toBeNull();
		expect(closedFor(always, [party], [], eve, 1260, 1500)).toBeNull();
	});

	test('closed on the eve has nothing left of that evening after midnight', () => {
		const party = open(1200, 1560, 'always', [5]);
		const eve = closed('2026-11-27', '2026-11-27');
		expect(closedFor(townHall, [party], [eve], on('2026-11-28'), 0, 60)?.kind).toBe(
			'outside-window'
		);
	});
});

describe('closing', () => {
	property.prop([anyVenue, anyWindows, anyClosures, anyClosure, anyDay, anyTime])(
		'is derived: lifting a closure gives back exactly the earlier answer',
		(venue, windows, closures, added, day, { from, until }) => {
			const before = closedFor(venue, windows, closures, day, from, until);
			const lifted = [...closures, { ...added, removed: true }];
			expect(closedFor(venue, windows, lifted, day, from, until)).toEqual(before);
			const during = closedFor(venue, windows, [...closures, added], day, from, until);
			if (before) expect(during).not.toBeNull();
		}
	);

	property.prop([anyVenue, anyWindows, anyClosures, anyDay, anyTime])(
		'for a stretch means: some minute of it lies in no open stretch of its day',
		(venue, windows, closures, day, { from, until }) => {
			const isOpen = (minute: number) => {
				const [over, ofDay] = [Math.floor(minute / 1440), ((minute % 1440) + 1440) % 1440];
				const { stretches } = openStretches(venue, windows, closures, day + over);
				return stretches.some(([start, end]) => start <= ofDay && ofDay < end);
			};
			// An edge of a stretch can only lie at an edge of a window: those minutes speak for the rest.
			const edges = windows.flatMap((window) => [window.from, window.until]);
			const told = [from, until - 1, ...edges.flatMap((at) => [at - 1440, at, at + 1440]), 0, 1440]
				.flatMap((minute) => [minute - 1, minute])
				.filter((minute) => from <= minute && minute < until);
			const open = told.every(isOpen);
			expect(closedFor(venue, windows, closures, day, from, until) === null).toBe(open);
		}
	);

	property.prop([anyVenue, anyWindows, anyClosures, anyDay])(
		'all day has a reason, and open stretches lie apart within the day',
		(venue, windows, closures, day) => {
			const { stretches, closed: reason } = openStretches(venue, windows, closures, day);
			expect(reason === null).toBe(stretches.length > 0);
			const edges = [-1, ...stretches.flat(), 1441];
			for (const [index, edge] of edges.slice(1).entries())
				expect(edge).toBeGreaterThan(edges[index]!);
		}
	);
});
