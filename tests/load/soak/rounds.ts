/** What rounds are told by and waited for: a test brings its own. */
export interface RoundClock {
	nowMs(): number;
	pause(delayMs: number): Promise<unknown>;
}

export interface Rounds {
	readonly times: number;
	readonly everyMs: number;
}

/**
 * Does `round` so many times, the first after `everyMs`, each so long after the last one began and not after it
 * ended. One whose moment has passed begins at once, and those after it at their own moments again. Ends when
 * `round`, which is told how many milliseconds all of it is under way, answers false. Answers how many were late.
 */
export async function inRounds(
	{ times, everyMs }: Rounds,
	clock: RoundClock,
	round: (atMs: number, isLate: boolean) => Promise<boolean>
): Promise<number> {
	const began = clock.nowMs();
	let late = 0;
	for (let at = 1; at <= times; at++) {
		const restMs = began + at * everyMs - clock.nowMs();
		if (restMs > 0) await clock.pause(restMs);
		else late++;
		if (!(await round(clock.nowMs() - began, restMs <= 0))) break;
	}
	return late;
}
