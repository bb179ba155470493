/** Primary codes of SQLite: busy, read-only, input and output, damaged, not to be opened, no database. */
const ofSqlite = [5, 8, 10, 11, 14, 26];
/** Classes of PostgreSQL's codes: the line, its room and connections, who stops it, its disk; who may come in. */
const ofPostgres = /^(08|53|57|58|28)|^(25006|3D000|55P03)$/;
const ofSystem = /^(ECONN|ENET|EHOST|EAI_|ETIMEDOUT|ENOTFOUND|EPIPE|EIO|EROFS|EACCES|EMFILE)/;
/** What PostgreSQL's client says without a code. */
const ofClient =
	/connection (terminated|error)|trying to connect|not queryable|query read timeout/i;

/**
 * Whether the place where everything is kept refused: a full or damaged disk, a file that somebody holds, a
 * database that is away. What else fails is a bug.
 */
export function isStoreTrouble(cause: unknown): boolean {
	if (cause instanceof AggregateError) return cause.errors.some(isStoreTrouble);
	if (!(cause instanceof Error)) return false;
	if (isDiskFull(cause)) return true;
	const code = 'code' in cause ? String(cause.code) : '';
	if (code === 'not-kept') return true;
	if (code === 'ERR_SQLITE_ERROR')
		return 'errcode' in cause && ofSqlite.includes(Number(cause.errcode) & 0xff);
	return ofPostgres.test(code) || ofSystem.test(code) || ofClient.test(cause.message);
}

/** SQLITE_FULL, with whatever detail in its upper bits. */
const sqliteFull = 13;
/** No space, and over the quota of whoever runs this; `disk_full` of Postgres. */
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', '53100'];

/** Whether an error, or what caused it, says that a disk has no room left: only whoever hosts it can help. */
export function isDiskFull(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ('errcode' in error && (Number(error.errcode) & 0xff) === sqliteFull) return true;
	return ('code' in error && fullCodes.includes(error.code)) || isDiskFull(error.cause);
}
