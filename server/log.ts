/** One thing that happened, for the host. Holds no names, no ids of persons and no tokens. */
export interface LogEntry {
	readonly event: string;
	readonly [field: string]: string | number | boolean | null;
}

export type Log = (level: 'info' | 'warning' | 'error', entry: LogEntry) => void;

/** One JSON object a line, so that any log collector reads it. */
export function logTo(write: (line: string) => void, now: () => Date): Log {
	return (level, entry) => {
		write(`${JSON.stringify({ at: now().toISOString(), level, ...entry })}\n`);
	};
}

export const noLog: Log = () => undefined;

/** What went wrong, in one line. Errors of SQLite and Node name no contents. */
export function causeText(cause: unknown): string {
	return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}

/** The kind of a document: the rest of its name may be a person. */
export function kindOf(documentKey: string): string {
	return documentKey.split('/')[1] ?? '';
}
