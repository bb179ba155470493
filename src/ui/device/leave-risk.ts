import type { Role } from '#domain/access/access.ts';
import type { Members } from '#sync/session/answers.ts';
import type { ApiResult } from '#sync/session/api.ts';

/** What a workspace loses when this device goes. */
export type LeaveRisk =
	/** Somebody can still come in and coordinate, or it was not hers to keep. */
	| 'none'
	/** No other device could ever make a link again: nobody would coordinate any more. */
	| 'last'
	/** The relay can't be asked now who else coordinates. */
	| 'unknown'
	/** The relay has never heard of it: what is on this device is all there is. */
	| 'only-here';

export interface Leaving {
	readonly role: Role;
	/** Made from the seed, to look around in: nobody's work. */
	readonly isExample: boolean;
	/** Whether the relay knows the workspace. */
	readonly isRegistered: boolean;
}

/** Whether somebody is asked about who else coordinates before her device is wiped. */
export function isAtStake({ role, isExample }: Leaving): boolean {
	return role === 'coordinator' && !isExample;
}

/**
 * What is lost when this device goes. A link that was made but not opened counts for nothing: it runs
 * out. Who was let go by the relay already takes nothing away.
 *
 * @param answer what the relay says of who takes part; null when it was not asked
 */
export function leaveRisk(leaving: Leaving, answer: ApiResult<Members> | null): LeaveRisk {
	if (!isAtStake(leaving)) return 'none';
	if (!leaving.isRegistered) return 'only-here';
	if (!answer) return 'unknown';
	if (answer.ok) return canGoOn(answer.value) ? 'none' : 'last';
	return isOutAlready.has(answer.code) ? 'none' : 'unknown';
}

const isOutAlready: ReadonlySet<string> = new Set([
	'device-withdrawn',
	'person-erased',
	'not-a-member'
]);

function canGoOn({ members, thisDevice }: Members): boolean {
	const keys = members
		.filter(({ role }) => role === 'coordinator')
		.flatMap(({ devices }) => devices.filter(({ withdrawnAt }) => withdrawnAt === null));
	// A relay that is older than the app does not say which of them this is, but this is one.
	if (thisDevice === null) return keys.length > 1;
	return keys.some(({ device }) => device !== thisDevice);
}
