import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Deed } from './accounts.ts';
import { note } from './audit-trail.ts';
import { isLastCoordinator, ownerOf } from './questions.ts';
import { deviceFrom } from './rows.ts';
import type { Statements } from './sql.ts';

/** How somebody, or a device of hers, comes to be out: steps of a transaction. */

export async function withdraw(
	sql: Statements,
	workspace: WorkspaceId,
	device: DeviceId,
	{ by, from, at }: Deed
): Promise<boolean> {
	const text = `UPDATE device SET withdrawn_at = ?
		WHERE id = ? AND workspace = ? AND withdrawn_at IS NULL`;
	if ((await sql.run(text, at, device, workspace)) === 0) return false;
	const person = await ownerOf(sql, workspace, device);
	const kind = device === from ? 'left' : 'device-withdrawn';
	await note(sql, workspace, { kind, at, by, person, device });
	return true;
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
	if (which === 'all' && (await isLastCoordinator(sql, workspace, by, seenSince))) {
		return 'last-coordinator';
	}
	const kept = which === 'all' ? null : from;
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
