import { expect, test } from 'vitest';
import type { Day } from '#domain/time/day.ts';
import { firstSeason } from './first-season.ts';

test('a first season begins on this week’s Monday and lasts half a year of whole weeks', () => {
	const season = firstSeason('2026-11-26' as Day, (first, last) => `${first} tot ${last}`);
	expect(season).toEqual({
		name: '2026-11-23 tot 2027-05-23',
		first: '2026-11-23',
		last: '2027-05-23'
	});
});

test('on a Monday it begins that same day', () => {
	expect(firstSeason('2026-11-23' as Day, () => '').first).toBe('2026-11-23');
});
