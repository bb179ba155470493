import type { InvitationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Arrival, Deed, Invitation } from './accounts.ts';
import { note } from './audit-trail.ts';
import { enrol, letIn } from './belonging.ts';
import { isErased } from './erasing.ts';
import { invitationOf, memberOf } from './questions.ts';
import type { SecretHash } from './secrets.ts';
import type { Statements } from './sql.ts';

/** What happens to an invitation: steps of a transaction. */

export async function invite(
	sql: Statements,
	{ id, workspace, person, role, expiresAt }: Invitation,
	secret: SecretHash,
	by: PersonId
): Promise<'invited' | 'erased'> {
	if (person && (await isErased(sql, workspace, person))) return 'erased';
	await sql.run(
		`INSERT INTO invitation (id, workspace, person, role, secret, expires_at, invited_by)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		...[id, workspace, person, role, secret, expiresAt, by]
	);
	return 'invited';
}

export async function cancel(
	sql: Statements,
	workspace: WorkspaceId,
	id: InvitationId,
	{ by, from, at }: Deed
): Promise<boolean> {
	const known = await invitationOf(sql, id);
	if (known?.workspace !== workspace || known.usedBy !== null) return false;
	const { person, role } = known;
	await sql.run('DELETE FROM invitation WHERE id = ?', id);
	await note(sql, workspace, { kind: 'invitation-cancelled', at, by, person, device: from, role });
	return true;
}

/** Counts a guess at an open invitation; the last one that is allowed ends it. */
export async function countGuess(
	sql: Statements,
	id: InvitationId,
	at: number,
	most: number
): Promise<void> {
	const known = await invitationOf(sql, id);
	if (!known || known.usedBy !== null || known.expiresAt <= at) return;
	if (known.wrongSecrets + 1 < most) {
		await sql.run('UPDATE invitation SET wrong_secrets = wrong_secrets + 1 WHERE id = ?', id);
		return;
	}
	const { workspace, person, role } = known;
	await sql.run('DELETE FROM invitation WHERE id = ?', id);
	await note(sql, workspace, { kind: 'invitation-guessed', at, by: null, person, role });
}

export async function join(
	sql: Statements,
	id: InvitationId,
	arrival: Arrival
): Promise<'joined' | 'used' | 'unknown'> {
	const known = await invitationOf(sql, id);
	if (!known) return 'unknown';
	if (known.usedBy !== null) return 'used';
	const { workspace } = known;
	const { person, device, at } = arrival;
	await sql.run('UPDATE invitation SET used_by = ? WHERE id = ?', device, id);
	await enrol(sql, workspace, { person, role: known.role, organisations: [] });
	await letIn(sql, { ...arrival, workspace });
	const role = (await memberOf(sql, workspace, person))?.role ?? null;
	await note(sql, workspace, { kind: 'joined', at, by: known.invitedBy, person, device, role });
	return 'joined';
}
