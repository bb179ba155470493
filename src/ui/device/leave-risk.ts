import type { Role } from '#domain/access/access.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Members } from '#sync/session/answers.ts';
import type { ApiResult } from '#sync/session/api-result.ts';

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
 * @param refused when the relay would not let this device go: the keys that there were then, of which none
 *   but this one opens any more (the others were away for too long); null when it did not refuse
 */
export function leaveRisk(
	leaving: Leaving,
	answer: ApiResult<Members> | null,
	refused: readonly DeviceId[] | null = null
): LeaveRisk {
	if (!isAtStake(leaving) && refused === null) return 'none';
	if (!leaving.isRegistered) return 'only-here';
	if (!answer) return 'unknown';
	if (answer.ok) return canGoOn(answer.value, refused ?? []) ? 'none' : 'last';
	return isOutAlready.has(answer.code) ? 'none' : 'unknown';
}

const isOutAlready: ReadonlySet<string> = new Set([
	'device-withdrawn',
	'person-erased',
	'not-a-member'
]);

/** The devices with which somebody coordinates, as far as the list says. */
export function keysOf({ members }: Members): DeviceId[] {
	return members
		.filter(({ role }) => role === 'coordinator')
		.flatMap(({ devices }) => devices.filter(({ withdrawnAt }) => withdrawnAt === null))
		.map(({ device }) => device);
}

function canGoOn(answer: Members, refused: readonly DeviceId[]): boolean {
	const keys = keysOf(answer);
	// A relay that is older than the app does not say which of them this is, but this is one.
	if (answer.thisDevice === null) return keys.length > 1;
	return keys.some((key) => key !== answer.thisDevice && !refused.includes(key));
}
