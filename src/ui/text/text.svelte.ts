/*
 * How words reach a screen:
 * 1. A feature has one file, `src/ui/text/<feature>.ts`: `export const roster = messages({ nl, fr, en })`.
 * 2. It is named once in `features` below; then `text.current.roster.claim(title)` works anywhere in ui/ and routes/.
 * 3. A feature whose words come along with a lazy screen is left out there and read with `text.of(roster).claim(title)`.
 * 4. Reading is reactive: in markup or `$derived` the words change with the language.
 * 5. A missing or superfluous word in French or English doesn't compile; see messages.ts.
 */
import { deviceMemory, recall, remember, type Memory } from '#ui/device-memory.ts';
import { common } from './common.ts';
import { kit } from './kit.ts';
import { languages, type Dictionary, type Language } from './messages.ts';

const features = { common, kit };

/** What is said on the screens now: every feature's words in one language. */
export type Texts = {
	readonly [Feature in keyof typeof features]: (typeof features)[Feature]['nl'];
};

const memoryKey = 'draaiboek.language';

/** The language in which this device speaks, and its words. */
export class Text {
	readonly #memory: Memory | null;
	#language = $state<Language>('nl');
	readonly #current = $derived(wordsIn(this.#language));

	constructor(memory: Memory | null) {
		this.#memory = memory;
		this.#language = recall(memory, memoryKey, languages) ?? 'nl';
		this.#announce();
	}

	get language(): Language {
		return this.#language;
	}

	/** The words of every feature, in the language that is spoken now. */
	get current(): Texts {
		return this.#current;
	}

	/** The words of one feature that came along with its screen. */
	of<T>(dictionary: Dictionary<T>): Dictionary<T>['nl'] {
		return dictionary[this.#language];
	}

	/** Speaks another language from now on, and next time; a device that refuses to remember still switches. */
	speak(language: Language): void {
		this.#language = language;
		this.#announce();
		remember(this.#memory, memoryKey, language);
	}

	/** Screen readers choose their voice by this, hyphenation and native date pickers their words. */
	#announce(): void {
		if (typeof document !== 'undefined') document.documentElement.lang = this.#language;
	}
}

function wordsIn(language: Language): Texts {
	const words = Object.entries(features).map(([name, each]) => [name, each[language]] as const);
	return Object.fromEntries(words) as unknown as Texts;
}

export const text = new Text(deviceMemory());
