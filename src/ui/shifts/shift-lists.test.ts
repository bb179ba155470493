import { describe, expect, test } from 'vitest';
import type { NeighbourhoodId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import type { OpenShift } from '#views/shifts.ts';
import { byPeriod, byWeek, filterQuery, filtered, notBegun, readFilter } from './shift-lists.ts';

const thursday = '2026-11-26' as Day;
const here = 'herehereherehere' as NeighbourhoodId;

function shift(day: string, from = 600, free = 1, neighbourhood: NeighbourhoodId | null = null) {
	const occurrence = { id: `series0000000001@${day}`, day, from, until: from + 60, neighbourhood };
	return { occurrence, need: { id: 'need000000000001' }, free, others: [] } as unknown as OpenShift;
}

const days = (shifts: readonly OpenShift[]) => shifts.map(({ occurrence }) => occurrence.day);

describe('what lies ahead', () => {
	test('this week ends on Sunday, whatever day it is', () => {
		const all = ['2026-11-26', '2026-11-29', '2026-11-30', '2026-12-06', '2026-12-07'];
		const { thisWeek, nextWeek, later } = byPeriod(
			all.map((day) => shift(day)),
			thursday
		);
		expect(days(thisWeek)).toEqual(['2026-11-26', '2026-11-29']);
		expect(days(nextWeek)).toEqual(['2026-11-30', '2026-12-06']);
		expect(days(later)).toEqual(['2026-12-07']);
	});

	test('weeks go on over the end of a year that has 53 of them', () => {
		const weeks = byWeek(['2026-12-31', '2027-01-03', '2027-01-04'].map((day) => shift(day)));
		expect(weeks.map(({ monday, shifts }) => [monday, shifts.length])).toEqual([
			['2026-12-28', 2],
			['2027-01-04', 1]
		]);
	});

	test('nobody can still come to what has begun', () => {
		const all = [shift(thursday, 540), shift(thursday, 600), shift('2026-11-27', 540)];
		expect(days(notBegun(all, thursday, 599))).toEqual([thursday, '2026-11-27']);
		expect(days(notBegun(all, thursday, 600))).toEqual(['2026-11-27']);
	});
});

describe('the filter in the address', () => {
	test.each(['?', `?buurt=${here}`, '?moment=evening', `?buurt=${here}&moment=morning`])(
		'%s is read as it was written',
		(query) => {
			expect(filterQuery(readFilter(new URLSearchParams(query)))).toBe(query);
		}
	);

	test('what makes no sense asks nothing', () => {
		const asked = new URLSearchParams({ buurt: '../etc', moment: 'nacht' });
		expect(filterQuery(readFilter(asked))).toBe('?');
	});

	test('afternoon begins at noon, evening at five', () => {
		const all = [719, 720, 1019, 1020].map((from) => shift(thursday, from));
		const counts = (['morning', 'afternoon', 'evening', 'all'] as const).map(
			(dayPart) => filtered(all, { neighbourhood: null, dayPart }).length
		);
		expect(counts).toEqual([1, 2, 1, 4]);
	});

	test('other neighbourhoods stay away until they are asked for', () => {
		const all = [shift(thursday, 600, 0, here), shift(thursday, 600, 1, here), shift(thursday)];
		const ask = (neighbourhood: NeighbourhoodId | null) =>
			filtered(all, { neighbourhood, dayPart: 'all' }).length;
		expect([ask(here), ask(null)]).toEqual([2, 3]);
	});
});
