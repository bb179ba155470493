import type { WorkspaceId } from '#domain/ids.ts';
import { closeCodes, type Visitor } from '../relay/visit.ts';
import type { Accounts, MemberWithDevices, RoleChange } from './accounts.ts';

export interface WatchPorts {
	readonly accounts: Pick<Accounts, 'changes' | 'members'>;
	/** Hangs up on all who are sought, with this close code. */
	dropWhere(isSought: (workspace: WorkspaceId, visitor: Visitor) => boolean, code: number): void;
	/** The accounts don't answer; said once for each time that they stop. */
	report(cause: unknown): void;
}

/** Whoever loses her place anywhere, or gets another role, is hung up on everywhere within this time. */
export const outWithinMs = 1_000;
/** How often to look, so that half of that time is left for looking and hanging up. */
export const watchMs = outWithinMs / 2;

/**
 * Keeps an eye on accounts that other relays write to as well: whoever lost her place there, or was given
 * another role, is hung up on here too.
 *
 * It asks; nothing has to be told. Look every `watchMs`, and a device that was withdrawn anywhere is out
 * everywhere within `outWithinMs`. Looks that fail are made up for by the next: news is read on from where the last
 * one that came through ended.
 */
export class AccountsWatch {
	readonly #ports: WatchPorts;
	#upTo: number | null = null;
	#isLooking = false;
	#fails = false;

	constructor(ports: WatchPorts) {
		this.#ports = ports;
	}

	/** Looks, unless a look is under way. The first one learns where to begin. Never rejects. */
	async look(): Promise<void> {
		if (this.#isLooking) return;
		this.#isLooking = true;
		try {
			await this.#readOn();
			this.#fails = false;
		} catch (cause) {
			if (!this.#fails) this.#ports.report(cause);
			this.#fails = true;
		}
		this.#isLooking = false;
	}

	async #readOn(): Promise<void> {
		const { accounts } = this.#ports;
		const { workspaces, roles, upTo } = await accounts.changes(this.#upTo ?? 0);
		if (this.#upTo !== null) {
			const all = await Promise.all(workspaces.map((one) => accounts.members(one)));
			const changed = workspaces.map((one, at): [WorkspaceId, Changed] => [
				one,
				{ members: all[at] ?? [], roles: roles.filter(({ workspace }) => workspace === one) }
			]);
			this.#apply(new Map(changed));
		}
		this.#upTo = upTo;
	}

	#apply(changed: ReadonlyMap<WorkspaceId, Changed>): void {
		if (changed.size === 0) return;
		for (const [standing, code] of endings) {
			this.#ports.dropWhere((workspace, visitor) => {
				const now = changed.get(workspace);
				return now !== undefined && standingOf(visitor, now) === standing;
			}, code);
		}
	}
}

const endings = [
	['withdrawn', closeCodes.withdrawn],
	// Whoever comes back meets the door, which asks anew who she is.
	['other', closeCodes.relayStops]
] as const;

/** A workspace in which something changed: who belongs to it now, and who got another role meanwhile. */
export interface Changed {
	readonly members: readonly MemberWithDevices[];
	readonly roles: readonly Pick<RoleChange, 'person' | 'number'>[];
}

/**
 * How a visitor stands with the members as they are now: as when she came, withdrawn, or otherwise. Who was
 * given another role and had the old one back before anybody looked is otherwise: her device may have asked in between.
 */
export function standingOf(
	{ device, member, asOf }: Visitor,
	{ members, roles }: Changed
): 'same' | 'withdrawn' | 'other' {
	const now = members.find((one) => one.member.person === member.person);
	const hers = now?.devices.find(({ id }) => id === device);
	if (!hers) return 'other';
	if (hers.withdrawnAt !== null) return 'withdrawn';
	const isChanged = roles.some(({ person, number }) => person === member.person && number > asOf);
	return isChanged ? 'other' : 'same';
}
