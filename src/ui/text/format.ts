import { dayNumber, type Day, type Minutes } from '#domain/time/day.ts';
import type { Language } from './messages.ts';

/** How people say things: every function takes the language, and none ever answers with an ISO date. */

const locales: Record<Language, string> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB' };

/** `di 24 nov`, `mar. 24 nov.`, `Tue 24 Nov`. */
export function shortDate(day: Day, language: Language): string {
	return dated(day, language, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** `dinsdag 24 november`; with `year`, `dinsdag 24 november 2026`. */
export function longDate(day: Day, language: Language, year = false): string {
	return dated(day, language, {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(year ? { year: 'numeric' as const } : {})
	});
}

/** `24 nov`: for where the weekday stands already. */
export function dateOnly(day: Day, language: Language): string {
	return dated(day, language, { day: 'numeric', month: 'short' });
}

/** `24 november 2026`. */
export function fullDate(day: Day, language: Language): string {
	return dated(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `november 2026`. */
export function monthName(day: Day, language: Language): string {
	return dated(day, language, { month: 'long', year: 'numeric' });
}

/** `dinsdag` or, short, `di`. */
export function weekdayName(
	day: Day,
	language: Language,
	width: 'long' | 'short' = 'long'
): string {
	return dated(day, language, { weekday: width });
}

/** `gisteren`, `vandaag`, `morgen`, and otherwise the short date. */
export function spokenDay(day: Day, today: Day, language: Language): string {
	const away = dayNumber(day) - dayNumber(today);
	if (Math.abs(away) > 1) return shortDate(day, language);
	return formatter(relatives, language, relative).format(away, 'day');
}

/** `23-29 november`, `28 december 2026 - 3 januari 2027`: as short as it can be without a doubt. */
export function dayRange(from: Day, until: Day, language: Language): string {
	const sameYear = from.slice(0, 4) === until.slice(0, 4);
	const last = dated(until, language, {
		day: 'numeric',
		month: 'long',
		...(sameYear ? {} : { year: 'numeric' as const })
	});
	if (from === until) return last;
	if (from.slice(0, 7) === until.slice(0, 7)) return `${Number(from.slice(8))}-${last}`;
	const first = sameYear
		? dated(from, language, { day: 'numeric', month: 'long' })
		: fullDate(from, language);
	return `${first} - ${last}`;
}

/** `16:00`; past midnight the clock on the wall starts again. */
export function clock(minutes: Minutes): string {
	const onTheWall = ((minutes % 1440) + 1440) % 1440;
	return `${twoDigits(Math.floor(onTheWall / 60))}:${twoDigits(onTheWall % 60)}`;
}

/** `16:00-18:30`, the same in each language. */
export function timeRange(from: Minutes, until: Minutes): string {
	return `${clock(from)}-${clock(until)}`;
}

/** `Jan, Fatima en Rosa`. */
export function list(names: readonly string[], language: Language): string {
	return formatter(lists, language, conjunction).format(names);
}

/** `Jan, Fatima of Rosa`: any one of them. */
export function either(names: readonly string[], language: Language): string {
	return formatter(choices, language, disjunction).format(names);
}

/** `1 plaats`, `3 plaatsen`: the number with the word that fits; French says `0 place`, Dutch `0 plaatsen`. */
export function counted(count: number, one: string, other: string, language: Language): string {
	return `${number(count, language)} ${plural(count, one, other, language)}`;
}

/** The word that fits the number. */
export function plural(count: number, one: string, other: string, language: Language): string {
	return formatter(plurals, language, cardinal).select(count) === 'one' ? one : other;
}

/** `7.120`. */
export function number(value: number, language: Language): string {
	return formatter(numbers, language, decimal).format(value);
}

/** `€ 7.120`, `€ 12,50`: cents only where there are any. */
export function euros(cents: number, language: Language): string {
	return new Intl.NumberFormat(locales[language], {
		style: 'currency',
		currency: 'EUR',
		minimumFractionDigits: cents % 100 === 0 ? 0 : 2
	}).format(cents / 100);
}

function dated(day: Day, language: Language, parts: Intl.DateTimeFormatOptions): string {
	const key = `${language} ${JSON.stringify(parts)}`;
	let dates = dateFormats.get(key);
	if (!dates) {
		dates = new Intl.DateTimeFormat(locales[language], { ...parts, timeZone: 'UTC' });
		dateFormats.set(key, dates);
	}
	// Some versions of the language data write "Tue, 24 Nov": on a card the comma only costs room.
	return dates.format(dayNumber(day) * 86_400_000).replaceAll(',', '');
}

// Making a formatter costs a thousand times what using it costs, and a week shows hundreds of dates.
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<Language, Intl.RelativeTimeFormat>();
const lists = new Map<Language, Intl.ListFormat>();
const choices = new Map<Language, Intl.ListFormat>();
const plurals = new Map<Language, Intl.PluralRules>();
const numbers = new Map<Language, Intl.NumberFormat>();

const relative = (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const conjunction = (locale: string) => new Intl.ListFormat(locale, { type: 'conjunction' });
const disjunction = (locale: string) => new Intl.ListFormat(locale, { type: 'disjunction' });
const cardinal = (locale: string) => new Intl.PluralRules(locale);
const decimal = (locale: string) => new Intl.NumberFormat(locale);

function formatter<F>(made: Map<Language, F>, language: Language, make: (locale: string) => F): F {
	const known = made.get(language);
	if (known) return known;
	const fresh = make(locales[language]);
	made.set(language, fresh);
	return fresh;
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}
