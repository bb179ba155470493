import { describe, expect, test } from 'vitest';
import type { Venue } from '#domain/directory/directory.ts';
import { type NeighbourhoodId, type SeriesId, type VenueId, occurrenceId } from '#domain/ids.ts';
import type { Occurrence, Plan } from '#domain/series/series.ts';
import { type Day, dayNumber, parseWeek } from '#domain/time/day.ts';
import type { Planned } from '#views/planning.ts';
import { dayWidths, inNeighbourhood, venueRows, weekGrid } from './grid.ts';
import { firstSpot, focusAfter, spotOf } from './grid-keys.ts';
import { destinationByKey, moveChange, placeOf } from './moving.ts';
import { daysOf } from './week-address.ts';

const days = daysOf(parseWeek('2026-W48')!);
const leie = 'n000000000000001' as NeighbourhoodId;
const veld = 'n000000000000002' as NeighbourhoodId;
const refter = venue('refter', leie);
const hall = venue('hall', veld);
const open = () => ({ stretches: [[0, 1440] as [number, number]], closed: null });

function id(name: string): string {
	return name.padEnd(16, '0').slice(0, 16);
}

function venue(name: string, neighbourhood: NeighbourhoodId): Venue {
	const plain = { organisation: null, address: '', entrance: '', capacity: 40, accessible: true };
	const rest = { school: null, closedOnHolidays: false, removed: false };
	return { id: id(name) as VenueId, name, neighbourhood, ...plain, ...rest };
}

function planned(
	name: string,
	day: string,
	venue: Venue | null,
	fields: Partial<Occurrence> = {}
): Planned {
	const series = id(name) as SeriesId;
	const occurrence: Occurrence = {
		id: occurrenceId(series, day as Day),
		series,
		day: day as Day,
		dayNumber: dayNumber(day as Day),
		from: 840,
		until: 960,
		title: name,
		neighbourhood: null,
		organisation: null,
		venue: venue?.id ?? null,
		setUpMinutes: 0,
		clearingMinutes: 0,
		note: '',
		staffRules: [],
		needs: [],
		cancelled: false,
		changed: false,
		...fields
	};
	const cover = { needs: [], shortages: [], clashes: new Set<never>() };
	return { occurrence, cover, booked: { status: 'held' }, problems: [] };
}

const soup = planned('soup', '2026-11-24', refter);
const cards = planned('cards', '2026-11-24', refter, { from: 1000, until: 1100 });
const walk = planned('walk', '2026-11-26', null);
const rows = weekGrid(days, [soup, cards, walk], [refter, hall], open);

describe('the week as a grid', () => {
	test('gives every venue a row, also an empty one, and what has no venue the last', () => {
		expect(rows.map(({ venue }) => venue?.name ?? null)).toEqual(['refter', 'hall', null]);
		expect(rows[0]?.cells[1]?.blocks).toEqual([soup, cards]);
		expect(rows[2]?.cells[3]?.blocks).toEqual([walk]);
	});

	test('says when a venue is open only where that is not the whole day', () => {
		const school = () => ({ stretches: [[960, 1260] as [number, number]], closed: null });
		expect(rows[0]?.cells[0]?.open).toBeNull();
		expect(weekGrid(days, [], [refter], school)[0]?.cells[0]?.open).toEqual([[960, 1260]]);
	});

	test('lets an empty weekend make room for the other days', () => {
		expect(dayWidths(rows, days)).toEqual([1, 1, 1, 1, 1, 0.5, 0.5]);
	});

	test('of one neighbourhood keeps what takes place in its venues', () => {
		const find = (id: VenueId) => [refter, hall].find((one) => one.id === id) ?? null;
		const own = planned('own', '2026-11-25', hall, { neighbourhood: leie });
		expect(inNeighbourhood([soup, walk, own], leie, find)).toEqual([soup, own]);
		const kept = venueRows([refter, hall], [own], leie, String, 'nl');
		expect(kept.map(({ name }) => name)).toEqual(['refter', 'hall']);
	});

	test('keeps the row of a venue that was removed while something is planned there', () => {
		const gone = { ...hall, removed: true };
		const there = planned('there', '2026-11-25', gone);
		expect(venueRows([refter, gone], [there], null, String, 'nl')).toContain(gone);
		expect(venueRows([refter, gone], [], null, String, 'nl')).not.toContain(gone);
	});
});

describe('arrows', () => {
	const at = { row: 0, day: 1, index: 0 };

	test('go through the blocks of a cell before they leave it', () => {
		expect(focusAfter(rows, at, 'ArrowDown')).toEqual({ ...at, index: 1 });
		expect(focusAfter(rows, { ...at, index: 1 }, 'ArrowDown')).toEqual({
			row: 1,
			day: 1,
			index: 0
		});
		expect(focusAfter(rows, { row: 1, day: 1, index: 0 }, 'ArrowUp')).toEqual({ ...at, index: 1 });
	});

	test('stop at the edges of the week', () => {
		expect(focusAfter(rows, { row: 0, day: 0, index: 0 }, 'ArrowLeft')).toBeNull();
		expect(focusAfter(rows, { row: 2, day: 3, index: 0 }, 'ArrowDown')).toBeNull();
		expect(focusAfter(rows, at, 'End')).toEqual({ row: 0, day: 6, index: 0 });
	});

	test('begin with today, else with the first block', () => {
		expect(firstSpot(rows, '2026-11-26')).toEqual({ row: 2, day: 3, index: 0 });
		expect(firstSpot(rows, '2026-11-23')).toEqual(at);
		expect(spotOf(rows, walk.occurrence.id)).toEqual({ row: 2, day: 3, index: 0 });
	});
});

describe('Alt and an arrow', () => {
	const date = soup.occurrence;

	test('move a date by a day, a venue or a quarter of an hour', () => {
		const here = placeOf(date);
		expect(destinationByKey(date, rows, 'ArrowRight', false)).toEqual({
			...here,
			day: '2026-11-25'
		});
		expect(destinationByKey(date, rows, 'ArrowDown', false)).toEqual({ ...here, venue: hall.id });
		expect(destinationByKey(date, rows, 'ArrowUp', true)).toEqual({
			...here,
			from: 825,
			until: 945
		});
	});

	test('say what stands in the way', () => {
		const sunday = { ...date, day: days[6]! };
		expect(destinationByKey(sunday, rows, 'ArrowRight', false)).toBe('day');
		expect(destinationByKey(date, rows, 'ArrowUp', false)).toBe('venue');
		expect(destinationByKey({ ...date, from: 5 }, rows, 'ArrowUp', true)).toBe('time');
		expect(destinationByKey({ ...date, cancelled: true }, rows, 'ArrowUp', true)).toBe('cancelled');
	});
});

describe('what is written when a date is moved', () => {
	const date = soup.occurrence;
	const plan = { venue: refter.id, from: 840, until: 960 } as Plan;

	test('is only what differs', () => {
		expect(moveChange(date, { ...placeOf(date), venue: hall.id }, plan)).toEqual({
			venue: hall.id
		});
	});

	test('follows the series again where it is back', () => {
		const moved = { ...date, day: days[4]!, from: 900, until: 1020 };
		const back = moveChange(moved, placeOf(date), plan);
		expect(back).toEqual({ day: undefined, from: undefined, until: undefined });
	});
});
