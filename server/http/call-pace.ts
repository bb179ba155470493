import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import { hashOf } from '../accounts/secrets.ts';
import type { EdgeLimits } from '../limits.ts';
import { TokenBuckets } from './token-bucket.ts';

/** Who calls. */
export interface Caller {
	readonly address: string;
	/** The token in the cookie, whether somebody is in with it or not; null for whoever has none. */
	readonly token: string | null;
}

/**
 * How fast the API may be called. A whole house may be behind one address, so what only asks is counted by
 * session as well, and whoever asks without end is stopped before she has used up what is her neighbours'.
 */
export class CallPace {
	readonly #changes: TokenBuckets;
	readonly #sessions: TokenBuckets;
	readonly #addresses: TokenBuckets;
	readonly #exports: TokenBuckets;

	constructor(limits: EdgeLimits) {
		this.#changes = new TokenBuckets({
			atOnce: limits.callsAtOnce,
			perSecond: limits.callsPerMinute / 60
		});
		this.#sessions = new TokenBuckets({
			atOnce: limits.readsAtOnce,
			perSecond: limits.readsPerMinute / 60
		});
		this.#addresses = new TokenBuckets({
			atOnce: limits.readsAtOncePerAddress,
			perSecond: limits.readsPerMinutePerAddress / 60
		});
		this.#exports = new TokenBuckets({
			atOnce: limits.exportsAtOnce,
			perSecond: limits.exportsPerHour / 3_600
		});
	}

	/** A call that changes something: 0 when it may be, or in how many seconds it may. */
	change({ address }: Caller, nowMs: number): number {
		return this.#changes.take(address, nowMs) ? 0 : this.#changes.waitSeconds(address, nowMs);
	}

	/** The same for a call that asks. A session that is refused costs its address nothing. */
	read({ address, token }: Caller, nowMs: number): number {
		if (!this.#addresses.has(address, nowMs)) return this.#addresses.waitSeconds(address, nowMs);
		// A cookie may be as long as a header: what is kept of it is not.
		const session = token === null ? null : hashOf(token);
		if (session !== null && !this.#sessions.take(session, nowMs))
			return this.#sessions.waitSeconds(session, nowMs);
		this.#addresses.take(address, nowMs);
		return 0;
	}

	/** The same for a member who tells that she saved everything in a file. */
	noteExport(workspace: WorkspaceId, person: PersonId, nowMs: number): number {
		const key = `${workspace}/${person}`;
		return this.#exports.take(key, nowMs) ? 0 : this.#exports.waitSeconds(key, nowMs);
	}
}
