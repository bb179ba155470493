import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Damage, Entry, Journal, Kept } from './journal.ts';

const schema = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	PRAGMA busy_timeout = 2000;
	CREATE TABLE IF NOT EXISTS log (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		document TEXT NOT NULL,
		body BLOB NOT NULL,
		crc INTEGER NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS log_of_document ON log (document, id);
	CREATE TABLE IF NOT EXISTS snapshot (
		document TEXT PRIMARY KEY,
		up_to INTEGER NOT NULL,
		body BLOB NOT NULL,
		crc INTEGER NOT NULL
	) STRICT;
	CREATE TABLE IF NOT EXISTS set_aside (
		document TEXT NOT NULL,
		row INTEGER NOT NULL,
		part TEXT NOT NULL,
		body BLOB,
		crc INTEGER NOT NULL
	) STRICT;
`;

interface Row {
	readonly id: number;
	readonly body: Uint8Array;
	readonly crc: number;
}

/** The journal of one relay on one disk, in one SQLite file. */
export class SqliteJournal implements Journal {
	readonly #database: DatabaseSync;
	readonly #report: (damage: Damage) => void;
	readonly #statements: ReturnType<typeof prepare>;

	/** `path` may be `:memory:`. `report` hears of every row that had to be set aside. */
	constructor(path: string, report: (damage: Damage) => void) {
		this.#database = new DatabaseSync(path);
		this.#database.exec(schema);
		this.#statements = prepare(this.#database);
		this.#report = report;
	}

	append(batch: readonly Entry[]): void {
		this.#atomically(() => {
			for (const { document, update } of batch) {
				this.#statements.append.run(document, update, crc32(update));
			}
		});
	}

	load(document: string): Kept {
		const snapshot = this.#snapshot(document);
		const rows = rowsOf(this.#statements.tail.all(document));
		const damaged = rows.filter((row) => !isWhole(row));
		if (damaged.length > 0) this.#setAside(document, 'update', damaged);
		return {
			snapshot,
			tail: rows.filter(isWhole).map((row) => row.body),
			upTo: rows.at(-1)?.id ?? 0
		};
	}

	fold(document: string, upTo: number, state: Uint8Array): void {
		this.#atomically(() => {
			this.#statements.putSnapshot.run(document, upTo, state, crc32(state));
			this.#statements.trim.run(document, upTo);
		});
	}

	documents(prefix: string): string[] {
		return this.#statements.documents.all(prefix).map((row) => String(row.document));
	}

	close(): void {
		this.#database.close();
	}

	/** Bounds the file, in pages of 4 kB: how a test fills the disk. */
	limitPages(pages: number): void {
		this.#database.exec(`PRAGMA max_page_count = ${pages}`);
	}

	#snapshot(document: string): Uint8Array | null {
		const [row] = rowsOf(this.#statements.snapshot.all(document));
		if (!row) return null;
		if (isWhole(row)) return row.body;
		this.#setAside(document, 'snapshot', [row]);
		return null;
	}

	#setAside(document: string, part: Damage['part'], rows: readonly Row[]): void {
		this.#atomically(() => {
			for (const { id, body, crc } of rows) {
				this.#statements.setAside.run(document, id, part, body, crc);
				if (part === 'update') this.#statements.dropUpdate.run(id);
				else this.#statements.dropSnapshot.run(document);
			}
		});
		for (const { id } of rows) this.#report({ document, row: id, part });
	}

	#atomically(change: () => void): void {
		this.#database.exec('BEGIN IMMEDIATE');
		try {
			change();
			this.#database.exec('COMMIT');
		} catch (error) {
			// A full disk makes SQLite roll back by itself; a second ROLLBACK would hide why.
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			throw error;
		}
	}
}

function prepare(database: DatabaseSync): Record<StatementName, StatementSync> {
	const sql: Record<StatementName, string> = {
		append: 'INSERT INTO log (document, body, crc) VALUES (?, ?, ?)',
		tail: 'SELECT id, body, crc FROM log WHERE document = ? ORDER BY id',
		trim: 'DELETE FROM log WHERE document = ? AND id <= ?',
		dropUpdate: 'DELETE FROM log WHERE id = ?',
		snapshot: 'SELECT up_to AS id, body, crc FROM snapshot WHERE document = ?',
		putSnapshot: 'INSERT OR REPLACE INTO snapshot (document, up_to, body, crc) VALUES (?, ?, ?, ?)',
		dropSnapshot: 'DELETE FROM snapshot WHERE document = ?',
		setAside: 'INSERT INTO set_aside (document, row, part, body, crc) VALUES (?, ?, ?, ?, ?)',
		documents: `SELECT document FROM log WHERE document >= ?1 AND document < ?1 || char(1114111)
			UNION SELECT document FROM snapshot WHERE document >= ?1 AND document < ?1 || char(1114111)
			ORDER BY document`
	};
	const entries = Object.entries(sql).map(([name, text]) => [name, database.prepare(text)]);
	return Object.fromEntries(entries) as Record<StatementName, StatementSync>;
}

type StatementName =
	| 'append'
	| 'tail'
	| 'trim'
	| 'dropUpdate'
	| 'snapshot'
	| 'putSnapshot'
	| 'dropSnapshot'
	| 'setAside'
	| 'documents';

function isWhole({ body, crc }: Row): boolean {
	return crc32(body) === crc;
}

function rowsOf(rows: readonly Record<string, unknown>[]): Row[] {
	return rows.map(({ id, body, crc }) => ({
		id: Number(id),
		body: body instanceof Uint8Array ? body : new Uint8Array(),
		crc: Number(crc)
	}));
}
