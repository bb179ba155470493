/** Takes all parts of a message at once, as who keeps no pace; answers how much work they were. */
export function allAtOnce(parts: Iterable<number>): number {
	let sum = 0;
	for (const work of parts) sum += work;
	return sum;
}
