import { dateOf, numberOf } from './day.ts';

/** The ten public holidays of Belgium (Act of 4 January 1974, Royal Decree of 18 April 1974). */
export type HolidayName =
	| 'new-year'
	| 'easter-monday'
	| 'labour-day'
	| 'ascension'
	| 'whit-monday'
	| 'national-day'
	| 'assumption'
	| 'all-saints'
	| 'armistice'
	| 'christmas';

/** Day number of Easter Sunday, by the Gregorian computus of Meeus, Jones and Butcher (1876). */
export function easter(year: number): number {
	const moonCycle = year % 19;
	const century = Math.floor(year / 100);
	const yearOfCentury = year % 100;
	const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
	const epact = (19 * moonCycle + century - Math.floor(century / 4) - correction + 15) % 30;
	const leaps = 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4);
	const toSunday = (32 + leaps - epact - (yearOfCentury % 4)) % 7;
	const late = Math.floor((moonCycle + 11 * epact + 22 * toSunday) / 451);
	const days = epact + toSunday - 7 * late + 114;
	return numberOf(year, Math.floor(days / 31), (days % 31) + 1);
}

const movable: readonly (readonly [daysAfterEaster: number, name: HolidayName])[] = [
	[1, 'easter-monday'],
	[39, 'ascension'],
	[50, 'whit-monday']
];

const fixed: readonly (readonly [month: number, date: number, name: HolidayName])[] = [
	[1, 1, 'new-year'],
	[5, 1, 'labour-day'],
	[7, 21, 'national-day'],
	[8, 15, 'assumption'],
	[11, 1, 'all-saints'],
	[11, 11, 'armistice'],
	[12, 25, 'christmas']
];

/** The public holidays of a year by day number. Where two fall together (Ascension on 1 May 2008) the fixed one names the day. */
export function publicHolidays(year: number): Map<number, HolidayName> {
	const sunday = easter(year);
	return new Map([
		...movable.map(([days, name]) => [sunday + days, name] as const),
		...fixed.map(([month, date, name]) => [numberOf(year, month, date), name] as const)
	]);
}

const years = new Map<number, ReadonlyMap<number, HolidayName>>();

/** Which public holiday a day is, or null. Each year is computed once: every date of every series asks. */
export function publicHoliday(dayNumber: number): HolidayName | null {
	const { year } = dateOf(dayNumber);
	const holidays = years.get(year) ?? publicHolidays(year);
	years.set(year, holidays);
	return holidays.get(dayNumber) ?? null;
}
