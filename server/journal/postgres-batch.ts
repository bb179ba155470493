import { crc32 } from 'node:zlib';
import type { Entry, Fold } from './journal.ts';

/** How many updates each document gets; nothing for those that are only looked at. */
export function countOf(
	batch: readonly Entry[],
	lookedAt: Iterable<string>
): ReadonlyMap<string, number> {
	const count = new Map<string, number>();
	for (const document of lookedAt) count.set(document, 0);
	for (const { document } of batch) count.set(document, (count.get(document) ?? 0) + 1);
	return count;
}

/** What the statement `append` asks for, in its order. */
export function appendValues(
	batch: readonly Entry[],
	count: ReadonlyMap<string, number>
): unknown[] {
	const left = new Map(count);
	const behind = batch.map(({ document }) => {
		const others = (left.get(document) ?? 0) - 1;
		left.set(document, others);
		return others;
	});
	const names = batch.map(({ document }) => document);
	const { starts, sizes, sums, bytes } = joined(batch.map(({ update }) => update));
	return [[...count.keys()], [...count.values()], names, behind, starts, sizes, sums, bytes];
}

/** What the statement `fold` asks for, in its order. */
export function foldValues(folds: readonly Fold[]): unknown[] {
	const { starts, sizes, sums, bytes } = joined(folds.map(({ state }) => state));
	const names = folds.map(({ document }) => document);
	return [names, folds.map(({ upTo }) => upTo), starts, sizes, sums, bytes];
}

interface Joined {
	/** Where each part begins, counted from 1 as SQL does. */
	readonly starts: readonly number[];
	readonly sizes: readonly number[];
	readonly sums: readonly number[];
	readonly bytes: Buffer;
}

function joined(parts: readonly Uint8Array[]): Joined {
	let start = 1;
	const starts = parts.map(({ length }) => (start += length) - length);
	return {
		starts,
		sizes: parts.map(({ length }) => length),
		sums: parts.map((part) => crc32(part)),
		bytes: Buffer.concat(parts)
	};
}
