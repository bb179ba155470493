import { PersonId, type DeviceId, type WorkspaceId } from '#domain/ids.ts';
import type { Deed, Going } from './accounts.ts';
import { note } from './audit-trail.ts';
import { isLastCoordinator } from './questions.ts';
import { deviceFrom } from './rows.ts';
import type { Statements } from './sql.ts';

/** How somebody, or a device of hers, comes to be out: steps of a transaction. */

export async function withdraw(
	sql: Statements,
	workspace: WorkspaceId,
	device: DeviceId,
	{ by, from, at }: Deed,
	which: Going,
	seenSince: number
): Promise<'withdrawn' | 'unknown' | 'last-coordinator'> {
	const stillIn =
		'SELECT person FROM device WHERE id = ? AND workspace = ? AND withdrawn_at IS NULL';
	const person = PersonId.parse((await sql.all(stillIn, device, workspace))[0]?.person);
	if (person === null) return 'unknown';
	const isLast = await isLastCoordinator(sql, workspace, person, seenSince, (id) => id === device);
	if (isLast && which === 'not-the-last') return 'last-coordinator';
	await sql.run('UPDATE device SET withdrawn_at = ? WHERE id = ?', at, device);
	const kind = device === from ? 'left' : 'device-withdrawn';
	await note(sql, workspace, { kind, at, by, person, device });
	return 'withdrawn';
}

export async function shutOut(
	sql: Statements,
	workspace: WorkspaceId,
	person: PersonId,
	{ by, at }: Deed,
	seenSince: number
): Promise<'shut-out' | 'last-coordinator'> {
	if (await isLastCoordinator(sql, workspace, person, seenSince)) return 'last-coordinator';
	const { devices, invitations } = await withdrawAll(sql, workspace, person, null, at);
	if (devices.length + invitations > 0)
		await note(sql, workspace, { kind: 'shut-out', at, by, person });
	return 'shut-out';
}

export async function signOut(
	sql: Statements,
	workspace: WorkspaceId,
	which: 'all' | 'others',
	{ by, from, at }: Deed,
	seenSince: number
): Promise<readonly DeviceId[] | 'last-coordinator'> {
	const kept = which === 'all' ? null : from;
	// The one that she does it from may have been withdrawn a moment ago.
	if (await isLastCoordinator(sql, workspace, by, seenSince, (id) => id !== kept))
		return 'last-coordinator';
	const { devices, invitations } = await withdrawAll(sql, workspace, by, kept, at);
	if (devices.length + invitations > 0)
		await note(sql, workspace, { kind: 'signed-out', at, by, person: by, device: from });
	return devices;
}

/** Every device of somebody but `kept`, and the invitations that would let her in again. */
async function withdrawAll(
	sql: Statements,
	workspace: WorkspaceId,
	person: PersonId,
	kept: DeviceId | null,
	at: number
): Promise<{ readonly devices: readonly DeviceId[]; readonly invitations: number }> {
	const rows = await sql.all(
		'SELECT * FROM device WHERE workspace = ? AND person = ? AND withdrawn_at IS NULL',
		...[workspace, person]
	);
	const devices = rows.map((row) => deviceFrom(row).id).filter((id) => id !== kept);
	for (const id of devices)
		await sql.run('UPDATE device SET withdrawn_at = ? WHERE id = ?', at, id);
	const invitations = await sql.run(
		'DELETE FROM invitation WHERE workspace = ? AND person = ? AND used_by IS NULL',
		...[workspace, person]
	);
	return { devices, invitations };
}
