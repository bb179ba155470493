import type { Member } from '#domain/access/access.ts';
import type { InvitationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Membership, MemberWithDevices, StoredInvitation } from './accounts.ts';
import { deviceFrom, invitationFrom, memberFrom, membershipFrom } from './rows.ts';
import type { SecretHash } from './secrets.ts';
import type { Reader } from './sql.ts';

/** What is asked of the accounts, alone or inside a transaction. */

const places = `
	SELECT d.id AS device, d.workspace, d.withdrawn_at, m.person, m.role, m.organisations
	FROM device d JOIN member m ON m.workspace = d.workspace AND m.person = d.person
	WHERE d.session = ?`;

export async function isFounded(sql: Reader, workspace: WorkspaceId): Promise<boolean> {
	return (await sql.all('SELECT 1 FROM workspace WHERE id = ?', workspace)).length > 0;
}

export async function membershipsOf(sql: Reader, session: SecretHash): Promise<Membership[]> {
	const text = `${places} AND d.withdrawn_at IS NULL ORDER BY d.joined_at, d.workspace`;
	return (await sql.all(text, session)).map(membershipFrom);
}

export async function membershipOf(
	sql: Reader,
	session: SecretHash,
	workspace: WorkspaceId
): Promise<Membership | 'withdrawn' | null> {
	const text = `${places} AND d.workspace = ? ORDER BY d.withdrawn_at IS NOT NULL LIMIT 1`;
	const [row] = await sql.all(text, session, workspace);
	if (!row) return null;
	return row.withdrawn_at === null ? membershipFrom(row) : 'withdrawn';
}

export async function membersOf(sql: Reader, workspace: WorkspaceId): Promise<MemberWithDevices[]> {
	const text = `
		SELECT m.person, m.role, m.organisations,
			d.id, d.label, d.joined_at, d.last_seen_at, d.withdrawn_at
		FROM member m LEFT JOIN device d ON d.workspace = m.workspace AND d.person = m.person
		WHERE m.workspace = ? ORDER BY m.person, d.joined_at, d.id`;
	const byPerson = Map.groupBy(await sql.all(text, workspace), (row) => row.person);
	return [...byPerson.values()].flatMap((rows) => {
		const devices = rows.filter((row) => row.id !== null).map(deviceFrom);
		return rows.slice(0, 1).map((row) => ({ member: memberFrom(row), devices }));
	});
}

export async function memberOf(
	sql: Reader,
	workspace: WorkspaceId,
	person: PersonId
): Promise<Member | null> {
	const text = 'SELECT * FROM member WHERE workspace = ? AND person = ?';
	const [row] = await sql.all(text, workspace, person);
	return row ? memberFrom(row) : null;
}

/** Coordinators who can still come in. */
export async function coordinatorsOf(sql: Reader, workspace: WorkspaceId): Promise<unknown[]> {
	const text = `SELECT DISTINCT m.person FROM member m JOIN device d
		ON d.workspace = m.workspace AND d.person = m.person AND d.withdrawn_at IS NULL
		WHERE m.workspace = ? AND m.role = 'coordinator'`;
	return (await sql.all(text, workspace)).map((row) => row.person);
}

export async function invitationOf(
	sql: Reader,
	id: InvitationId
): Promise<StoredInvitation | null> {
	const [row] = await sql.all('SELECT * FROM invitation WHERE id = ?', id);
	return row ? invitationFrom(row) : null;
}
