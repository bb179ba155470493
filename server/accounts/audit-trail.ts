import type { WorkspaceId } from '#domain/ids.ts';
import type { AccountsNews, Deed } from './accounts.ts';
import type { AuditEntry, Happening } from './audit.ts';
import { auditEntryFrom, newsFrom } from './rows.ts';
import type { Reader, Statements } from './sql.ts';

/**
 * Writes down what happens, in the transaction in which it happens, and gives it the next number of all
 * workspaces. Since transactions come one after the other, whoever has read up to a number will never
 * find a lower one later.
 */
export async function note(
	sql: Statements,
	workspace: WorkspaceId,
	{ kind, at, madeAt, by, person, device, role }: Happening
): Promise<void> {
	const [row] = await sql.all(
		`UPDATE workspace SET revision = (SELECT MAX(revision) + 1 FROM workspace) WHERE id = ?
		RETURNING revision`,
		workspace
	);
	if (!row) throw new TypeError('there is no such workspace to note something about');
	await sql.run(
		`INSERT INTO audit (workspace, revision, kind, at, made_at, done_by, person, device, role)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		...[workspace, Number(row.revision), kind, at, madeAt ?? null],
		...[by, person ?? null, device ?? null, role ?? null]
	);
}

/** A device that heard no answer tells again. */
export async function noteExport(
	sql: Statements,
	workspace: WorkspaceId,
	{ by, from, at }: Deed,
	madeAt: number
): Promise<void> {
	const text = `SELECT 1 FROM audit
		WHERE workspace = ? AND kind = 'exported' AND device = ? AND made_at = ?`;
	if ((await sql.all(text, workspace, from, madeAt)).length > 0) return;
	await note(sql, workspace, { kind: 'exported', at, madeAt, by, device: from });
}

export async function auditOf(
	sql: Reader,
	workspace: WorkspaceId,
	{ before, most }: { readonly before: number | null; readonly most: number },
	since: number
): Promise<AuditEntry[]> {
	const text = `SELECT * FROM audit WHERE workspace = ? AND revision < ? AND at > ?
		ORDER BY revision DESC LIMIT ?`;
	return (await sql.all(text, workspace, before ?? Number.MAX_SAFE_INTEGER, since, most)).flatMap(
		auditEntryFrom
	);
}

export async function forgetBefore(sql: Statements, since: number): Promise<void> {
	await sql.run('DELETE FROM audit WHERE at <= ?', since);
}

export async function changesAfter(sql: Reader, after: number): Promise<AccountsNews> {
	const text = `SELECT w.id, w.revision, a.person, a.revision AS number
		FROM workspace w LEFT JOIN audit a
			ON a.workspace = w.id AND a.revision > ? AND a.kind = 'role-changed'
		WHERE w.revision > ? ORDER BY w.revision, a.revision`;
	return newsFrom(await sql.all(text, after, after), after);
}
