// Faults that were planted and seen red: no leap day in 2000; weeks from Sunday; week 53 always accepted.
import { fc, test as property } from '@fast-check/vitest';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
	Day,
	addDays,
	dateOf,
	dayNumber,
	dayOf,
	daysInMonth,
	mondayOf,
	mondayOfWeek,
	numberOf,
	parseWeek,
	weekOf,
	weekText,
	weekday
} from './day.ts';

const epoch = Temporal.PlainDate.from('1970-01-01');
/** 1900 to 2200. */
const anyNumber = fc.integer({ min: -25_567, max: 84_005 });
const anyParts = fc.tuple(fc.nat(3000), fc.nat(14), fc.nat(33));

function peer(day: Day): Temporal.PlainDate {
	return Temporal.PlainDate.from(day);
}

describe('a day', () => {
	property.prop([anyNumber], { numRuns: 500 })('is Temporal’s', (number) => {
		const day = dayOf(number);
		const theirs = epoch.add({ days: number });
		expect(day).toBe(theirs.toString());
		expect(dayNumber(day)).toBe(number);
		expect(dateOf(number)).toEqual({ year: theirs.year, month: theirs.month, date: theirs.day });
		expect(numberOf(theirs.year, theirs.month, theirs.day)).toBe(number);
		expect(weekday(day)).toBe(theirs.dayOfWeek);
		expect(daysInMonth(theirs.year, theirs.month)).toBe(theirs.daysInMonth);
	});

	property.prop([anyNumber, fc.integer({ min: -800, max: 800 })])(
		'lies as far as Temporal says',
		(number, days) => {
			expect(addDays(dayOf(number), days)).toBe(epoch.add({ days: number + days }).toString());
		}
	);

	property.prop([anyParts])('is read exactly when it exists', ([year, month, date]) => {
		const text = [
			String(year).padStart(4, '0'),
			...[month, date].map((n) => String(n).padStart(2, '0'))
		];
		const fields = { year, month, day: date };
		const exists = () => Temporal.PlainDate.from(fields, { overflow: 'reject' }).year >= 1900;
		const read = Day.parse(text.join('-'));
		if (read === null) expect(() => expect(exists()).toBe(true)).toThrow();
		else expect(exists()).toBe(true);
	});

	property.prop([fc.oneof(fc.anything(), fc.string())])(
		'is read out of nothing else',
		(foreign) => {
			const read = Day.parse(foreign);
			if (read !== null) expect(foreign).toMatch(/^\d{4}-\d\d-\d\d$/);
		}
	);
});

test('29 February is there in 2000 and 2028, not in 1900, 2027 or 2100', () => {
	const years = [1900, 2000, 2027, 2028, 2100];
	expect(years.filter((year) => Day.parse(`${year}-02-29`))).toEqual([2000, 2028]);
});

describe('a week', () => {
	property.prop([anyNumber], { numRuns: 500 })('is ISO 8601’s, as in Temporal', (number) => {
		const day = dayOf(number);
		const theirs = peer(day);
		const week = weekOf(day);
		expect(week).toEqual({ year: theirs.yearOfWeek, week: theirs.weekOfYear });
		const monday = mondayOf(day);
		expect(peer(monday).dayOfWeek).toBe(1);
		expect(mondayOfWeek(week)).toBe(monday);
		if (week.year >= 1900) expect(parseWeek(weekText(week))).toEqual(week);
	});

	test('2026 has a week 53, in which 1 January 2027 lies; 2027 has none', () => {
		expect(weekOf('2027-01-01' as Day)).toEqual({ year: 2026, week: 53 });
		expect(parseWeek('2026-W53')).toEqual({ year: 2026, week: 53 });
		expect(mondayOfWeek({ year: 2026, week: 53 })).toBe('2026-12-28');
		expect(parseWeek('2027-W53')).toBeNull();
	});

	property.prop([fc.integer({ min: 1900, max: 2300 }), fc.nat(99)])(
		'is read only when that year has it',
		(year, week) => {
			const lastWeek = Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear!;
			const read = parseWeek(weekText({ year, week }));
			expect(read).toEqual(week >= 1 && week <= lastWeek ? { year, week } : null);
		}
	);

	test.each(['2026-W1', '2026W48', '2026-w48', '2026-W48 ', '0000-W01', ''])(
		'%j names no week',
		(text) => expect(parseWeek(text)).toBeNull()
	);
});
