import type { DatabaseSync } from 'node:sqlite';
import { NewerSchema } from '../newer-schema.ts';

/**
 * What the log ahead of the file holds is moved by a thread (`Checkpoints`); at 64 MB whoever commits does
 * it, as where the relay is so busy that the thread never finds a quiet moment to begin the log anew.
 */
const settings = `
	PRAGMA wal_autocheckpoint = 16000;
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	PRAGMA busy_timeout = 2000;
`;

/**
 * The log has no index: an index by document would scatter each turn's writes over as many pages as there
 * are documents in it, and the log is short, for it is folded. Which rows are whose is read once, on
 * opening (`JournalIndex`).
 */
const tables = `
	CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
	CREATE TABLE log (
		id INTEGER PRIMARY KEY,
		document INTEGER NOT NULL,
		count INTEGER NOT NULL,
		body BLOB NOT NULL,
		crc INTEGER NOT NULL
	) STRICT;
	CREATE TABLE snapshot (
		document INTEGER PRIMARY KEY,
		up_to INTEGER NOT NULL,
		body BLOB NOT NULL,
		crc INTEGER NOT NULL
	) STRICT;
`;

const setAside = `
	CREATE TABLE IF NOT EXISTS set_aside (
		document TEXT NOT NULL,
		row INTEGER NOT NULL,
		part TEXT NOT NULL,
		body BLOB,
		crc INTEGER NOT NULL
	) STRICT;
`;

/** In version 0 each row of the log named its document in full. */
const fromVersion0 = `
	ALTER TABLE log RENAME TO log_0;
	ALTER TABLE snapshot RENAME TO snapshot_0;
	${tables}
	INSERT INTO document (name) SELECT document FROM log_0 UNION SELECT document FROM snapshot_0;
	INSERT INTO log (id, document, count, body, crc)
		SELECT log_0.id, document.id, 1, body, crc FROM log_0 JOIN document ON name = document;
	INSERT INTO snapshot (document, up_to, body, crc)
		SELECT document.id, up_to, body, crc FROM snapshot_0 JOIN document ON name = document;
	DROP TABLE log_0;
	DROP TABLE snapshot_0;
`;

/** In version 1 each row of the log held one update. */
const fromVersion1 = 'ALTER TABLE log ADD COLUMN count INTEGER NOT NULL DEFAULT 1;';

/** Of the tables. */
export const version = 2;

/** Makes the tables, or brings those of an older relay up to date, in one step. */
export function prepareTables(database: DatabaseSync): void {
	database.exec(settings);
	const found = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
	if (found > version) {
		throw new NewerSchema('The journal', found, version);
	}
	if (found === version) return;
	database.exec(`
		BEGIN IMMEDIATE;
		${stepsFrom(database, found)}
		${setAside}
		PRAGMA user_version = ${version};
		COMMIT;
	`);
}

function stepsFrom(database: DatabaseSync, found: number): string {
	if (found === 1) return fromVersion1;
	const isOld = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'log'").get();
	return isOld ? fromVersion0 : tables;
}
