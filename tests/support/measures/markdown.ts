/** A table for the README and for the screen alike: columns are as wide as what stands in them. */
export function markdownTable(
	columns: readonly string[],
	lines: readonly (readonly string[])[]
): string {
	const widths = columns.map((column, at) =>
		Math.max(column.length, ...lines.map((cells) => cells[at]?.length ?? 0))
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(columns), rule, ...lines.map(line)].join('\n');
}

/** Timing knows no more than three digits. */
export function threeDigits(value: number): string {
	return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
