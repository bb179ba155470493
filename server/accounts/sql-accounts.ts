import type { Member, Role } from '#domain/access/access.ts';
import type { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { AccountLimits } from '../limits.ts';
import type {
	Accounts,
	AccountsNews,
	Arrival,
	Deed,
	Erasure,
	Going,
	Invitation,
	Membership,
	MemberWithDevices,
	Standing,
	StoredInvitation
} from './accounts.ts';
import type { AuditEntry, Happening } from './audit.ts';
import { auditOf, changesAfter, forgetBefore, note, noteExport } from './audit-trail.ts';
import { enrol, found, setRole } from './belonging.ts';
import { broughtBack, erase, erasureDone, erasuresIn } from './erasing.ts';
import { cancel, countGuess, invite, join } from './inviting.ts';
import { shutOut, signOut, withdraw } from './leaving.ts';
import {
	invitationOf,
	isAnyFounded,
	isFounded,
	memberOf,
	membershipsOf,
	membersOf,
	openInvitationsOf,
	ownerOf,
	standingOf
} from './questions.ts';
import type { SecretHash } from './secrets.ts';
import type { Sql } from './sql.ts';

const dayMs = 24 * 3_600_000;

/** A device is noted as seen once in so long: each note is a write to disk. */
const seenEveryMs = 60_000;

/** Accounts in whatever database stands behind `Sql`. */
export class SqlAccounts implements Accounts {
	readonly #sql: Sql;
	readonly #limits: AccountLimits;

	constructor(sql: Sql, limits: AccountLimits) {
		this.#sql = sql;
		this.#limits = limits;
	}

	found(arrival: Arrival, how: 'founded' | 'restored'): Promise<'founded' | 'yours' | 'taken'> {
		const since = this.#seenSince(arrival.at);
		return this.#sql.atomically((sql) => found(sql, arrival, how, since));
	}

	has(workspace: WorkspaceId): Promise<boolean> {
		return isFounded(this.#sql, workspace);
	}

	hasAny(): Promise<boolean> {
		return isAnyFounded(this.#sql);
	}

	enrol(workspace: WorkspaceId, member: Member): Promise<void> {
		return this.#sql.atomically((sql) => enrol(sql, workspace, member));
	}

	memberships(session: SecretHash, at: number): Promise<Membership[]> {
		return membershipsOf(this.#sql, session, this.#seenSince(at));
	}

	membership(session: SecretHash, workspace: WorkspaceId, at: number): Promise<Standing> {
		return standingOf(this.#sql, session, workspace, this.#seenSince(at));
	}

	members(workspace: WorkspaceId): Promise<MemberWithDevices[]> {
		return membersOf(this.#sql, workspace);
	}

	member(workspace: WorkspaceId, person: PersonId): Promise<Member | null> {
		return memberOf(this.#sql, workspace, person);
	}

	setRole(
		workspace: WorkspaceId,
		person: PersonId,
		to: { readonly role: Role; readonly organisations: readonly OrganisationId[] },
		deed: Deed
	): Promise<'changed' | 'unknown' | 'last-coordinator'> {
		const since = this.#seenSince(deed.at);
		return this.#sql.atomically((sql) => setRole(sql, { workspace, person }, to, deed, since));
	}

	withdraw(
		workspace: WorkspaceId,
		device: DeviceId,
		deed: Deed,
		which: Going = 'not-the-last'
	): Promise<'withdrawn' | 'unknown' | 'last-coordinator'> {
		const since = this.#seenSince(deed.at);
		return this.#sql.atomically((sql) => withdraw(sql, workspace, device, deed, which, since));
	}

	shutOut(
		workspace: WorkspaceId,
		person: PersonId,
		deed: Deed
	): Promise<'shut-out' | 'last-coordinator'> {
		const since = this.#seenSince(deed.at);
		return this.#sql.atomically((sql) => shutOut(sql, workspace, person, deed, since));
	}

	signOut(
		workspace: WorkspaceId,
		which: 'all' | 'others',
		deed: Deed
	): Promise<readonly DeviceId[] | 'last-coordinator'> {
		const since = this.#seenSince(deed.at);
		return this.#sql.atomically((sql) => signOut(sql, workspace, which, deed, since));
	}

	erase(
		workspace: WorkspaceId,
		person: PersonId,
		deed: Pick<Happening, 'by' | 'at'>
	): Promise<'erased' | 'last-coordinator' | 'unknown'> {
		const since = this.#seenSince(deed.at);
		return this.#sql.atomically((sql) => erase(sql, workspace, person, deed, since));
	}

	erasures(): Promise<Erasure[]> {
		return erasuresIn(this.#sql);
	}

	erasureDone(erasure: Erasure, at: number): Promise<void> {
		return this.#sql.atomically((sql) => erasureDone(sql, erasure, at));
	}

	broughtBack(workspace: WorkspaceId, at: number): Promise<readonly PersonId[]> {
		return this.#sql.atomically((sql) => broughtBack(sql, workspace, at));
	}

	compact(): Promise<void> {
		return this.#sql.compact();
	}

	ownerOf(workspace: WorkspaceId, device: DeviceId): Promise<PersonId | null> {
		return ownerOf(this.#sql, workspace, device);
	}

	async seen(device: DeviceId, at: number): Promise<void> {
		const longAgo = 'WHERE id = ? AND last_seen_at <= ?';
		const values = [device, at - seenEveryMs];
		// Asking is cheap, and mostly there is nothing to write.
		const found = await this.#sql.all(`SELECT 1 FROM device ${longAgo}`, ...values);
		if (found.length === 0) return;
		await this.#sql.atomically((sql) =>
			sql.run(`UPDATE device SET last_seen_at = ? ${longAgo}`, at, ...values)
		);
	}

	invite(invitation: Invitation, secret: SecretHash, by: PersonId): Promise<'invited' | 'erased'> {
		return this.#sql.atomically((sql) => invite(sql, invitation, secret, by));
	}

	invitation(id: InvitationId): Promise<StoredInvitation | null> {
		return invitationOf(this.#sql, id);
	}

	openInvitations(workspace: WorkspaceId, at: number): Promise<Invitation[]> {
		return openInvitationsOf(this.#sql, workspace, at);
	}

	cancelInvitation(workspace: WorkspaceId, id: InvitationId, deed: Deed): Promise<boolean> {
		return this.#sql.atomically((sql) => cancel(sql, workspace, id, deed));
	}

	wrongSecret(id: InvitationId, at: number): Promise<void> {
		const most = this.#limits.wrongSecretsPerInvitation;
		return this.#sql.atomically((sql) => countGuess(sql, id, at, most));
	}

	join(invitation: InvitationId, arrival: Arrival): Promise<'joined' | 'used' | 'unknown'> {
		return this.#sql.atomically((sql) => join(sql, invitation, arrival));
	}

	noteExport(workspace: WorkspaceId, deed: Deed, madeAt: number): Promise<void> {
		return this.#sql.atomically((sql) => noteExport(sql, workspace, deed, madeAt));
	}

	note(workspace: WorkspaceId, happening: Happening): Promise<void> {
		return this.#sql.atomically((sql) => note(sql, workspace, happening));
	}

	audit(
		workspace: WorkspaceId,
		page: { readonly before: number | null; readonly most: number },
		at: number
	): Promise<AuditEntry[]> {
		return auditOf(this.#sql, workspace, page, this.#keptSince(at));
	}

	forgetOld(at: number): Promise<void> {
		return this.#sql.atomically((sql) => forgetBefore(sql, this.#keptSince(at)));
	}

	changes(after: number): Promise<AccountsNews> {
		return changesAfter(this.#sql, after);
	}

	close(): Promise<void> {
		return this.#sql.close();
	}

	#seenSince(at: number): number {
		return at - this.#limits.sessionDays * dayMs;
	}

	#keptSince(at: number): number {
		return at - this.#limits.auditDays * dayMs;
	}
}
