/** Text as people search it: without capitals and accents, so that "andre" finds André and "yildiz" Yıldız. */
export function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase()
		.replace(/[ıłøđßæœ]/g, (letter) => plainLetters[letter] ?? letter);
}

/** Letters of names in Belgium that are no accented form of another. */
const plainLetters: Readonly<Record<string, string>> = {
	...{ ı: 'i', ł: 'l', ø: 'o', đ: 'd' },
	...{ ß: 'ss', æ: 'ae', œ: 'oe' }
};

/** Whether every word that somebody typed begins a part of these texts or lies within it. */
export function finds(typed: string, texts: readonly string[]): boolean {
	const all = folded(texts.join('\n'));
	return folded(typed)
		.split(/\s+/)
		.every((word) => all.includes(word));
}

/** In the order of the language's own alphabet. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
	return collator.compare(a.name, b.name);
}

const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true });
