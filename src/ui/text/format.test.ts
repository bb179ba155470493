import { describe, expect, test } from 'vitest';
import type { Day } from '#domain/time/day.ts';
import * as say from './format.ts';

const tuesday = '2026-11-24' as Day;

describe('a day', () => {
	test('is said short, as on a roster', () => {
		expect(say.shortDate(tuesday, 'nl')).toBe('di 24 nov');
		expect(say.shortDate(tuesday, 'fr')).toBe('mar. 24 nov.');
		expect(say.shortDate(tuesday, 'en')).toBe('Tue 24 Nov');
	});

	test('is said in full, with the year when asked', () => {
		expect(say.longDate(tuesday, 'nl')).toBe('dinsdag 24 november');
		expect(say.longDate(tuesday, 'fr', true)).toBe('mardi 24 novembre 2026');
		expect(say.longDate(tuesday, 'en')).toBe('Tuesday 24 November');
	});

	test('near today is named as people do', () => {
		expect(say.spokenDay(tuesday, tuesday, 'nl')).toBe('vandaag');
		expect(say.spokenDay('2026-11-25' as Day, tuesday, 'nl')).toBe('morgen');
		expect(say.spokenDay('2026-11-23' as Day, tuesday, 'fr')).toBe('hier');
		expect(say.spokenDay('2026-11-26' as Day, tuesday, 'en')).toBe('Thu 26 Nov');
	});

	test('on which the clocks change is still that day', () => {
		expect(say.shortDate('2026-03-29' as Day, 'nl')).toBe('zo 29 mrt');
		expect(say.shortDate('2026-10-25' as Day, 'nl')).toBe('zo 25 okt');
	});
});

describe('a stretch of days', () => {
	test('names the month once, the year only where it changes', () => {
		expect(say.dayRange('2026-11-23' as Day, '2026-11-29' as Day, 'nl')).toBe('23-29 november');
		expect(say.dayRange('2026-11-30' as Day, '2026-12-06' as Day, 'nl')).toBe(
			'30 november - 6 december'
		);
		expect(say.dayRange('2026-12-28' as Day, '2027-01-03' as Day, 'fr')).toBe(
			'28 décembre 2026 - 3 janvier 2027'
		);
	});
});

describe('a time', () => {
	test('is what the clock on the wall says, past midnight too', () => {
		expect(say.timeRange(960, 1110)).toBe('16:00-18:30');
		expect(say.timeRange(1320, 1500)).toBe('22:00-01:00');
	});
});

describe('numbers and lists', () => {
	test('nought is many in Dutch and one in French', () => {
		expect(say.counted(0, 'plaats', 'plaatsen', 'nl')).toBe('0 plaatsen');
		expect(say.counted(0, 'place', 'places', 'fr')).toBe('0 place');
		expect(say.counted(1, 'plaats', 'plaatsen', 'nl')).toBe('1 plaats');
	});

	test('names are joined as they are spoken', () => {
		expect(say.list(['Jan', 'Fatima', 'Rosa'], 'nl')).toBe('Jan, Fatima en Rosa');
		expect(say.list(['Jan', 'Fatima'], 'fr')).toBe('Jan et Fatima');
		expect(say.either(['Jan', 'Fatima', 'Rosa'], 'nl')).toBe('Jan, Fatima of Rosa');
	});

	test('cents are shown only where there are any', () => {
		expect(say.euros(712_000, 'nl')).toBe('€\u00a07.120');
		expect(say.euros(1_250, 'nl')).toBe('€\u00a012,50');
	});
});
