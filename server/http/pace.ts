import type { EdgeLimits } from '../limits.ts';
import { TokenBuckets } from './token-bucket.ts';

/** Who pays. */
export interface Whose {
	readonly member: string;
	readonly address: string;
}

/** How fast sockets may come in and what comes over them is read, by member and by address. */
export class Pace {
	readonly #comings: TokenBuckets;
	readonly #members: TokenBuckets;
	readonly #addresses: TokenBuckets;

	constructor(limits: EdgeLimits) {
		this.#comings = new TokenBuckets({
			atOnce: limits.comingsAtOnce,
			perSecond: limits.comingsPerMinute / 60
		});
		this.#members = new TokenBuckets({
			atOnce: limits.framesAtOnce,
			perSecond: limits.framesPerSecond
		});
		this.#addresses = new TokenBuckets({
			atOnce: limits.framesAtOncePerAddress,
			perSecond: limits.framesPerSecondPerAddress
		});
	}

	/** Whether one more socket may come from this address now. */
	mayCome(address: string, nowMs: number): boolean {
		return this.#comings.take(address, nowMs);
	}

	/**
	 * So much work came in; answers how long to read no further, in milliseconds. An address pays for what its members
	 * may do: what one of them is over her pace is hers alone, for a whole centre may come from one address.
	 */
	spend(from: Whose, nowMs: number, work: number): number {
		const owed = this.#members.spend(from.member, nowMs, work);
		const within = Math.max(0, work - owed);
		const owedThere = this.#addresses.spend(from.address, nowMs, within);
		return Math.max(this.#members.msUntil(owed), this.#addresses.msUntil(owedThere));
	}
}
