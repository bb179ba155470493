import { outWithinMs } from '#server/accounts/watch.ts';
import type { DayReport } from './scenario.ts';
import type { Withdrawals } from './withdrawals.ts';

/** What came of a run, for the README. */
export function sentences(day: DayReport, { count, longestMs }: Withdrawals): string {
	const { acknowledged, kills, lost, redisAwaySeconds } = day;
	return [
		`Two relays on one PostgreSQL and one Redis; a relay or PostgreSQL was killed ${kills} times while a dozen devices wrote: ${acknowledged.toLocaleString('en')} changes acknowledged, **${lost} lost**.`,
		`Redis was away for ${Math.floor(redisAwaySeconds)} s, after which every device had the same by the journal alone.`,
		`${count} times somebody was withdrawn, signed out everywhere or got another role at one relay: her line to the other was closed after ${(longestMs / 1_000).toFixed(2)} s at most (promised: ${outWithinMs / 1_000} s).`
	].join(' ');
}
