import type { Season } from '#domain/directory/directory.ts';
import { activity } from '#ui/text/activity.ts';
import { dayRange } from '#ui/text/format.ts';
import type { Language } from '#ui/text/messages.ts';
import type { DraftErrors } from './activity-draft.ts';

/** What is wrong, in words, by field. @param season the one that the dates must lie in */
export function errorWords(
	errors: DraftErrors,
	season: Season | null,
	language: Language
): Readonly<Record<string, string>> {
	const words = activity[language].errors;
	const range = season ? dayRange(season.first, season.last, language) : '';
	return Object.fromEntries(
		Object.entries(errors).map(([field, error]) => [
			field,
			error === 'outsideSeason' ? words.outsideSeason(range) : words[error]
		])
	);
}
