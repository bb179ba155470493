import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';

/** Where the tests of PostgreSQL find one: `npm run test:cluster` starts it. Empty elsewhere. */
export const postgresUrl = process.env.DRAAIBOEK_POSTGRES ?? '';

/** An empty corner of the test database, with what a test does to it behind the relay's back. */
export class FreshPostgres {
	readonly #schema: string;
	readonly #admin: Client;
	readonly #alone: boolean;

	private constructor(schema: string, admin: Client, alone: boolean) {
		this.#schema = schema;
		this.#admin = admin;
		this.#alone = alone;
	}

	/**
	 * `alone`: in a database of its own, where what other tests are reading keeps no deleted rows. `encoding`: in one of
	 * its own, too, that keeps text so.
	 */
	static async make({
		encoding = 'UTF8',
		alone = encoding !== 'UTF8'
	}: { readonly encoding?: string; readonly alone?: boolean } = {}): Promise<FreshPostgres> {
		const schema = `test_${randomBytes(6).toString('hex')}`;
		if (alone)
			await inShared(
				`CREATE DATABASE ${schema} ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`
			);
		const admin = new Client({ connectionString: urlOf(alone ? schema : null).href });
		await admin.connect();
		await admin.query(`CREATE SCHEMA ${schema}`);
		await admin.query(`SET search_path = ${schema}`);
		return new FreshPostgres(schema, admin, alone);
	}

	/** A word of its own, for what a whole server knows by name. */
	get name(): string {
		return this.#schema;
	}

	/** For whoever is tested: sees this corner and no other. */
	get url(): string {
		const url = urlOf(this.#alone ? this.#schema : null);
		url.searchParams.set('options', `-c search_path=${this.#schema}`);
		url.searchParams.set('application_name', this.#schema);
		return url.href;
	}

	async query(sql: string): Promise<Record<string, unknown>[]> {
		return (await this.#admin.query<Record<string, unknown>>(sql)).rows;
	}

	/** Cuts every line to this corner; answers how many there were. */
	async cut(): Promise<number> {
		const cut = await this.query(
			`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${this.#schema}'`
		);
		return cut.length;
	}

	/**
	 * Whether some file of a table of this corner holds these bytes, or what PostgreSQL samples for its planner; the
	 * database must be on this machine.
	 */
	async isInFiles(bytes: Buffer): Promise<boolean> {
		await this.query('CHECKPOINT');
		const files = await this.query(`
			SELECT current_setting('data_directory') || '/' || pg_relation_filepath(file) AS path
			FROM pg_class, unnest(ARRAY[oid, reltoastrelid]) AS file
			WHERE (relnamespace = '${this.#schema}'::regnamespace OR oid = 'pg_statistic'::regclass)
				AND relkind = 'r' AND file <> 0`);
		return files.some(({ path }) => readFileSync(String(path)).includes(bytes));
	}

	async remove(): Promise<void> {
		await this.cut();
		await this.#admin.query(`DROP SCHEMA ${this.#schema} CASCADE`);
		await this.#admin.end();
		if (this.#alone) await inShared(`DROP DATABASE ${this.#schema} WITH (FORCE)`);
	}
}

/** Where a database is; null: the one that all tests share. */
function urlOf(database: string | null): URL {
	const url = new URL(postgresUrl);
	if (database !== null) url.pathname = `/${database}`;
	return url;
}

async function inShared(sql: string): Promise<void> {
	const client = new Client({ connectionString: postgresUrl });
	await client.connect();
	await client.query(sql);
	await client.end();
}
