import { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Erasure, Going } from './accounts.ts';
import type { Happening } from './audit.ts';
import { note } from './audit-trail.ts';
import { isFounded, isLastCoordinator } from './questions.ts';
import type { Reader, Row, Statements } from './sql.ts';

/** How somebody is forgotten: steps of a transaction. */

export async function erase(
	sql: Statements,
	workspace: WorkspaceId,
	person: PersonId,
	{ by, at }: Pick<Happening, 'by' | 'at'>,
	seenSince: number,
	which: Going = 'not-the-last'
): Promise<'erased' | 'last-coordinator' | 'unknown'> {
	if (!(await isFounded(sql, workspace))) return 'unknown';
	const isLast = await isLastCoordinator(sql, workspace, person, seenSince);
	if (isLast && which === 'not-the-last') return 'last-coordinator';
	const listed = await sql.run(
		'INSERT INTO erased (workspace, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
		...[workspace, person, at]
	);
	await wipe(sql, workspace, person, at);
	if (listed > 0) await note(sql, workspace, { kind: 'erased', at, by, person });
	return 'erased';
}

/** All but what tells her devices apart from those of strangers. */
async function wipe(
	sql: Statements,
	workspace: WorkspaceId,
	person: PersonId,
	at: number
): Promise<void> {
	const hers = [workspace, person];
	await sql.run('DELETE FROM member WHERE workspace = ? AND person = ?', ...hers);
	await sql.run('DELETE FROM invitation WHERE workspace = ? AND person = ?', ...hers);
	await sql.run(
		`UPDATE device SET label = '', withdrawn_at = COALESCE(withdrawn_at, ?)
		WHERE workspace = ? AND person = ?`,
		...[at, ...hers]
	);
}

export async function erasureDone(
	sql: Statements,
	{ workspace, person, broughtBackAt }: Erasure,
	at: number
): Promise<void> {
	await sql.run(
		`UPDATE erased SET done_at = ?
		WHERE workspace = ? AND person = ? AND COALESCE(brought_back_at, -1) = ?`,
		...[at, workspace, person, broughtBackAt ?? -1]
	);
}

export async function broughtBack(
	sql: Statements,
	workspace: WorkspaceId,
	at: number
): Promise<readonly PersonId[]> {
	const all = (await erasuresIn(sql)).filter((one) => one.workspace === workspace);
	const unfinished = all.filter(({ doneAt }) => doneAt === null);
	const again = unfinished.length > 0 ? unfinished : all.slice(-1);
	for (const one of again)
		await sql.run(
			'UPDATE erased SET done_at = NULL, brought_back_at = ? WHERE workspace = ? AND person = ?',
			...[reopenedAt(one, at), workspace, one.person]
		);
	return again.map(({ person }) => person);
}

/**
 * Always another instant than before, so that whoever is at it notices. What was still to be done keeps its age:
 * somebody who brings things back time and again puts nothing off.
 */
function reopenedAt({ at, doneAt, broughtBackAt }: Erasure, nowMs: number): number {
	const next = (broughtBackAt ?? at) + 1;
	return doneAt === null ? next : Math.max(nowMs, next);
}

export async function erasuresIn(sql: Reader): Promise<Erasure[]> {
	return (await sql.all('SELECT * FROM erased ORDER BY at, workspace, person')).flatMap(
		erasureFrom
	);
}

export async function isErased(
	sql: Reader,
	workspace: WorkspaceId,
	person: PersonId
): Promise<boolean> {
	const text = 'SELECT 1 FROM erased WHERE workspace = ? AND person = ?';
	return (await sql.all(text, workspace, person)).length > 0;
}

/**
 * Writes somebody into the list of accounts that were put back, and wipes her from them: she was erased
 * after they were saved, so that nothing of her is there to be done. What was done before stays as it was.
 */
export async function eraseAgain(
	sql: Statements,
	{ workspace, person, at }: Erasure,
	doneAt: number
): Promise<void> {
	const listed = await sql.run(
		'INSERT INTO erased (workspace, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
		...[workspace, person, at]
	);
	await wipe(sql, workspace, person, at);
	await sql.run(
		'UPDATE erased SET done_at = COALESCE(done_at, ?) WHERE workspace = ? AND person = ?',
		...[doneAt, workspace, person]
	);
	if (listed > 0 && (await isFounded(sql, workspace)))
		await note(sql, workspace, { kind: 'erased', at, by: null, person });
}

export function erasureFrom(row: Row): Erasure[] {
	const [workspace, person] = [WorkspaceId.parse(row.workspace), PersonId.parse(row.person)];
	if (!workspace || !person) return [];
	const [doneAt, broughtBackAt] = [instantFrom(row.done_at), instantFrom(row.brought_back_at)];
	return [{ workspace, person, at: Number(row.at), doneAt, broughtBackAt }];
}

/** A row of an older backup does not have every column. */
function instantFrom(value: unknown): number | null {
	return value === null || value === undefined ? null : Number(value);
}
