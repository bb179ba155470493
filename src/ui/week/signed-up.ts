import type { ResolvedClaim } from '#domain/claims/resolve.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Claim } from '#domain/claims/event.ts';
import type { EventId } from '#domain/ids.ts';
import type { Cover, Roster } from '#views/roster.ts';

const active: readonly string[] = ['confirmed', 'requested', 'waitlist', 'cancelled'];

/** Who holds a place on a date or waits for one, or would if it took place. */
export function signedUp(date: Occurrence, roster: Roster): ResolvedClaim[] {
	return roster
		.cover(date)
		.needs.flatMap(({ staffing }) => staffing.claims)
		.filter(({ standing }) => active.includes(standing.status));
}

/** Who took herself off a date and did not come back: what she gave up may be why somebody is missing. */
export function withdrawn(cover: Cover): { readonly claim: Claim; readonly withdrawal: EventId }[] {
	const claims = cover.needs.flatMap(({ staffing }) => staffing.claims);
	const back = new Set(
		claims.filter(({ standing }) => active.includes(standing.status)).map((one) => one.claim.person)
	);
	const last = new Map<string, { claim: Claim; withdrawal: EventId }>();
	for (const { claim, standing } of claims) {
		if (standing.status !== 'withdrawn' || standing.by !== claim.person) continue;
		if (!back.has(claim.person)) last.set(claim.person, { claim, withdrawal: standing.withdrawal });
	}
	return [...last.values()];
}
