import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import type { ClockRange } from './update-shape.ts';

interface Stretch {
	from: number;
	until: number;
}

/**
 * Which clock ticks of which client are deleted.
 *
 * A device repeats all its deletions whenever it joins. Knowing them saves the disk, and everybody
 * else's line, from hearing them again.
 */
export class DeletedRanges {
	readonly #stretches = new Map<number, Stretch[]>();
	/** Added and not yet sorted in: looked at only when somebody asks. */
	#loose: ClockRange[] = [];

	add(ranges: readonly ClockRange[]): void {
		for (const range of ranges) this.#loose.push(range);
	}

	/** Whether every tick of `range` is deleted. */
	has(range: ClockRange): boolean {
		if (this.#loose.length > 0) this.#sortIn();
		const stretches = this.#stretches.get(range.client) ?? [];
		const stretch = stretches[lastFrom(stretches, range.from)];
		return stretch !== undefined && stretch.until >= range.until;
	}

	/** All of them as an update of Yjs (version 1), which brings nothing. */
	asUpdate(): Uint8Array {
		this.#sortIn();
		const encoder = createEncoder();
		writeVarUint(encoder, 0);
		writeVarUint(encoder, this.#stretches.size);
		for (const [client, stretches] of this.#stretches) {
			writeVarUint(encoder, client);
			writeVarUint(encoder, stretches.length);
			for (const { from, until } of stretches) {
				writeVarUint(encoder, from);
				writeVarUint(encoder, until - from);
			}
		}
		return toUint8Array(encoder);
	}

	#sortIn(): void {
		const byClient = Map.groupBy(this.#loose, (range) => range.client);
		this.#loose = [];
		for (const [client, ranges] of byClient) {
			this.#stretches.set(client, joined([...(this.#stretches.get(client) ?? []), ...ranges]));
		}
	}
}

function joined(stretches: readonly Readonly<Stretch>[]): Stretch[] {
	const result: Stretch[] = [];
	for (const { from, until } of stretches.toSorted((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last && from <= last.until) last.until = Math.max(last.until, until);
		else result.push({ from, until });
	}
	return result;
}

/** The place of the last stretch that begins at or before `from`; -1 when there is none. */
function lastFrom(stretches: readonly Stretch[], from: number): number {
	let low = 0;
	let high = stretches.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((stretches[middle]?.from ?? Infinity) <= from) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
