import { closedWords } from './closed-words.ts';
import { coverWords } from './cover-words.ts';
import type { Names } from './names.ts';
import { cover as coverDictionary } from '#ui/text/cover.ts';
import { list, timeRange } from '#ui/text/format.ts';
import type { Language } from '#ui/text/messages.ts';
import { problems as dictionary } from '#ui/text/problems.ts';
import type { Problem } from '#views/problems.ts';
import type { Cover } from '#views/roster.ts';

/** What is the matter, in a few words. */
export function problemWords(
	problem: Problem,
	cover: Cover,
	names: Names,
	language: Language
): string {
	const words = dictionary[language];
	const { occurrence: date } = problem;
	const venue = date.venue === null ? '' : names.venue(date.venue);
	switch (problem.kind) {
		case 'uncovered':
			return list(coverWords(cover, date, names, language).missing, language);
		case 'double-booked': {
			const title =
				names.series(problem.holder.series) ?? coverDictionary[language].anotherActivity;
			return words.doubleBooked(venue, title);
		}
		case 'unbooked':
			return words.unbooked(venue);
		case 'gone':
			return words.gone(venue);
		case 'backwards':
			return words.backwards(timeRange(date.from, date.until));
		case 'closed':
			return words.closed(venue, closedWords(problem.closed, language));
		case 'over':
			return words.over(problem.over);
		case 'clash':
			return words.clash(names.person(problem.person));
	}
}

type Words = (typeof dictionary)['nl'];

/** What the coordinator can do about it, as a verb. */
export function fixWords(problem: Problem, { fixes }: Words): string {
	return problem.kind === 'double-booked' ? fixes.doubleBooked : fixes[problem.kind];
}
