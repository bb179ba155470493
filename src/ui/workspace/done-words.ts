import { deeds } from '../text/deeds.ts';
import type { Language } from '../text/messages.ts';
import { weekActions } from '../text/week-actions.ts';

/** Everything that history can name: a command without words for "undo …" does not compile. */
export type DeedName =
	keyof (typeof deeds)['nl']['done'] | keyof (typeof weekActions)['nl']['done'];

/** What a step is called: "een persoon toevoegen". */
export function doneWords(name: string | null, language: Language): string {
	const words: Readonly<Record<string, string>> = {
		...deeds[language].done,
		...weekActions[language].done
	};
	const known = name !== null && Object.hasOwn(words, name) ? words[name] : undefined;
	return known ?? weekActions[language].lastChange;
}
