import type { Member, Role } from '#domain/access/access.ts';
import { PersonId } from '#domain/ids.ts';
import type { DeviceId, InvitationId, OrganisationId, WorkspaceId } from '#domain/ids.ts';
import type {
	Accounts,
	Arrival,
	Invitation,
	Membership,
	MemberWithDevices,
	StoredInvitation
} from './accounts.ts';
import {
	coordinatorsOf,
	invitationOf,
	isFounded,
	memberOf,
	membershipOf,
	membershipsOf,
	membersOf
} from './questions.ts';
import { invitationFrom } from './rows.ts';
import type { SecretHash } from './secrets.ts';
import type { Sql, Statements } from './sql.ts';

/** A device is noted as seen once in so long: each note is a write to disk. */
const seenEveryMs = 60_000;

/** Accounts in whatever database stands behind `Sql`. */
export class SqlAccounts implements Accounts {
	readonly #sql: Sql;

	constructor(sql: Sql) {
		this.#sql = sql;
	}

	found(arrival: Arrival): Promise<'founded' | 'yours' | 'taken'> {
		const { workspace, person, session, at } = arrival;
		return this.#sql.atomically(async (sql) => {
			if (await isFounded(sql, workspace)) {
				const place = await membershipOf(sql, session, workspace);
				const isYours = place && place !== 'withdrawn' && place.member.person === person;
				return isYours ? 'yours' : 'taken';
			}
			await sql.run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', workspace, at);
			await enrol(sql, workspace, person, 'coordinator');
			await letIn(sql, arrival);
			return 'founded';
		});
	}

	has(workspace: WorkspaceId): Promise<boolean> {
		return isFounded(this.#sql, workspace);
	}

	enrol(workspace: WorkspaceId, person: PersonId, role: Role): Promise<void> {
		return this.#sql.atomically((sql) => enrol(sql, workspace, person, role));
	}

	memberships(session: SecretHash): Promise<Membership[]> {
		return membershipsOf(this.#sql, session);
	}

	membership(
		session: SecretHash,
		workspace: WorkspaceId
	): Promise<Membership | 'withdrawn' | null> {
		return membershipOf(this.#sql, session, workspace);
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
		role: Role,
		organisations: readonly OrganisationId[]
	): Promise<'changed' | 'unknown' | 'last-coordinator'> {
		return this.#sql.atomically(async (sql) => {
			const known = await memberOf(sql, workspace, person);
			if (!known) return 'unknown';
			const stepsDown = known.role === 'coordinator' && role !== 'coordinator';
			const coordinators = stepsDown ? await coordinatorsOf(sql, workspace) : [];
			if (stepsDown && coordinators.every((one) => one === person)) return 'last-coordinator';
			await sql.run(
				'UPDATE member SET role = ?, organisations = ? WHERE workspace = ? AND person = ?',
				...[role, JSON.stringify(organisations), workspace, person]
			);
			return 'changed';
		});
	}

	withdraw(workspace: WorkspaceId, device: DeviceId, at: number): Promise<boolean> {
		return this.#sql.atomically(async (sql) => {
			const text = `UPDATE device SET withdrawn_at = ?
				WHERE id = ? AND workspace = ? AND withdrawn_at IS NULL`;
			return (await sql.run(text, at, device, workspace)) === 1;
		});
	}

	shutOut(
		workspace: WorkspaceId,
		person: PersonId,
		at: number
	): Promise<'shut-out' | 'last-coordinator'> {
		return this.#sql.atomically(async (sql) => {
			const coordinators = await coordinatorsOf(sql, workspace);
			if (coordinators.length === 1 && coordinators[0] === person) return 'last-coordinator';
			await sql.run(
				`UPDATE device SET withdrawn_at = ?
				WHERE workspace = ? AND person = ? AND withdrawn_at IS NULL`,
				...[at, workspace, person]
			);
			await sql.run(
				'DELETE FROM invitation WHERE workspace = ? AND person = ? AND used_by IS NULL',
				...[workspace, person]
			);
			return 'shut-out';
		});
	}

	async ownerOf(workspace: WorkspaceId, device: DeviceId): Promise<PersonId | null> {
		const text = 'SELECT person FROM device WHERE id = ? AND workspace = ?';
		const [row] = await this.#sql.all(text, device, workspace);
		return PersonId.parse(row?.person);
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

	async invite(
		{ id, workspace, person, role, expiresAt }: Invitation,
		secret: SecretHash
	): Promise<void> {
		await this.#sql.atomically((sql) =>
			sql.run(
				`INSERT INTO invitation (id, workspace, person, role, secret, expires_at)
				VALUES (?, ?, ?, ?, ?, ?)`,
				...[id, workspace, person, role, secret, expiresAt]
			)
		);
	}

	invitation(id: InvitationId): Promise<StoredInvitation | null> {
		return invitationOf(this.#sql, id);
	}

	async openInvitations(workspace: WorkspaceId, at: number): Promise<Invitation[]> {
		const text = `SELECT * FROM invitation
			WHERE workspace = ? AND used_by IS NULL AND expires_at > ? ORDER BY expires_at, id`;
		const rows = await this.#sql.all(text, workspace, at);
		return rows.map((row) => {
			const { id, person, role, expiresAt } = invitationFrom(row);
			return { id, workspace, person, role, expiresAt };
		});
	}

	cancelInvitation(workspace: WorkspaceId, id: InvitationId): Promise<boolean> {
		return this.#sql.atomically(async (sql) => {
			const text = 'DELETE FROM invitation WHERE id = ? AND workspace = ? AND used_by IS NULL';
			return (await sql.run(text, id, workspace)) === 1;
		});
	}

	join(invitation: InvitationId, arrival: Arrival): Promise<'joined' | 'used'> {
		return this.#sql.atomically(async (sql) => {
			const known = await invitationOf(sql, invitation);
			if (!known || known.usedBy !== null) return 'used';
			await sql.run('UPDATE invitation SET used_by = ? WHERE id = ?', arrival.device, invitation);
			await enrol(sql, known.workspace, arrival.person, known.role);
			await letIn(sql, arrival);
			return 'joined';
		});
	}

	close(): Promise<void> {
		return this.#sql.close();
	}
}

async function enrol(
	sql: Statements,
	workspace: WorkspaceId,
	person: PersonId,
	role: Role
): Promise<void> {
	const text = `INSERT INTO member (workspace, person, role) VALUES (?, ?, ?)
		ON CONFLICT DO NOTHING`;
	await sql.run(text, workspace, person, role);
}

async function letIn(
	sql: Statements,
	{ workspace, person, session, device, label, at }: Arrival
): Promise<void> {
	await sql.run(
		`INSERT INTO device (id, workspace, person, session, label, joined_at, last_seen_at)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		...[device, workspace, person, session, label, at, at]
	);
}
