import type { Member, Role } from '#domain/access/access.ts';
import type { OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Arrival, Deed } from './accounts.ts';
import { note } from './audit-trail.ts';
import { isErased } from './erasing.ts';
import { isFounded, isLastCoordinator, memberOf, standingOf } from './questions.ts';
import type { Statements } from './sql.ts';

/** How somebody comes to belong, and as what: steps of a transaction. */

export async function found(
	sql: Statements,
	arrival: Arrival,
	how: 'founded' | 'restored',
	seenSince: number
): Promise<'founded' | 'yours' | 'taken'> {
	const { workspace, person, device, session, at } = arrival;
	if (await isFounded(sql, workspace)) {
		const standing = await standingOf(sql, session, workspace, seenSince);
		const isIn = standing !== null && typeof standing !== 'string';
		return isIn && standing.member.person === person ? 'yours' : 'taken';
	}
	await sql.run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', workspace, at);
	await enrol(sql, workspace, { person, role: 'coordinator', organisations: [] });
	await letIn(sql, arrival);
	await note(sql, workspace, { kind: how, at, by: person, person, device, role: 'coordinator' });
	return 'founded';
}

export async function enrol(
	sql: Statements,
	workspace: WorkspaceId,
	{ person, role, organisations }: Member
): Promise<void> {
	if (await isErased(sql, workspace, person)) return;
	await sql.run(
		`INSERT INTO member (workspace, person, role, organisations) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`,
		...[workspace, person, role, JSON.stringify(organisations)]
	);
}

export async function letIn(
	sql: Statements,
	{ workspace, person, session, device, label, at }: Arrival
): Promise<void> {
	await sql.run(
		`INSERT INTO device (id, workspace, person, session, label, joined_at, last_seen_at)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		...[device, workspace, person, session, label, at, at]
	);
}

export async function setRole(
	sql: Statements,
	whom: { readonly workspace: WorkspaceId; readonly person: PersonId },
	to: { readonly role: Role; readonly organisations: readonly OrganisationId[] },
	{ by, at }: Deed,
	seenSince: number
): Promise<'changed' | 'unknown' | 'last-coordinator'> {
	const { workspace, person } = whom;
	const { role } = to;
	const known = await memberOf(sql, workspace, person);
	if (!known) return 'unknown';
	const organisations = JSON.stringify(to.organisations);
	if (known.role === role && JSON.stringify(known.organisations) === organisations)
		return 'changed';
	if (role !== 'coordinator' && (await isLastCoordinator(sql, workspace, person, seenSince))) {
		return 'last-coordinator';
	}
	await sql.run(
		'UPDATE member SET role = ?, organisations = ? WHERE workspace = ? AND person = ?',
		...[role, organisations, workspace, person]
	);
	await note(sql, workspace, { kind: 'role-changed', at, by, person, role });
	return 'changed';
}
