// Faults that were planted and seen red: groups not told apart; until included; the fast keys always.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { eachOverlap, sortStretches } from './sweep.ts';

interface Row {
	readonly group: number;
	readonly start: number;
	readonly end: number;
}

const anyRow = fc
	.tuple(fc.nat(3), fc.integer({ min: -50, max: 50 }), fc.integer({ min: -3, max: 20 }))
	.map(([group, start, length]): Row => ({ group, start, end: start + length }));
const anyRows = fc.array(anyRow, { maxLength: 40 });

/** Pairs as the sweep finds them, `first:second` by place in the input. */
function found(rows: readonly Row[]): string[] {
	const pairs: string[] = [];
	const column = (pick: (row: Row) => number) => rows.map(pick);
	const sorted = sortStretches(
		column(({ group }) => group),
		column(({ start }) => start),
		column(({ end }) => end)
	);
	eachOverlap(sorted, (earlier, later) => pairs.push(`${earlier}:${later}`));
	return pairs.toSorted();
}

/** Every two rows, asked one by one. */
function oracle(rows: readonly Row[]): string[] {
	const pairs: string[] = [];
	rows.forEach((a, i) => {
		rows.forEach((b, j) => {
			const isFirst = a.start < b.start || (a.start === b.start && i < j);
			const isStretch = a.end > a.start && b.end > b.start;
			if (i === j || !isFirst || !isStretch || a.group !== b.group) return;
			if (a.start < b.end && b.start < a.end) pairs.push(`${i}:${j}`);
		});
	});
	return pairs.toSorted();
}

describe('stretches that overlap', () => {
	property.prop([anyRows], { numRuns: 300 })(
		'are those found by asking about every two',
		(rows) => {
			expect(found(rows)).toEqual(oracle(rows));
		}
	);

	property.prop([anyRows, fc.integer({ min: 1, max: 40_000 })])(
		'are the same when one of them lies in the year 2199 and groups are far apart',
		(rows, spread) => {
			const wide = rows.map((row) => ({ ...row, group: row.group * 100_000_000 }));
			const far = [...wide, { group: 1, start: 120_000_000 + spread, end: 120_000_060 + spread }];
			expect(found(far)).toEqual(oracle(far));
		}
	);

	test('touch without overlapping', () => {
		expect(
			found([
				{ group: 0, start: 0, end: 60 },
				{ group: 0, start: 60, end: 90 }
			])
		).toEqual([]);
	});
});
