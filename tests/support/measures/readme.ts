import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../../../README.md', import.meta.url).pathname;

/** What has a place of its own in the README. */
type Mark =
	| 'bench:abuse'
	| 'bench'
	| 'bench:relay'
	| 'cluster'
	| 'crash'
	| 'fuzz'
	| 'simulate'
	| 'simulate:mutants'
	| 'soak';

/** Puts `text` between `mark` and its end in the README, so that no number in it was typed by hand. */
export function writeReadme(mark: Mark, text: string): void {
	const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
	const readme = readFileSync(path, 'utf8');
	const [from, until] = [readme.indexOf(begin), readme.indexOf(end)];
	if (from < 0 || until < from) {
		throw new Error(`README.md has no place for this: it needs ${begin} and, after it, ${end}.`);
	}
	const before = readme.slice(0, from + begin.length);
	writeFileSync(path, `${before}\n\n${text}\n\n${readme.slice(until)}`);
}
