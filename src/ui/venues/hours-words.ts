import { addDays, type Day, type Weekday } from '#domain/time/day.ts';
import { list, weekdayName } from '../text/format.ts';
import type { Language } from '../text/messages.ts';

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const someMonday = '2026-11-23' as Day;

/** `ma` or `maandag`. */
export function dayName(weekday: Weekday, language: Language, width: 'long' | 'short'): string {
	return weekdayName(addDays(someMonday, weekday - 1), language, width);
}

/** `ma-vr`, `ma, wo en vr`: three or more in a row as a stretch. */
export function daysSaid(days: readonly Weekday[], language: Language): string {
	const names = runs(days).flatMap((run) => {
		const [first, last] = [run[0], run.at(-1)].map((day) => dayName(day ?? 1, language, 'short'));
		if (run.length > 2) return [`${first ?? ''}-${last ?? ''}`];
		return run.map((day) => dayName(day, language, 'short'));
	});
	return list(names, language);
}

/** Days in a row together, in the order of the week. */
function runs(days: readonly Weekday[]): Weekday[][] {
	const all: Weekday[][] = [];
	for (const day of [...days].sort((a, b) => a - b)) {
		const run = all.at(-1);
		if (run?.at(-1) === day - 1) run.push(day);
		else all.push([day]);
	}
	return all;
}
