/** The languages of the screens; Dutch is the source of the other two. */
export type Language = 'nl' | 'fr' | 'en';

export const languages: readonly Language[] = ['nl', 'fr', 'en'];

/** Each in itself: who can't read the language of the screen still finds her own. */
export const languageNames: Readonly<Record<Language, string>> = {
	nl: 'Nederlands',
	fr: 'Français',
	en: 'English'
};

/** Words by name: a sentence, a sentence made of values, a list, or a group of these. */
interface Words {
	readonly [name: string]: string | readonly string[] | ((...values: never[]) => string) | Words;
}

/** The same names and the same values, but any sentence. */
type Translation<T> = {
	readonly [Name in keyof T]: T[Name] extends string
		? string
		: T[Name] extends readonly string[]
			? readonly string[]
			: T[Name] extends (...values: infer Values) => string
				? (...values: Values) => string
				: Translation<T[Name]>;
};

/** One feature's words in each language. */
export type Dictionary<T> = Readonly<Record<Language, Translation<T>>>;

/**
 * The words of one feature. Dutch says which words there are and which values they need; French and
 * English that miss one, have one too many or want another value don't compile.
 */
export function messages<const T extends Words>(words: {
	readonly nl: T;
	readonly fr: Translation<NoInfer<T>>;
	readonly en: Translation<NoInfer<T>>;
}): Dictionary<T> {
	// T is its own translation: the compiler can't see that for a T it doesn't know yet.
	return words as unknown as Dictionary<T>;
}
