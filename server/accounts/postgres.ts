import { Pool, type ClientBase, type PoolClient } from 'pg';
import { compactTables } from '../postgres-compacting.ts';
import { upgraded, upgradeWait } from '../postgres-upgrading.ts';
import { accountTables, schemaVersion, upgrade, type Dialect } from './schema.ts';
import type { Row, Sql, SqlValue, Statements } from './sql.ts';

/** Texts sort by their bytes, as in SQLite. */
const text = 'TEXT COLLATE "C"';

const dialect: Dialect = {
	...{ text, integer: 'BIGINT', ending: '' },
	// Setting its type, be it to the same, drops the samples that there are.
	unsampled: (table, column) => [
		`ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${text}`,
		`ALTER TABLE ${table} ALTER COLUMN ${column} SET STATISTICS 0`
	]
};

export interface PostgresOptions {
	/** `postgres://user:password@host:5432/database` */
	readonly connectionString: string;
	/** A connection that nobody was using broke; the next question opens another. */
	report(cause: unknown): void;
}

/** By this name a relay's lines can be told from others'. */
export const accountsApplication = 'draaiboek-accounts';

const settings = {
	application_name: accountsApplication,
	keepAlive: true,
	max: 8,
	/** Whatever the database's usual: an answer means that it is on disk. */
	onConnect: (client: ClientBase) => client.query('SET synchronous_commit = on'),
	// A database that does not answer is a database that is away: nobody waits longer than this.
	connectionTimeoutMillis: 5_000,
	statement_timeout: 10_000,
	query_timeout: 15_000,
	/** A relay that vanished with the lock in its hands holds it no longer than this. */
	idle_in_transaction_session_timeout: 5_000
};

/** How often a transaction is begun anew before its failure is the caller's. */
const attempts = 5;

/**
 * A transaction in which nobody else writes. The lock is taken before the first question, which is when
 * a serializable transaction takes its picture of the database: so it sees all that was written before
 * it, and a herd that joins at once stands in a row where it would otherwise fail and begin anew, each
 * because of every other. Whoever only reads waits for nobody.
 */
const begin = `BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE accounts_schema IN EXCLUSIVE MODE`;

/** Any number; it keeps two relays that start together from making the same tables. */
const upgradeLock = 4_715_551;

/** The database of several relays. */
export class PostgresSql implements Sql {
	readonly #pool: Pool;

	private constructor(pool: Pool) {
		this.#pool = pool;
	}

	/** Connects, and brings the tables up to date. Throws `NewerSchema`, and what PostgreSQL says. */
	static async open(options: PostgresOptions): Promise<PostgresSql> {
		const pool = new Pool({ connectionString: options.connectionString, ...settings });
		pool.on('error', (cause) => options.report(cause));
		const sql = new PostgresSql(pool);
		try {
			await upgraded(() => sql.#transaction('BEGIN', bringUpToDate));
			return sql;
		} catch (error) {
			await pool.end();
			throw error;
		}
	}

	async all(sql: string, ...values: SqlValue[]): Promise<readonly Row[]> {
		const { rows } = await this.#pool.query<Row>(numbered(sql), values);
		return rows;
	}

	async atomically<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await this.#transaction(begin, work);
			} catch (error) {
				if (!isOvertaken(error) || attempt === attempts) throw error;
			}
		}
	}

	/** Fails as the journal does. */
	compact(): Promise<void> {
		return compactTables(this.#pool, accountTables);
	}

	close(): Promise<void> {
		return this.#pool.end();
	}

	async #transaction<T>(
		beginning: string,
		work: (statements: Statements) => Promise<T>
	): Promise<T> {
		const client = await this.#pool.connect();
		client.on('error', broken);
		let isBroken = false;
		try {
			await client.query(beginning);
			const result = await work(statementsOn(client));
			await client.query('COMMIT');
			return result;
		} catch (error) {
			isBroken = await client.query('ROLLBACK').then(
				() => false,
				() => true
			);
			throw error;
		} finally {
			client.off('error', broken);
			client.release(isBroken);
		}
	}
}

/** The line broke between two statements: the next one fails, and says so. */
function broken(): void {
	// Unheard, it would end the process.
}

function statementsOn(client: PoolClient): Statements {
	return {
		all: async (sql, ...values) => (await client.query<Row>(numbered(sql), values)).rows,
		run: async (sql, ...values) => (await client.query(numbered(sql), values)).rowCount ?? 0
	};
}

async function bringUpToDate(sql: Statements): Promise<void> {
	await sql.all('SELECT pg_advisory_xact_lock(?)', upgradeLock);
	await sql.run('CREATE TABLE IF NOT EXISTS accounts_schema (version INTEGER NOT NULL)');
	const [row] = await sql.all('SELECT version FROM accounts_schema');
	const statements = upgrade(Number(row?.version ?? 0), dialect);
	if (statements.length === 0) return;
	await sql.run(upgradeWait);
	// First, as whoever writes takes it.
	await sql.run('LOCK TABLE accounts_schema IN EXCLUSIVE MODE');
	for (const statement of statements) await sql.run(statement);
	const write = row
		? 'UPDATE accounts_schema SET version = ?'
		: 'INSERT INTO accounts_schema (version) VALUES (?)';
	await sql.run(write, schemaVersion);
}

/** PostgreSQL wants its values numbered. */
function numbered(sql: string): string {
	let count = 0;
	return sql.replaceAll('?', () => `$${++count}`);
}

/** Another transaction came in between, and nothing of this one happened: 40001 and 40P01 of PostgreSQL. */
function isOvertaken(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	return code === '40001' || code === '40P01';
}
