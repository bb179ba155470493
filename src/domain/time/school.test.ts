import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf, weekdayOfNumber, type Day } from './day.ts';
import {
	flemishRule,
	publishedSchoolYears,
	schoolCalendarKnown,
	schoolHoliday,
	type SchoolHolidaySpan
} from './school.ts';

const flemishYears = publishedSchoolYears.filter(({ community }) => community === 'flemish');
const anyYear = fc.integer({ min: 1991, max: 2100 });

function on(day: string): number {
	return dayNumber(day as Day);
}

function asDays({ name, first, last }: SchoolHolidaySpan): object {
	return { name, first: dayOf(first), last: dayOf(last) };
}

describe('the Flemish rule of 1991', () => {
	test.each(flemishYears)('gives the holidays published for the year from $first', (published) => {
		const rule = flemishRule(Number(published.first.slice(0, 4)));
		expect(rule.map(asDays)).toEqual(published.holidays);
	});

	property.prop([anyYear])('begins every holiday but summer on a Monday', (year) => {
		const withoutSummer = flemishRule(year).slice(0, 4);
		expect(withoutSummer.map(({ first }) => weekdayOfNumber(first))).toEqual([1, 1, 1, 1]);
	});

	property.prop([anyYear])('holds its holidays in order, without touching', (year) => {
		const rule = [...flemishRule(year), ...flemishRule(year + 1)];
		for (const [index, { first, last }] of rule.entries()) {
			expect(first).toBeLessThanOrEqual(last);
			expect(last + 1).toBeLessThan(rule[index + 1]?.first ?? Infinity);
		}
	});
});

describe('a school holiday', () => {
	test.each(publishedSchoolYears)(
		'is confirmed on every published $community day from $first',
		({ community, first, last, holidays }) => {
			for (let day = dayNumber(first); day <= dayNumber(last); day++) {
				const name = holidays.find(
					(row) => row.first <= dayOf(day) && dayOf(day) <= row.last
				)?.name;
				const expected = name ? { name, confirmed: true } : null;
				expect(schoolHoliday(community, day)).toEqual(expected);
			}
		}
	);

	test('follows the Flemish rule, unconfirmed, beyond the published years', () => {
		expect(schoolHoliday('flemish', on('2029-09-01'))).toBeNull();
		// Christmas 2030 is a Wednesday; Easter 2030 is 21 April, so that Easter Monday closes the holiday.
		expect(schoolHoliday('flemish', on('2030-12-23'))).toEqual({
			name: 'christmas',
			confirmed: false
		});
		expect(schoolHoliday('flemish', on('2030-04-22'))).toEqual({
			name: 'easter',
			confirmed: false
		});
		expect(schoolHoliday('flemish', on('2030-04-23'))).toBeNull();
		expect(schoolHoliday('flemish', on('2030-07-15'))).toEqual({
			name: 'summer',
			confirmed: false
		});
	});

	test('is not known to the French Community before and after its published year', () => {
		expect(schoolCalendarKnown('french', on('2026-08-30'))).toBe(false);
		expect(schoolCalendarKnown('french', on('2026-08-31'))).toBe(true);
		expect(schoolCalendarKnown('french', on('2027-08-29'))).toBe(true);
		expect(schoolCalendarKnown('french', on('2027-08-30'))).toBe(false);
		expect(schoolHoliday('french', on('2027-12-27'))).toBeNull();
	});

	property.prop([fc.integer({ min: on('1991-09-01'), max: on('2099-12-31') })])(
		'is known to the Flemish on any day',
		(day) => {
			expect(schoolCalendarKnown('flemish', day)).toBe(true);
		}
	);

	test('is shared by the communities in 2026-2027 only at Christmas and in summer', () => {
		for (let day = on('2026-09-01'); day <= on('2027-08-29'); day++) {
			const flemish = schoolHoliday('flemish', day)?.name;
			if (flemish && schoolHoliday('french', day))
				expect(['christmas', 'summer']).toContain(flemish);
		}
	});
});

test('the published years of a community follow one another without overlap', () => {
	for (const [index, year] of publishedSchoolYears.entries()) {
		const next = publishedSchoolYears[index + 1];
		expect(year.holidays.every(({ first, last }) => first <= last && last <= year.last)).toBe(true);
		if (next?.community === year.community) expect(on(next.first)).toBe(on(year.last) + 1);
	}
});
