import type { Row } from './grid.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';
import { openWords, reasonWords } from '#ui/text/closed-reason.ts';
import { closures } from '#ui/text/closures.ts';
import type { Language } from '#ui/text/messages.ts';

/** Why a venue is closed: "dicht (herfstvakantie)", "enkel open 16:00-22:00". */
export function closedWords(reason: ClosedReason, language: Language): string {
	const words = closures[language];
	const why = reasonWords(reason, language);
	if (why === '') return words.closed;
	return reason.kind === 'outside-window' ? why : words.closedFor(why);
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
