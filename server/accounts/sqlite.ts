import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { checkWhole, readingFile } from '../file-damage.ts';
import { compactFile } from '../threads/compact.ts';
import { schemaVersion, upgrade, type Dialect } from './schema.ts';
import type { Row, Sql, SqlValue, Statements } from './sql.ts';

/** SQLite takes samples only where it is told to, which nobody does. */
const dialect: Dialect = {
	...{ text: 'TEXT', integer: 'INTEGER', ending: ' STRICT' },
	unsampled: () => []
};

/** Another connection writes to the same file: looks again this soon, and gives up after so many times. */
const pauseMs = 5;
const patience = 400;

/**
 * The database of one relay: a file beside its journal.
 *
 * Statements run on this thread and answer at once, but whoever awaits between two of them lets others
 * in. So everything waits in one row: a question that is asked while a transaction awaits something is
 * answered after it, and never sees half of it.
 */
export class SqliteSql implements Sql {
	readonly #path: string;
	readonly #database: DatabaseSync;
	readonly #prepared = new Map<string, StatementSync>();
	readonly #statements: Statements = {
		all: (sql, ...values) => Promise.resolve(this.#prepare(sql).all(...values)),
		run: (sql, ...values) => Promise.resolve(Number(this.#prepare(sql).run(...values).changes))
	};
	#last: Promise<unknown> = Promise.resolve();

	/** Opens `path`, which may be `:memory:`, and brings it up to date. Throws `NewerSchema` and `FileDamaged`. */
	constructor(path: string) {
		this.#path = path;
		this.#database = new DatabaseSync(path, { timeout: pauseMs * patience });
		readingFile(path, () => {
			this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
			// Who may come in is not guessed from a part of it.
			checkWhole(this.#database, path);
			this.#upgrade();
		});
		// From here on waiting is done between turns: a relay that waits for a file serves others meanwhile.
		this.#database.exec('PRAGMA busy_timeout = 0');
	}

	all(sql: string, ...values: SqlValue[]): Promise<readonly Row[]> {
		return this.#inTurn(() => this.#statements.all(sql, ...values));
	}

	atomically<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
		return this.#inTurn(() => this.#transaction(work));
	}

	compact(): Promise<void> {
		if (this.#path === ':memory:') return Promise.resolve();
		return this.#inTurn(() => compactFile(this.#path));
	}

	close(): Promise<void> {
		return this.#inTurn(() => Promise.resolve(this.#database.close()));
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#last.then(work);
		this.#last = result.catch(() => undefined);
		return result;
	}

	async #transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
		await this.#begin();
		try {
			const result = await work(this.#statements);
			this.#database.exec('COMMIT');
			return result;
		} catch (error) {
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			throw error;
		}
	}

	async #begin(): Promise<void> {
		for (let times = 1; ; times++) {
			try {
				return this.#database.exec('BEGIN IMMEDIATE');
			} catch (error) {
				if (!isBusy(error) || times === patience) throw error;
				await new Promise((resolve) => setTimeout(resolve, pauseMs));
			}
		}
	}

	#prepare(sql: string): StatementSync {
		const known = this.#prepared.get(sql);
		if (known) return known;
		const statement = this.#database.prepare(sql);
		this.#prepared.set(sql, statement);
		return statement;
	}

	#upgrade(): void {
		const version = Number(this.#database.prepare('PRAGMA user_version').get()?.user_version);
		const statements = upgrade(version, dialect);
		if (statements.length === 0) return;
		const all = [
			'BEGIN IMMEDIATE',
			...statements,
			`PRAGMA user_version = ${schemaVersion}`,
			'COMMIT'
		];
		this.#database.exec(all.join(';\n'));
	}
}

/** SQLITE_BUSY, with whatever detail in its upper bits. */
function isBusy(error: unknown): boolean {
	return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}
