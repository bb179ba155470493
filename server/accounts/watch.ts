import type { Member } from '#domain/access/access.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { closeCodes, type Visitor } from '../relay/visit.ts';
import type { Accounts, MemberWithDevices } from './accounts.ts';

export interface WatchPorts {
	readonly accounts: Pick<Accounts, 'changes' | 'members'>;
	/** Hangs up on all who are sought, with this close code. */
	dropWhere(isSought: (workspace: WorkspaceId, visitor: Visitor) => boolean, code: number): void;
	/** The accounts don't answer; said once for each time that they stop. */
	report(cause: unknown): void;
}

/**
 * Keeps an eye on accounts that other relays write to as well: whoever lost her place there, or was given
 * another role, is hung up on here too.
 *
 * It asks; nothing has to be told. Look twice a second, and a device that was withdrawn anywhere is out
 * everywhere within one. Looks that fail are made up for by the next: news is read on from where the last
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
		const { workspaces, upTo } = await accounts.changes(this.#upTo ?? 0);
		if (this.#upTo !== null) {
			const members = await Promise.all(workspaces.map((one) => accounts.members(one)));
			this.#apply(new Map(workspaces.map((one, index) => [one, members[index] ?? []])));
		}
		this.#upTo = upTo;
	}

	#apply(changed: ReadonlyMap<WorkspaceId, readonly MemberWithDevices[]>): void {
		if (changed.size === 0) return;
		for (const [standing, code] of endings) {
			this.#ports.dropWhere((workspace, visitor) => {
				const members = changed.get(workspace);
				return members !== undefined && standingOf(visitor, members) === standing;
			}, code);
		}
	}
}

const endings = [
	['withdrawn', closeCodes.withdrawn],
	// Whoever comes back meets the door, which asks anew who she is.
	['other', closeCodes.relayStops]
] as const;

/** How a visitor stands with the members as they are now: as when she came, withdrawn, or otherwise. */
export function standingOf(
	{ device, member }: Visitor,
	members: readonly MemberWithDevices[]
): 'same' | 'withdrawn' | 'other' {
	const now = members.find((one) => one.member.person === member.person);
	const hers = now?.devices.find(({ id }) => id === device);
	if (!now || !hers) return 'other';
	if (hers.withdrawnAt !== null) return 'withdrawn';
	return isSame(now.member, member) ? 'same' : 'other';
}

function isSame(a: Member, b: Member): boolean {
	return a.role === b.role && a.organisations.join() === b.organisations.join();
}
