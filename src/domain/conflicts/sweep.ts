/** Stretches as columns, sorted by `sortStretches`: row `i` takes `group[i]` from `start[i]` until `end[i]`. */
export interface Stretches {
	/** Which room, which person: only rows of one group can be in each other's way. */
	readonly group: Int32Array;
	/** Minutes on one line through all days; `end` is exclusive. */
	readonly start: Int32Array;
	readonly end: Int32Array;
	/** Where the row stood before sorting. */
	readonly source: Int32Array;
}

/** Sorts rows by group, then start, then their place in the input, so that one pass finds every overlap. */
export function sortStretches(
	group: ArrayLike<number>,
	start: ArrayLike<number>,
	end: ArrayLike<number>
): Stretches {
	const order = sortedOrder(group, start);
	const sorted: Stretches = {
		group: new Int32Array(order.length),
		start: new Int32Array(order.length),
		end: new Int32Array(order.length),
		source: new Int32Array(order.length)
	};
	for (let row = 0; row < order.length; row++) {
		const from = order[row] ?? 0;
		sorted.group[row] = group[from] ?? 0;
		sorted.start[row] = start[from] ?? 0;
		sorted.end[row] = end[from] ?? 0;
		sorted.source[row] = from;
	}
	return sorted;
}

/** Sorting plain numbers that carry group, start and row is five times faster than a comparison function. */
function sortedOrder(group: ArrayLike<number>, start: ArrayLike<number>): Float64Array {
	const length = group.length;
	let first = Infinity;
	let last = -Infinity;
	for (let row = 0; row < length; row++) {
		const at = start[row] ?? 0;
		if (at < first) first = at;
		if (at > last) last = at;
	}
	const span = last - first + 1;
	if ((highest(group) + 1) * span * length > Number.MAX_SAFE_INTEGER) return compared(group, start);
	const keys = new Float64Array(length);
	for (let row = 0; row < length; row++) {
		keys[row] = ((group[row] ?? 0) * span + ((start[row] ?? 0) - first)) * length + row;
	}
	keys.sort();
	for (let row = 0; row < length; row++) keys[row] = (keys[row] ?? 0) % length;
	return keys;
}

/** One booking for the year 2199 makes the line through all days too long for one number: the slow way. */
function compared(group: ArrayLike<number>, start: ArrayLike<number>): Float64Array {
	return Float64Array.from({ length: group.length }, (_, row) => row).sort(
		(a, b) => (group[a] ?? 0) - (group[b] ?? 0) || (start[a] ?? 0) - (start[b] ?? 0) || a - b
	);
}

function highest(numbers: ArrayLike<number>): number {
	let most = 0;
	for (let row = 0; row < numbers.length; row++) most = Math.max(most, numbers[row] ?? 0);
	return most;
}

/**
 * Calls `found` once for every two rows of one group that overlap, with their places in the input;
 * the one that starts first comes first.
 *
 * One pass: after sorting, whatever overlaps a row follows it directly, until one starts too late.
 */
export function eachOverlap(
	sorted: Stretches,
	found: (earlier: number, later: number) => void
): void {
	const { group, start, end, source } = sorted;
	const length = start.length;
	for (let row = 0; row < length; row++) {
		const until = end[row] ?? 0;
		const room = group[row];
		for (let next = row + 1; next < length; next++) {
			if ((start[next] ?? 0) >= until || group[next] !== room) break;
			if ((end[next] ?? 0) > (start[next] ?? 0)) found(source[row] ?? 0, source[next] ?? 0);
		}
	}
}
