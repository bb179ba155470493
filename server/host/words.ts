import type { HostWords } from './host-words.ts';
import { en } from './words-en.ts';
import { fr } from './words-fr.ts';
import { nl } from './words-nl.ts';

/** The languages of the status page; Dutch is the source of the other two. */
export type Language = 'nl' | 'fr' | 'en';

export const words: Readonly<Record<Language, HostWords>> = { nl, fr, en };

export const languages: readonly Language[] = ['nl', 'fr', 'en'];

/** What the reader asked for, else what her browser asks for, else Dutch. */
export function languageFor(asked: string | null, acceptLanguage: string): Language {
	const wanted = [asked ?? '', ...acceptLanguage.split(',')].map((tag) => tag.trim().slice(0, 2));
	return wanted.map((tag) => languages.find((one) => one === tag)).find(Boolean) ?? 'nl';
}
