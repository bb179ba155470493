import createHyphenator, { type HyphenationFunctionSync, type PatternsDefinition } from 'hyphen';
import type { Language } from './messages.ts';
import { text } from './text.svelte.ts';
import { goodBreaks } from './word-breaks.ts';

/** Words shorter than this fit anywhere. */
const minWordLength = 9;

const patternsOf: Record<Language, () => Promise<{ readonly default: PatternsDefinition }>> = {
	nl: () => import('hyphen/patterns/nl.js'),
	fr: () => import('hyphen/patterns/fr.js'),
	en: () => import('hyphen/patterns/en-gb.js')
};

/**
 * Where long words may be broken. Dutch writes "ontmoetingsnamiddag" in one word, and not every browser
 * brings its own list of where to divide it: "Ontmoetingsn-amiddag" is no way to write on a wall.
 */
class Hyphens {
	#known = $state.raw<Readonly<Partial<Record<Language, HyphenationFunctionSync>>>>({});
	readonly #asked = new Set<Language>();

	in(words: string, language: Language): string {
		if (words.length < minWordLength) return words;
		const divide = this.#known[language];
		if (divide) return goodBreaks(divide(words));
		if (!this.#asked.has(language)) this.#fetch(language);
		return words;
	}

	/** Comes after what is being painted; without it words stand as they are. */
	#fetch(language: Language): void {
		this.#asked.add(language);
		setTimeout(() => {
			patternsOf[language]().then(
				(patterns) => {
					const divide = createHyphenator(patterns.default, { async: false, minWordLength });
					this.#known = { ...this.#known, [language]: divide };
				},
				() => this.#asked.delete(language)
			);
		}, fetchAfterMs);
	}
}

const fetchAfterMs = 300;

const hyphens = new Hyphens();

/** The same words with soft hyphens where they may be broken, in the language that is spoken now. */
export function hyphenated(words: string): string {
	return hyphens.in(words, text.language);
}
