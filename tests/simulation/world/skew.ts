import type { Clockwork } from './clockwork.ts';

const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;

/** By how much a clock is wrong: up to an hour, as where summer time ended unnoticed, or now and then up to a year. */
export function anySkewMs(clock: Clockwork): number {
	const most = clock.chance() < 0.1 ? yearMs : hourMs;
	return (clock.chance() - 0.5) * 2 * most;
}
