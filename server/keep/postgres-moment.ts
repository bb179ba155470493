import { Client, type FieldDef, type QueryResultRow } from 'pg';
import { accountTables, schemaVersion } from '../accounts/schema.ts';
import { loadedFrom } from '../journal/postgres-rows.ts';
import * as statements from '../journal/postgres-statements.ts';
import { version as journalVersion, versionFound } from '../journal/postgres-tables.ts';
import type { Moment } from './moment.ts';
import { NothingThere } from './problems.ts';
import { refuseOther } from './sqlite-moment.ts';
import type { AccountRow, KeptDocument } from './sums.ts';

/** Everything that is asked is answered as it was when the first question was. */
const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY';

/** Held until the end, so that no table is written anew under a backup: erasing waits for it. */
const hold = `LOCK TABLE document, log, snapshot, ${accountTables.join(', ')} IN ACCESS SHARE MODE`;

/** A moment of a database that any number of relays work in. Nothing in it is changed. */
export class PostgresMoment implements Moment {
	readonly accountsVersion: number;
	readonly #client: Client;
	#damaged = 0;

	private constructor(client: Client, accountsVersion: number) {
		this.#client = client;
		this.accountsVersion = accountsVersion;
	}

	/** Throws `NothingThere` for a database in which no relay has worked, and `OtherVersion`. */
	static async open(url: string): Promise<PostgresMoment> {
		const client = new Client({
			connectionString: url,
			application_name: 'draaiboek-backup',
			keepAlive: true,
			connectionTimeoutMillis: 5_000
		});
		// What breaks the line fails the question in hand, or the next.
		client.on('error', () => undefined);
		await client.connect();
		try {
			await client.query(begin);
			const version = await versionsChecked(client);
			await client.query(hold);
			return new PostgresMoment(client, version);
		} catch (error) {
			await client.end();
			throw error;
		}
	}

	get damaged(): number {
		return this.#damaged;
	}

	async *documents(): AsyncGenerator<KeptDocument> {
		const { rows } = await this.#client.query<{ name: string }>(statements.documents.text, ['']);
		for (const { name } of rows) yield await this.#document(name);
	}

	async *rows(): AsyncGenerator<AccountRow> {
		for (const table of accountTables) {
			const { rows, fields } = await this.#client.query<QueryResultRow>(`SELECT * FROM ${table}`);
			for (const row of rows) yield { table, row: plain(row, fields) };
		}
	}

	async close(): Promise<void> {
		await this.#client.end();
	}

	async #document(name: string): Promise<KeptDocument> {
		const answered = await this.#client.query<QueryResultRow>(statements.load.text, [name, 0]);
		const { snapshot, tail, damaged } = loadedFrom(answered.rows);
		this.#damaged += damaged.length;
		return { name, pieces: snapshot ? [snapshot, ...tail] : tail };
	}
}

async function versionsChecked(client: Client): Promise<number> {
	const found = await versionFound(client);
	const { rows } = await client.query<{ there: boolean }>(
		"SELECT to_regclass('accounts_schema') IS NOT NULL AS there"
	);
	if (found === 0 || rows[0]?.there !== true) throw new NothingThere('its tables are not there');
	refuseOther(found, journalVersion, journalVersion);
	const accounts = await client.query<{ version: number }>('SELECT version FROM accounts_schema');
	const version = accounts.rows[0]?.version ?? 0;
	refuseOther(version, schemaVersion, schemaVersion);
	return version;
}

/** PostgreSQL's driver gives numbers of eight bytes (type 20) as text. */
function plain(row: QueryResultRow, fields: readonly FieldDef[]): AccountRow['row'] {
	const numbers = new Set(
		fields.filter(({ dataTypeID }) => dataTypeID === 20).map(({ name }) => name)
	);
	return Object.fromEntries(
		Object.entries(row).map(([column, value]) => [
			column,
			numbers.has(column) && value !== null ? Number(value) : (value as string | number | null)
		])
	);
}
