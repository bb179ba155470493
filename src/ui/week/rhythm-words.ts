import type { DateShift } from '#domain/series/replan.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { ruleDayOf } from '#domain/ids.ts';
import { type Day, addDays } from '#domain/time/day.ts';
import { activity } from '#ui/text/activity.ts';
import { changing } from '#ui/text/changing.ts';
import { list, longDate, shortDate, weekdayName } from '#ui/text/format.ts';
import type { Language } from '#ui/text/messages.ts';

const monday = '2026-11-23' as Day;
const mostNamed = 4;

/** "Elke week op dinsdag en donderdag, tot en met zondag 31 januari". */
export function ruleWords(rule: Rule, language: Language): string {
	const words = changing[language];
	if (rule.kind === 'once') return words.once(longDate(rule.day, language));
	return words.untilDay(repetition(rule, language), longDate(rule.until, language));
}

function repetition(rule: Exclude<Rule, { kind: 'once' }>, language: Language): string {
	const words = changing[language];
	if (rule.kind === 'weekly') {
		const days = rule.weekdays.map((day) => weekdayName(addDays(monday, day - 1), language));
		const named = list(days, language);
		return rule.every === 1 ? words.weekly(named) : words.weeks(rule.every, named);
	}
	const nth = activity[language].nth[rule.nth === -1 ? 5 : rule.nth - 1] ?? '';
	const day = weekdayName(addDays(monday, rule.weekday - 1), language);
	return rule.every === 1 ? words.monthly(nth, day) : words.months(rule.every, nth, day);
}

/** What a change of rhythm does, to be read before it is saved. */
export interface ShiftWords {
	readonly lines: readonly string[];
	/** What somebody will have to settle afterwards; empty when nothing. */
	readonly losses: readonly string[];
}

/**
 * @param today dates before it are history: what people did for them is not listed anywhere to settle
 * @param signedUp how many sign-ups a date has
 */
export function shiftWords(
	shift: DateShift,
	today: Day,
	signedUp: (date: Occurrence) => number,
	language: Language
): ShiftWords {
	const words = changing[language];
	const { stays, goes, comes } = shift;
	if (goes.length + comes.length === 0) return { lines: [words.nothing], losses: [] };
	const coming = goes.filter(({ id }) => ruleDayOf(id) >= today);
	const past = goes.length - coming.length;
	const taken = coming.map(signedUp).filter((count) => count > 0);
	const people = taken.reduce((sum, count) => sum + count, 0);
	return {
		lines: [
			...(stays.length > 0 ? [words.stay(stays.length)] : []),
			...(comes.length > 0 ? [words.come(comes.length, named(comes, language))] : []),
			...(coming.length > 0 ? [goneWords(coming, people, language)] : [])
		],
		losses: [
			...(people > 0 ? [words.goesPeople(taken.length, people)] : []),
			...(past > 0 ? [words.goesPast(past)] : [])
		]
	};
}

function goneWords(gone: readonly Occurrence[], people: number, language: Language): string {
	const words = changing[language];
	return [
		words.go(gone.length, named(gone, language)),
		...(people === 0 ? [words.goesNobody] : []),
		...(gone.some(({ venue, cancelled }) => venue !== null && !cancelled) ? [words.roomFree] : [])
	].join(' ');
}

function named(dates: readonly Occurrence[], language: Language): string {
	const days = dates.map(({ day }) => shortDate(day, language));
	if (days.length <= mostNamed) return list(days, language);
	const shown = days.slice(0, mostNamed - 1).join(', ');
	return changing[language].andMore(shown, days.length - mostNamed + 1);
}
