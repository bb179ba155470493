import type { ResolvedClaim } from '#domain/claims/resolve.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Roster } from '#views/roster.ts';

const active: readonly string[] = ['confirmed', 'requested', 'waitlist', 'cancelled'];

/** Who holds a place on a date or waits for one, or would if it took place. */
export function signedUp(date: Occurrence, roster: Roster): ResolvedClaim[] {
	return roster
		.cover(date)
		.needs.flatMap(({ staffing }) => staffing.claims)
		.filter(({ standing }) => active.includes(standing.status));
}
