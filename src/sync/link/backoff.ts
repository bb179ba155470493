const leastDelayMs = 500;
const firstCeilingMs = 1_000;
const maxDelayMs = 30_000;
/** A relay that says that it stays away longer is asked all the same. */
const maxReturnMs = 60_000;

/**
 * How long to wait after `attempt` attempts in a row: anywhere between half a second and a ceiling that
 * doubles to half a minute. When the relay restarts, a town hall full of tablets must not return in the
 * same instant.
 */
export function retryDelayMs(attempt: number, chance: number): number {
	const ceiling = Math.min(firstCeilingMs * 2 ** attempt, maxDelayMs);
	return leastDelayMs + (ceiling - leastDelayMs) * chance;
}

/** How long to wait when the relay said after what time about it may be back: spread around that. */
export function returnDelayMs(afterMs: number, chance: number): number {
	return Math.max(leastDelayMs, Math.min(afterMs, maxReturnMs) * (0.5 + chance));
}

/**
 * How much longer than usual to wait for an answer on a line that was lost so often in a row: where
 * everything takes long, giving up as fast as ever would mean never to arrive.
 */
export function patience(attempt: number): number {
	return Math.min(2 ** attempt, 4);
}
