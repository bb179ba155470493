import { fc } from '@fast-check/vitest';
import type { Rule } from '#domain/series/rule.ts';
import { addDays, dayNumber, dayOf, type Day, type Weekday } from '#domain/time/day.ts';

/** Rules begin and windows lie between these: both clock changes of 2027 and week 53 of 2026. */
export const begin = on('2026-09-01');
export const end = on('2028-03-31');

export const anyWindow = fc
	.tuple(fc.integer({ min: begin, max: end }), fc.integer({ min: 0, max: 400 }))
	.map(([first, length]) => ({ first, last: first + length }));
export const anyStart = fc.integer({ min: begin, max: end }).map(dayOf);
const anyWeekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const anyPeriod = fc.record({
	start: anyStart,
	days: fc.integer({ min: 0, max: 500 }),
	every: fc.integer({ min: 1, max: 5 })
});

const anyWeekly = fc
	.tuple(anyPeriod, fc.uniqueArray(anyWeekday, { minLength: 1 }))
	.map(([{ start, days, every }, weekdays]): Rule => {
		const ascending = weekdays.toSorted((a, b) => a - b);
		return { kind: 'weekly', start, until: addDays(start, days), every, weekdays: ascending };
	});
const anyMonthly = fc
	.tuple(anyPeriod, fc.constantFrom<1 | 2 | 3 | 4 | 5 | -1>(1, 2, 3, 4, 5, -1), anyWeekday)
	.map(([{ start, days, every }, nth, on]): Rule => {
		return { kind: 'monthly', start, until: addDays(start, days), every, nth, weekday: on };
	});
const anyOnce = anyStart.map((day): Rule => ({ kind: 'once', day }));
export const anyRepeated = fc.oneof(anyWeekly, anyMonthly);
export const anyRule = fc.oneof(anyWeekly, anyMonthly, anyOnce);

export function on(day: string): number {
	return dayNumber(day as Day);
}

export function weekly(start: string, until: string, every: number, ...weekdays: Weekday[]): Rule {
	return { kind: 'weekly', start: start as Day, until: until as Day, every, weekdays };
}
