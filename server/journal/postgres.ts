import { Pool, type ClientBase, type PoolClient, type QueryResultRow } from 'pg';
import { compactTables } from '../postgres-compacting.ts';
import { upgraded } from '../postgres-upgrading.ts';
import type { Damage, Entry, Fold, Journal, Kept, Position, Stretch } from './journal.ts';
import { appendValues, countOf, foldValues } from './postgres-batch.ts';
import { loadedFrom, type Row } from './postgres-rows.ts';
import * as statements from './postgres-statements.ts';
import { prepareTables } from './postgres-tables.ts';

const journalTables = ['document', 'log', 'snapshot', 'set_aside'] as const;

const noExpectation: ReadonlyMap<string, Position> = new Map();

const settings = {
	keepAlive: true,
	max: 8,
	/** Whatever the database's usual: an answer means that it is on disk. */
	onConnect: (client: ClientBase) => client.query('SET synchronous_commit = on'),
	// A database that does not answer is a database that is away: nobody waits longer than this.
	connectionTimeoutMillis: 5_000,
	statement_timeout: 15_000,
	query_timeout: 20_000,
	/** A relay that vanished in the middle of a transaction holds its locks no longer than this. */
	idle_in_transaction_session_timeout: 10_000
};

/**
 * The journal of any number of relays, in one PostgreSQL database.
 *
 * Relays don't take documents from one another: each appends to any document at any time, and the database
 * puts them in a row, for as long as one append takes (`postgres-tables.ts` says how). So there is no lease
 * that could expire too early or too late; when a relay dies, its connection dies, and its lock with it.
 * That it works without an owner is Yjs's doing: changes commute, and whoever must decide about what is
 * there (the clerk) appends with `expected`.
 *
 * When the line breaks between a commit and its answer, the promise fails although all of the batch was
 * kept. Whoever offers it again then keeps it twice, which changes no document.
 */
export class PostgresJournal implements Journal {
	readonly #pool: Pool;
	readonly #report: (damage: Damage) => void;

	private constructor(pool: Pool, report: (damage: Damage) => void) {
		this.#pool = pool;
		this.#report = report;
	}

	/**
	 * `url` as libpq reads it: `postgres://user:password@host/database`. `report` hears of every row that
	 * had to be set aside. Fails when the database can't be reached.
	 */
	static async open(url: string, report: (damage: Damage) => void): Promise<PostgresJournal> {
		const pool = new Pool({ connectionString: url, ...settings });
		// The pool lets go of a connection that broke while idle, and opens another when one is needed.
		pool.on('error', () => undefined);
		const journal = new PostgresJournal(pool, report);
		try {
			await upgraded(() =>
				journal.#inTransaction(async (client) => [await prepareTables(client), 'COMMIT'])
			);
			return journal;
		} catch (error) {
			await pool.end();
			throw error;
		}
	}

	async append(
		batch: readonly Entry[],
		expected = noExpectation
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'> {
		const count = countOf(batch, expected.keys());
		if (count.size === 0) return new Map();
		const values = appendValues(batch, count);
		if (expected.size === 0) {
			return stretchesIn(count, await ask(this.#pool, statements.append, values));
		}
		return this.#inTransaction<ReadonlyMap<string, Stretch> | 'overtaken'>(async (client) => {
			const stretches = stretchesIn(count, await ask(client, statements.append, values));
			const stands = [...expected].every(([name, at]) => stretches.get(name)?.before === at);
			return stands ? [ofBatch(stretches), 'COMMIT'] : ['overtaken', 'ROLLBACK'];
		});
	}

	async load(document: string, after: Position = 0): Promise<Kept> {
		const rows = await ask(this.#pool, statements.load, [document, after]);
		const { damaged, snapshot, tail, upTo } = loadedFrom(rows);
		if (damaged.length > 0) await this.#setAside(document, damaged);
		return { snapshot, tail, upTo: Math.max(after, upTo) };
	}

	async positions(documents: readonly string[]): Promise<ReadonlyMap<string, Position>> {
		const rows = await ask(this.#pool, statements.positions, [documents]);
		return new Map(rows.map((row) => [String(row.name), Number(row.last_position)]));
	}

	async fold(folds: readonly Fold[]): Promise<void> {
		if (folds.length > 0) await ask(this.#pool, statements.fold, foldValues(folds));
	}

	async documents(prefix: string): Promise<string[]> {
		const rows = await ask(this.#pool, statements.documents, [prefix]);
		return rows.map(({ name }) => String(name));
	}

	erase(documents: readonly string[]): Promise<void> {
		return this.#inTransaction(async (client) => {
			for (const statement of [statements.lock, statements.erase, statements.dropSetAside]) {
				await ask(client, statement, [documents]);
			}
			return [undefined, 'COMMIT'];
		});
	}

	async dropSetAside(documents: readonly string[]): Promise<void> {
		await ask(this.#pool, statements.dropSetAside, [documents]);
	}

	/**
	 * Writes the tables anew, each in one go; whoever reads or writes waits, some seconds for each gigabyte.
	 * The database's own log of what it did (WAL) and backups keep the bytes for as long as their host has
	 * them do: `deploy/README.md`. Fails while somebody reads for long, as a backup does, or may still see what
	 * was deleted (`StillVisible`).
	 */
	compact(): Promise<void> {
		return compactTables(this.#pool, journalTables);
	}

	/** How many documents there are, and how much room they take with all that belongs to them. */
	async look(): Promise<{ readonly documents: number; readonly sizeBytes: number }> {
		const [row] = await ask(this.#pool, statements.look, []);
		return { documents: Number(row?.documents ?? 0), sizeBytes: Number(row?.bytes ?? 0) };
	}

	async close(): Promise<void> {
		await this.#pool.end();
	}

	async #setAside(document: string, damaged: readonly Row[]): Promise<void> {
		for (const part of ['snapshot', 'update'] as const) {
			const rows = damaged.filter((row) => row.part === part).map(({ position }) => position);
			if (rows.length === 0) continue;
			const statement = part === 'update' ? statements.setUpdateAside : statements.setSnapshotAside;
			for (const { position } of await ask(this.#pool, statement, [document, rows])) {
				this.#report({ document, row: Number(position), part });
			}
		}
	}

	/** `work` answers with a result and with how to end. When anything fails, hanging up takes all of it back. */
	async #inTransaction<T>(
		work: (client: ClientBase) => Promise<readonly [T, 'COMMIT' | 'ROLLBACK']>
	): Promise<T> {
		const client = await this.#pool.connect();
		// What breaks a connection that was taken out fails the query that it had, or the next.
		client.on('error', ignore);
		try {
			await client.query('BEGIN');
			const [result, end] = await work(client);
			await client.query(end);
			giveBack(client);
			return result;
		} catch (error) {
			giveBack(client, 'broken');
			throw error;
		}
	}
}

function giveBack(client: PoolClient, state: 'whole' | 'broken' = 'whole'): void {
	client.off('error', ignore);
	client.release(state === 'broken');
}

function ignore(): void {
	// The query in hand fails too, and says why.
}

async function ask(
	by: { query: Pool['query'] } | ClientBase,
	{ name, text }: statements.Statement,
	values: unknown[]
): Promise<QueryResultRow[]> {
	return (await by.query<QueryResultRow>({ name, text, values })).rows;
}

function stretchesIn(
	count: ReadonlyMap<string, number>,
	rows: readonly QueryResultRow[]
): Map<string, Stretch> {
	const stretches = rows.map((row) => {
		const name = String(row.name);
		const upTo = Number(row.last_position);
		return [name, { before: upTo - (count.get(name) ?? 0), upTo }] as const;
	});
	return new Map(stretches);
}

/** Without the documents that were only looked at. */
function ofBatch(stretches: ReadonlyMap<string, Stretch>): Map<string, Stretch> {
	return new Map([...stretches].filter(([, { before, upTo }]) => upTo > before));
}
