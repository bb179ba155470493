import type { Member, Role } from '#domain/access/access.ts';
import type { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { DatabaseSync } from 'node:sqlite';
import type {
	Accounts,
	Arrival,
	Invitation,
	Membership,
	MemberWithDevices,
	StoredInvitation
} from './accounts.ts';
import { deviceFrom, invitationFrom, memberFrom, membershipFrom } from './rows.ts';
import type { SecretHash } from './secrets.ts';

const schema = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	PRAGMA busy_timeout = 2000;
	CREATE TABLE IF NOT EXISTS workspace (id TEXT PRIMARY KEY, founded_at INTEGER NOT NULL) STRICT;
	CREATE TABLE IF NOT EXISTS member (
		workspace TEXT NOT NULL,
		person TEXT NOT NULL,
		role TEXT NOT NULL,
		organisations TEXT NOT NULL DEFAULT '[]',
		PRIMARY KEY (workspace, person)
	) STRICT;
	CREATE TABLE IF NOT EXISTS device (
		id TEXT PRIMARY KEY,
		workspace TEXT NOT NULL,
		person TEXT NOT NULL,
		session TEXT NOT NULL,
		label TEXT NOT NULL,
		joined_at INTEGER NOT NULL,
		last_seen_at INTEGER NOT NULL,
		withdrawn_at INTEGER
	) STRICT;
	CREATE INDEX IF NOT EXISTS device_of_session ON device (session);
	CREATE INDEX IF NOT EXISTS device_of_workspace ON device (workspace);
	CREATE TABLE IF NOT EXISTS invitation (
		id TEXT PRIMARY KEY,
		workspace TEXT NOT NULL,
		person TEXT,
		role TEXT NOT NULL,
		secret TEXT NOT NULL,
		expires_at INTEGER NOT NULL,
		used_by TEXT
	) STRICT;
	CREATE INDEX IF NOT EXISTS invitation_of_workspace ON invitation (workspace);
`;

const membershipSql = `
	SELECT d.id AS device, d.workspace, d.withdrawn_at, m.person, m.role, m.organisations
	FROM device d JOIN member m ON m.workspace = d.workspace AND m.person = d.person
	WHERE d.session = ?`;

type Value = string | number | null;

/** Accounts of one relay, in one SQLite file beside its journal. */
export class SqliteAccounts implements Accounts {
	readonly #database: DatabaseSync;

	/** `path` may be `:memory:`. */
	constructor(path: string) {
		this.#database = new DatabaseSync(path);
		this.#database.exec(schema);
	}

	found(arrival: Arrival): 'founded' | 'yours' | 'taken' {
		return this.#atomically(() => {
			const { workspace, person, session, at } = arrival;
			if (this.has(workspace)) return this.#isYours(session, workspace, person) ? 'yours' : 'taken';
			this.#run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', workspace, at);
			this.enrol(workspace, person, 'coordinator');
			this.#addDevice(arrival);
			return 'founded';
		});
	}

	has(workspace: WorkspaceId): boolean {
		return this.#all('SELECT 1 FROM workspace WHERE id = ?', workspace).length > 0;
	}

	enrol(workspace: WorkspaceId, person: PersonId, role: Role): void {
		const sql = 'INSERT OR IGNORE INTO member (workspace, person, role) VALUES (?, ?, ?)';
		this.#run(sql, workspace, person, role);
	}

	memberships(session: SecretHash): Membership[] {
		const sql = `${membershipSql} AND d.withdrawn_at IS NULL ORDER BY d.joined_at, d.workspace`;
		return this.#all(sql, session).map(membershipFrom);
	}

	membership(session: SecretHash, workspace: WorkspaceId): Membership | 'withdrawn' | null {
		const sql = `${membershipSql} AND d.workspace = ? ORDER BY d.withdrawn_at IS NOT NULL LIMIT 1`;
		const [row] = this.#all(sql, session, workspace);
		if (!row) return null;
		return row.withdrawn_at === null ? membershipFrom(row) : 'withdrawn';
	}

	members(workspace: WorkspaceId): MemberWithDevices[] {
		const devices = this.#all(
			'SELECT * FROM device WHERE workspace = ? ORDER BY joined_at',
			workspace
		);
		return this.#all('SELECT * FROM member WHERE workspace = ? ORDER BY person', workspace).map(
			(row) => ({
				member: memberFrom(row),
				devices: devices.filter((device) => device.person === row.person).map(deviceFrom)
			})
		);
	}

	member(workspace: WorkspaceId, person: PersonId): Member | null {
		const sql = 'SELECT * FROM member WHERE workspace = ? AND person = ?';
		const [row] = this.#all(sql, workspace, person);
		return row ? memberFrom(row) : null;
	}

	setRole(
		workspace: WorkspaceId,
		person: PersonId,
		role: Role,
		organisations: readonly OrganisationId[]
	): 'changed' | 'unknown' | 'last-coordinator' {
		return this.#atomically(() => {
			const known = this.member(workspace, person);
			if (!known) return 'unknown';
			const stepsDown = known.role === 'coordinator' && role !== 'coordinator';
			if (stepsDown && this.#coordinators(workspace).every((other) => other === person)) {
				return 'last-coordinator';
			}
			this.#run(
				'UPDATE member SET role = ?, organisations = ? WHERE workspace = ? AND person = ?',
				role,
				JSON.stringify(organisations),
				workspace,
				person
			);
			return 'changed';
		});
	}

	withdraw(workspace: WorkspaceId, device: DeviceId, at: number): boolean {
		const sql = `UPDATE device SET withdrawn_at = ?
			WHERE id = ? AND workspace = ? AND withdrawn_at IS NULL`;
		return this.#run(sql, at, device, workspace) === 1;
	}

	shutOut(workspace: WorkspaceId, person: PersonId, at: number): 'shut-out' | 'last-coordinator' {
		return this.#atomically(() => {
			const coordinators = this.#coordinators(workspace);
			if (coordinators.length === 1 && coordinators[0] === person) return 'last-coordinator';
			this.#run(
				`UPDATE device SET withdrawn_at = ?
				WHERE workspace = ? AND person = ? AND withdrawn_at IS NULL`,
				...[at, workspace, person]
			);
			this.#run(
				'DELETE FROM invitation WHERE workspace = ? AND person = ? AND used_by IS NULL',
				...[workspace, person]
			);
			return 'shut-out';
		});
	}

	ownerOf(workspace: WorkspaceId, device: DeviceId): PersonId | null {
		const sql = 'SELECT person FROM device WHERE id = ? AND workspace = ?';
		const [row] = this.#all(sql, device, workspace);
		return row ? (row.person as PersonId) : null;
	}

	seen(device: DeviceId, at: number): void {
		const sql = 'UPDATE device SET last_seen_at = ?1 WHERE id = ?2 AND last_seen_at <= ?1 - 60000';
		this.#run(sql, at, device);
	}

	invite({ id, workspace, person, role, expiresAt }: Invitation, secret: SecretHash): void {
		this.#run(
			`INSERT INTO invitation (id, workspace, person, role, secret, expires_at)
			VALUES (?, ?, ?, ?, ?, ?)`,
			...[id, workspace, person, role, secret, expiresAt]
		);
	}

	invitation(id: InvitationId): StoredInvitation | null {
		const [row] = this.#all('SELECT * FROM invitation WHERE id = ?', id);
		return row ? invitationFrom(row) : null;
	}

	openInvitations(workspace: WorkspaceId, at: number): Invitation[] {
		const sql = `SELECT * FROM invitation
			WHERE workspace = ? AND used_by IS NULL AND expires_at > ? ORDER BY expires_at, id`;
		return this.#all(sql, workspace, at).map((row) => {
			const { id, person, role, expiresAt } = invitationFrom(row);
			return { id, workspace, person, role, expiresAt };
		});
	}

	cancelInvitation(workspace: WorkspaceId, id: InvitationId): boolean {
		const sql = 'DELETE FROM invitation WHERE id = ? AND workspace = ? AND used_by IS NULL';
		return this.#run(sql, id, workspace) === 1;
	}

	join(invitation: InvitationId, arrival: Arrival): 'joined' | 'used' {
		return this.#atomically(() => {
			const known = this.invitation(invitation);
			if (!known || known.usedBy !== null) return 'used';
			this.#run('UPDATE invitation SET used_by = ? WHERE id = ?', arrival.device, invitation);
			this.enrol(known.workspace, arrival.person, known.role);
			this.#addDevice(arrival);
			return 'joined';
		});
	}

	close(): void {
		this.#database.close();
	}

	#isYours(session: SecretHash, workspace: WorkspaceId, person: PersonId): boolean {
		const membership = this.membership(session, workspace);
		return membership !== null && membership !== 'withdrawn' && membership.member.person === person;
	}

	/** Coordinators who can still come in. */
	#coordinators(workspace: WorkspaceId): unknown[] {
		const sql = `SELECT DISTINCT m.person FROM member m JOIN device d
			ON d.workspace = m.workspace AND d.person = m.person AND d.withdrawn_at IS NULL
			WHERE m.workspace = ? AND m.role = 'coordinator'`;
		return this.#all(sql, workspace).map((row) => row.person);
	}

	#addDevice({ workspace, person, session, device, label, at }: Arrival): void {
		this.#run(
			`INSERT INTO device (id, workspace, person, session, label, joined_at, last_seen_at)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			...[device, workspace, person, session, label, at, at]
		);
	}

	#all(sql: string, ...values: Value[]): Record<string, unknown>[] {
		return this.#database.prepare(sql).all(...values);
	}

	#run(sql: string, ...values: Value[]): number {
		return Number(this.#database.prepare(sql).run(...values).changes);
	}

	#atomically<T>(change: () => T): T {
		this.#database.exec('BEGIN IMMEDIATE');
		try {
			const result = change();
			this.#database.exec('COMMIT');
			return result;
		} catch (error) {
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			throw error;
		}
	}
}
