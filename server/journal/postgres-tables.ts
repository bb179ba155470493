import type { ClientBase } from 'pg';
import { checkEncoding } from '../database-encoding.ts';
import { NewerSchema } from '../newer-schema.ts';
import { upgradeWait } from '../postgres-upgrading.ts';

/**
 * Positions are counted per document, in its own row of `document`. Whoever appends raises that count in
 * the appending transaction, and the lock on the row holds until the commit: so positions become readable
 * in the order in which they were given, and reading `position > last` misses nothing. One sequence for all
 * rows would not do: its numbers are given out before they can be read, and become readable in any order.
 *
 * A row of `document` is short and changes often: the free space lets it change where it lies. Updates are
 * compact already, so that trying to compress them costs time and gains nothing.
 */
const tables = `
	CREATE TABLE document (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		name text COLLATE "C" NOT NULL UNIQUE,
		last_position bigint NOT NULL
	) WITH (fillfactor = 50);
	CREATE TABLE log (
		document bigint NOT NULL,
		position bigint NOT NULL,
		body bytea NOT NULL,
		crc bigint NOT NULL,
		PRIMARY KEY (document, position)
	);
	ALTER TABLE log ALTER COLUMN body SET STORAGE EXTERNAL;
	CREATE TABLE snapshot (
		document bigint PRIMARY KEY,
		up_to bigint NOT NULL,
		body bytea NOT NULL,
		crc bigint NOT NULL
	);
	ALTER TABLE snapshot ALTER COLUMN body SET STORAGE EXTERNAL;
	CREATE TABLE set_aside (
		document text NOT NULL,
		position bigint NOT NULL,
		part text NOT NULL,
		body bytea NOT NULL,
		crc bigint NOT NULL
	);
	CREATE TABLE journal_version (version integer NOT NULL);
`;

/**
 * PostgreSQL keeps samples of what lies in a column, for its planner, where they would outlive what is erased. A
 * column loses those it has when its type is set, be it to the same; how it is stored has to be said again then.
 */
const unsampled = ['snapshot', 'log', 'set_aside']
	.map(
		(table) => `
	ALTER TABLE ${table} ALTER COLUMN body TYPE bytea;
	ALTER TABLE ${table} ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN body SET STORAGE EXTERNAL;`
	)
	.join('');

/** Each adds to the one before: what stands here is in use, and never changes. */
const versions = [tables, unsampled];

/** Of the tables. */
export const version = versions.length;

/**
 * Makes the tables where there are none, and brings older ones up to date: see `upgraded`. Several relays may start
 * at once: the others wait for the first. Throws `NewerSchema` and `WrongEncoding`.
 */
export async function prepareTables(client: ClientBase): Promise<void> {
	await checkEncoding(client);
	await client.query("SELECT pg_advisory_xact_lock(hashtext('draaiboek journal'))");
	const found = await versionFound(client);
	if (found > version) {
		throw new NewerSchema('The journal', found, version);
	}
	if (found === version) return;
	await client.query(upgradeWait);
	for (const statements of versions.slice(found)) await client.query(statements);
	const write =
		found === 0
			? 'INSERT INTO journal_version (version) VALUES ($1)'
			: 'UPDATE journal_version SET version = $1';
	await client.query(write, [version]);
}

/** 0 where there are no tables yet. */
export async function versionFound(client: ClientBase): Promise<number> {
	const { rows } = await client.query<{ table: unknown }>(
		"SELECT to_regclass('journal_version') AS table"
	);
	if (rows[0]?.table === null) return 0;
	const kept = await client.query<{ version: number }>('SELECT version FROM journal_version');
	return kept.rows[0]?.version ?? 0;
}
