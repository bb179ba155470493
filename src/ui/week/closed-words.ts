import type { Row } from './grid.ts';
import type { ClosedReason, OpenStretch } from '#domain/venues/opening.ts';
import { closures } from '#ui/text/closures.ts';
import { list, timeRange } from '#ui/text/format.ts';
import type { Language } from '#ui/text/messages.ts';

/** Why a venue is closed: "dicht (herfstvakantie)", "enkel open 16:00-22:00". */
export function closedWords(reason: ClosedReason, language: Language): string {
	const words = closures[language];
	const why = reasonWords(reason, language);
	return reason.kind === 'outside-window' || why === words.closed ? why : words.closedFor(why);
}

/** The same where "dicht" stands there already: "herfstvakantie", "enkel open 16:00-22:00". */
export function reasonWords(reason: ClosedReason, language: Language): string {
	const words = closures[language];
	switch (reason.kind) {
		case 'public-holiday':
			return words.holidays[reason.name];
		case 'school-holiday':
			return words.school[reason.name];
		case 'closure':
			return reason.reason === '' ? words.closed : reason.reason;
		case 'outside-window':
			return reason.windows.length === 0
				? words.closed
				: words.openOnly(openWords(reason.windows, language));
	}
}

/** "9:00-12:00 en 13:30-17:00". */
export function openWords(stretches: readonly OpenStretch[], language: Language): string {
	return list(
		stretches.map(([from, until]) => timeRange(from, until)),
		language
	);
}

/** When a venue is open on most of the days on which it is not open throughout; null where days differ. */
export function usualHours({ cells }: Row, language: Language): string | null {
	const counts = new Map<string, number>();
	for (const { open } of cells) {
		const hours = open && openWords(open, language);
		if (hours) counts.set(hours, (counts.get(hours) ?? 0) + 1);
	}
	const [most] = [...counts].sort(([, a], [, b]) => b - a);
	return most && most[1] > 1 ? most[0] : null;
}
