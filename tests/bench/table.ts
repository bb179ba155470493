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
	const widths = columns.map((column, at) =>
		Math.max(column.length, ...lines.map((cells) => cells[at]?.length ?? 0))
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(columns), rule, ...lines.map(line)].join('\n');
}

function cellsOf({ name, value, unit, peer, ratio, aim }: Row): string[] {
	return [
		name,
		`${number(value)} ${unit}`,
		peer ?? '',
		ratio === undefined ? '' : `${number(ratio)} ×`,
		aim ?? ''
	];
}

/** Three digits: timing knows no more than that. */
function number(value: number): string {
	const digits = { maximumSignificantDigits: 3 } as const;
	return value.toLocaleString('en', Number.isInteger(value) ? {} : digits);
}
