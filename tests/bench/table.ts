import { markdownTable, threeDigits } from '#tests/support/measures/markdown.ts';
import type { Row } from './row.ts';

/** A benchmark's rows under its heading. */
export interface Section {
	readonly title: string;
	readonly rows: readonly Row[];
}

const columns = ['measure', 'here', 'beside', 'times better', 'aim'] as const;

/** Markdown, for the README and for the screen alike. */
export function tableOf(sections: readonly Section[]): string {
	const lines = sections.flatMap(({ title, rows }) => [
		[`**${title}**`, '', '', '', ''],
		...rows.map(cellsOf)
	]);
	return markdownTable(columns, lines);
}

function cellsOf({ name, value, unit, peer, ratio, aim }: Row): string[] {
	return [
		name,
		`${number(value)} ${unit}`,
		peer ?? '',
		ratio === undefined ? '' : `${threeDigits(ratio)} ×`,
		aim ?? ''
	];
}

/** Whole numbers were counted, the others timed. */
function number(value: number): string {
	return Number.isInteger(value) ? value.toLocaleString('en') : threeDigits(value);
}
