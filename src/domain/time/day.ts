import type { Brand } from '../brand.ts';

/** A day in the workspace's own calendar, `2026-11-24`. Days compare as text. */
export type Day = Brand<string, 'Day'>;

/** Minutes since midnight on a clock on the wall, 0 to 2880: past 1440 lies the next day. */
export type Minutes = number;

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

export const Day = {
	/** The day that `text` names, or null when there is no such day. */
	parse(text: unknown): Day | null {
		if (typeof text !== 'string') return null;
		const match = dayPattern.exec(text);
		if (!match) return null;
		const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
		if (year < 1900 || month < 1 || month > 12 || date < 1) return null;
		return date <= daysInMonth(year, month) ? (text as Day) : null;
	}
};

export function daysInMonth(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1 January 1970: days as whole numbers, for arithmetic. */
export function dayNumber(day: Day): number {
	return numberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** Days since 1 January 1970 of a date, by the civil-from-days arithmetic of Howard Hinnant (2013). */
export function numberOf(year: number, month: number, date: number): number {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
	const dayOfEra =
		yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

/** Year, month (1-12) and date of a day number. */
export function dateOf(number: number): { year: number; month: number; date: number } {
	const z = number + 719468;
	const era = Math.floor(z / 146097);
	const dayOfEra = z - era * 146097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36524) -
			Math.floor(dayOfEra / 146096)) /
			365
	);
	const dayOfYear =
		dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const mp = Math.floor((5 * dayOfYear + 2) / 153);
	const month = mp < 10 ? mp + 3 : mp - 9;
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		date: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1
	};
}

export function dayOf(number: number): Day {
	const { year, month, date } = dateOf(number);
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` as Day;
}

export function addDays(day: Day, days: number): Day {
	return dayOf(dayNumber(day) + days);
}

export function weekdayOfNumber(number: number): Weekday {
	return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function weekday(day: Day): Weekday {
	return weekdayOfNumber(dayNumber(day));
}

/** The Monday of the ISO week in which `day` lies. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekday(day));
}

/** An ISO week: 2026 has 53, and 1 January 2027 lies in week 53 of 2026. */
export interface Week {
	readonly year: number;
	readonly week: number;
}

export function weekOf(day: Day): Week {
	const thursday = dayNumber(mondayOf(day)) + 3;
	const { year } = dateOf(thursday);
	return { year, week: Math.floor((thursday - numberOf(year, 1, 1)) / 7) + 1 };
}

/** The Monday with which an ISO week begins. */
export function mondayOfWeek({ year, week }: Week): Day {
	const fourth = dayOf(numberOf(year, 1, 4));
	return addDays(mondayOf(fourth), (week - 1) * 7);
}

/** `2026-W48`, as in a URL. */
export function weekText({ year, week }: Week): string {
	return `${pad(year, 4)}-W${pad(week, 2)}`;
}

/** The week that `text` names, or null when that year has no such week. */
export function parseWeek(text: string): Week | null {
	const match = /^(\d{4})-W(\d{2})$/.exec(text);
	if (!match) return null;
	const named = { year: Number(match[1]), week: Number(match[2]) };
	if (named.year < 1900 || named.week < 1) return null;
	return weekText(weekOf(mondayOfWeek(named))) === text ? named : null;
}

function pad(number: number, width: number): string {
	return String(number).padStart(width, '0');
}
