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
