/** All that the log can say; README.md, "In the log", says of each what it means and what helps. */
export const logEvents = [
	'not-kept',
	'not-opened',
	'not-folded',
	'not-read-on',
	'row-set-aside',
	'file-set-aside',
	'not-mended',
	'documents-missing',
	'accounts-silent',
	'database-line-lost',
	'bus-lost',
	'bus-back',
	'client-borrowed',
	'lane-parked',
	'erased',
	'not-erased',
	'still-named',
	'not-rewritten',
	'update-not-read',
	'listener-failed',
	'call-failed',
	'clerk-failed',
	'crashed',
	'backup-folder-unread',
	'stopped'
] as const;

export type LogEvent = (typeof logEvents)[number];

/** One thing that happened, for the host. Holds no names, no ids of persons and no tokens. */
export interface LogEntry {
	readonly event: LogEvent;
	readonly [field: string]: string | number | boolean | null;
}

export type LogLevel = 'info' | 'warning' | 'error';

export type Log = (level: LogLevel, entry: LogEntry) => void;

/** One JSON object a line, so that any log collector reads it. */
export function logTo(write: (line: string) => void, now: () => Date): Log {
	return (level, entry) => {
		write(`${JSON.stringify({ at: now().toISOString(), level, ...entry })}\n`);
	};
}

export const noLog: Log = () => undefined;

/** What went wrong, in one line. Errors of SQLite and Node name no contents. */
export function causeText(cause: unknown): string {
	// A name with several addresses was tried at each: what is wrong is said of the tries alone.
	if (cause instanceof AggregateError && cause.message === '')
		return cause.errors.map(causeText).join('; ');
	return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}

/** The kind of a document: the rest of its name may be a person. */
export function kindOf(documentKey: string): string {
	return documentKey.split('/')[1] ?? '';
}
