import type { Member } from '#domain/access/access.ts';
import { PersonId } from '#domain/ids.ts';
import type { DeviceId, InvitationId, WorkspaceId } from '#domain/ids.ts';
import type {
	Invitation,
	Membership,
	MemberWithDevices,
	Standing,
	StoredInvitation
} from './accounts.ts';
import { deviceFrom, invitationFrom, memberFrom, membershipFrom } from './rows.ts';
import type { SecretHash } from './secrets.ts';
import type { Reader } from './sql.ts';

/** What is asked of the accounts, alone or inside a transaction. `seenSince`: a device that was not has expired. */

const places = `
	SELECT d.id AS device, d.workspace, d.withdrawn_at, d.last_seen_at,
		m.person, m.role, m.organisations, w.revision AS as_of
	FROM device d JOIN member m ON m.workspace = d.workspace AND m.person = d.person
	JOIN workspace w ON w.id = d.workspace
	WHERE d.session = ?`;

export async function isFounded(sql: Reader, workspace: WorkspaceId): Promise<boolean> {
	return (await sql.all('SELECT 1 FROM workspace WHERE id = ?', workspace)).length > 0;
}

export async function isAnyFounded(sql: Reader): Promise<boolean> {
	return (await sql.all('SELECT 1 FROM workspace LIMIT 1')).length > 0;
}

export async function membershipsOf(
	sql: Reader,
	session: SecretHash,
	seenSince: number
): Promise<Membership[]> {
	const text = `${places} AND d.withdrawn_at IS NULL AND d.last_seen_at > ?
		ORDER BY d.joined_at, d.workspace`;
	return (await sql.all(text, session, seenSince)).map(membershipFrom);
}

export async function standingOf(
	sql: Reader,
	session: SecretHash,
	workspace: WorkspaceId,
	seenSince: number
): Promise<Standing> {
	const text = `${places} AND d.workspace = ?
		ORDER BY d.withdrawn_at IS NOT NULL, d.last_seen_at DESC LIMIT 1`;
	const [row] = await sql.all(text, session, workspace);
	if (!row) return (await wasErased(sql, session, workspace)) ? 'erased' : null;
	if (row.withdrawn_at !== null) return 'withdrawn';
	return Number(row.last_seen_at) > seenSince ? membershipFrom(row) : 'expired';
}

/** Whether this is a device of somebody who is no member any more because she was wiped. */
async function wasErased(
	sql: Reader,
	session: SecretHash,
	workspace: WorkspaceId
): Promise<boolean> {
	const text = `SELECT 1 FROM device d
		JOIN erased e ON e.workspace = d.workspace AND e.person = d.person
		WHERE d.session = ? AND d.workspace = ?`;
	return (await sql.all(text, session, workspace)).length > 0;
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

/**
 * Whether nobody would be left to coordinate who can still come in, were somebody to go with those of her
 * devices for which `goes` holds.
 */
export async function isLastCoordinator(
	sql: Reader,
	workspace: WorkspaceId,
	person: PersonId,
	seenSince: number,
	goes: (device: unknown) => boolean = () => true
): Promise<boolean> {
	if ((await memberOf(sql, workspace, person))?.role !== 'coordinator') return false;
	const text = `SELECT d.person, d.id FROM member m JOIN device d
		ON d.workspace = m.workspace AND d.person = m.person
		WHERE m.workspace = ? AND m.role = 'coordinator'
			AND d.withdrawn_at IS NULL AND d.last_seen_at > ?`;
	const keys = await sql.all(text, workspace, seenSince);
	return keys.every((key) => key.person === person && goes(key.id));
}

export async function ownerOf(
	sql: Reader,
	workspace: WorkspaceId,
	device: DeviceId
): Promise<PersonId | null> {
	const text = 'SELECT person FROM device WHERE id = ? AND workspace = ?';
	const [row] = await sql.all(text, device, workspace);
	return PersonId.parse(row?.person);
}

export async function invitationOf(
	sql: Reader,
	id: InvitationId
): Promise<StoredInvitation | null> {
	const [row] = await sql.all('SELECT * FROM invitation WHERE id = ?', id);
	return row ? invitationFrom(row) : null;
}

export async function openInvitationsOf(
	sql: Reader,
	workspace: WorkspaceId,
	at: number
): Promise<Invitation[]> {
	const text = `SELECT * FROM invitation
		WHERE workspace = ? AND used_by IS NULL AND expires_at > ? ORDER BY expires_at, id`;
	return (await sql.all(text, workspace, at)).map((row) => {
		const { id, person, role, expiresAt } = invitationFrom(row);
		return { id, workspace, person, role, expiresAt };
	});
}
