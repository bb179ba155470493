import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { dateOf, dayNumber, dayOf, numberOf, weekdayOfNumber, type Day } from './day.ts';
import { easter, publicHoliday, publicHolidays } from './holidays.ts';

/** The table that Belgium published; the other seven fall on the same date every year. */
const movable = [
	{ year: 2026, easterMonday: '04-06', ascension: '05-14', whitMonday: '05-25' },
	{ year: 2027, easterMonday: '03-29', ascension: '05-06', whitMonday: '05-17' },
	{ year: 2028, easterMonday: '04-17', ascension: '05-25', whitMonday: '06-05' }
];

test.each(movable)('the public holidays of $year are those that Belgium published', (row) => {
	const named = [...publicHolidays(row.year)].map(([day, name]) => [dayOf(day).slice(5), name]);
	expect(named.toSorted()).toEqual(
		[
			['01-01', 'new-year'],
			[row.easterMonday, 'easter-monday'],
			['05-01', 'labour-day'],
			[row.ascension, 'ascension'],
			[row.whitMonday, 'whit-monday'],
			['07-21', 'national-day'],
			['08-15', 'assumption'],
			['11-01', 'all-saints'],
			['11-11', 'armistice'],
			['12-25', 'christmas']
		].toSorted()
	);
});

// The earliest and the latest Easter, the exceptions of 1954, 1981 and 2049, and the clock change of 2027.
test.each([
	'1818-03-22',
	'1943-04-25',
	'1954-04-18',
	'1981-04-19',
	'2008-03-23',
	'2027-03-28',
	'2038-04-25',
	'2049-04-18'
])('Easter falls on %s', (day) => {
	expect(dayOf(easter(Number(day.slice(0, 4))))).toBe(day);
});

test('Labour Day keeps its name when Ascension falls on it, as in 2008', () => {
	expect(publicHoliday(dayNumber('2008-05-01' as Day))).toBe('labour-day');
	expect(publicHolidays(2008).size).toBe(9);
});

test('local days off are no public holidays', () => {
	for (const day of ['2027-07-11', '2027-09-27', '2027-11-02', '2027-11-15', '2027-12-26']) {
		expect(publicHoliday(dayNumber(day as Day))).toBeNull();
	}
});

property.prop([fc.integer({ min: 1900, max: 2200 })])(
	'Easter is a Sunday from 22 March to 25 April',
	(year) => {
		expect(weekdayOfNumber(easter(year))).toBe(7);
		expect(easter(year)).toBeGreaterThanOrEqual(numberOf(year, 3, 22));
		expect(easter(year)).toBeLessThanOrEqual(numberOf(year, 4, 25));
	}
);

property.prop([fc.integer({ min: 0, max: 60_000 })])(
	'asking a day equals looking in its year',
	(day) => {
		const year = publicHolidays(dateOf(day).year);
		expect(publicHoliday(day)).toBe(year.get(day) ?? null);
	}
);
