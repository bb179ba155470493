import type { ClosedReason, OpenStretch } from '#domain/venues/opening.ts';
import { closures } from './closures.ts';
import { list, timeRange } from './format.ts';
import type { Language } from './messages.ts';

/** Why a venue is closed, where that it is closed is said already: "herfstvakantie", "enkel open 16:00-22:00". Empty where nobody said why. */
export function reasonWords(reason: ClosedReason, language: Language): string {
	const words = closures[language];
	switch (reason.kind) {
		case 'public-holiday':
			return words.holidays[reason.name];
		case 'school-holiday':
			return words.school[reason.name];
		case 'closure':
			return reason.reason;
		case 'outside-window':
			return reason.windows.length === 0 ? '' : words.openOnly(openWords(reason.windows, language));
	}
}

/** "9:00-12:00 en 13:30-17:00". */
export function openWords(stretches: readonly OpenStretch[], language: Language): string {
	return list(
		stretches.map(([from, until]) => timeRange(from, until)),
		language
	);
}
