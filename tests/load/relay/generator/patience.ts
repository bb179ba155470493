const lookEveryMs = 5;

/** Waits until something is so; throws what is so `otherwise` when it takes too long, and what `isSo` throws. */
export async function until(
	isSo: () => boolean,
	otherwise: () => string,
	patienceMs = 60_000
): Promise<void> {
	const latest = performance.now() + patienceMs;
	while (!isSo()) {
		if (performance.now() > latest) throw new Error(`${otherwise()} within ${patienceMs / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
	}
}

/** Does `work` for each of them, at most `atOnce` at a time. */
export async function inCrowds<T, Done>(
	all: readonly T[],
	atOnce: number,
	work: (one: T) => Promise<Done>
): Promise<Done[]> {
	const done: Done[] = [];
	for (let from = 0; from < all.length; from += atOnce) {
		done.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))));
	}
	return done;
}
