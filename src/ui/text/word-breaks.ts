const softHyphen = '\u00ad';
/** "vrijwilli-ger" reads worse than a line that ends early. */
const leastLetters = 4;

/** Words with soft hyphens, without those that would leave fewer than four letters of a word on one line. */
export function goodBreaks(divided: string): string {
	return divided.replace(/[\p{L}\u00ad]+/gu, withoutShortEnds);
}

function withoutShortEnds(word: string): string {
	const parts = word.split(softHyphen);
	const letters = parts.join('').length;
	let before = 0;
	return parts.reduce((whole, part) => {
		const isGood = before >= leastLetters && letters - before >= leastLetters;
		before += part.length;
		return whole + (isGood ? softHyphen : '') + part;
	}, '');
}
