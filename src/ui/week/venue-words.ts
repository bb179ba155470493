import { activity as dictionary } from '#ui/text/activity.ts';
import { reasonWords } from '#ui/text/closed-reason.ts';
import { cover } from '#ui/text/cover.ts';
import { shortDate, timeRange } from '#ui/text/format.ts';
import type { Language } from '#ui/text/messages.ts';
import type { Names } from './names.ts';
import type { VenueTrouble } from './venue-check.ts';

const mostNamed = 3;

/**
 * What stands in the way of a venue, one line for what is closed and one for what is taken.
 *
 * @param of how many dates were asked about
 */
export function troubleWords(
	{ closed, taken }: VenueTrouble,
	of: number,
	names: Names,
	language: Language
): string[] {
	const words = dictionary[language];
	const closedDays = closed.map(({ date, reason }) => {
		const why = reasonWords(reason, language);
		return why === '' ? shortDate(date.day, language) : `${shortDate(date.day, language)} (${why})`;
	});
	const takenDays = taken.map(({ date, by }) => {
		const title = names.series(by.series) ?? cover[language].anotherActivity;
		return `${shortDate(date.day, language)}, ${title} ${timeRange(by.from, by.until)}`;
	});
	return [
		...(closed.length > 0 ? [words.closedOn(closed.length, of, some(closedDays, language))] : []),
		...(taken.length > 0 ? [words.takenOn(taken.length, of, some(takenDays, language))] : [])
	];
}

function some(days: readonly string[], language: Language): string {
	const named = days.slice(0, mostNamed).join('; ');
	const rest = days.length - mostNamed;
	return rest > 0 ? `${named} ${dictionary[language].andMore(rest)}` : named;
}
