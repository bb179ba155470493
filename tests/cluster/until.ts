/** Waits for something that takes as long as it takes; fails, with its name, when that is too long. */
export async function until(
	what: string,
	isSo: () => boolean | Promise<boolean>,
	limitMs = 60_000
): Promise<number> {
	const began = performance.now();
	while (!(await isSo())) {
		if (performance.now() - began > limitMs) throw new Error(`not within ${limitMs} ms: ${what}`);
		await pause(20);
	}
	return performance.now() - began;
}

export function pause(delayMs: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, delayMs));
}
