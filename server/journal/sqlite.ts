import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { JournalIndex } from './journal-index.ts';
import type { Damage, Entry, Fold, Journal, Kept } from './journal.ts';
import { prepareTables } from './schema.ts';

interface Row {
	readonly id: number;
	readonly body: Uint8Array;
	readonly crc: number;
}

/** The journal of one relay on one disk, in one SQLite file that nobody else writes. */
export class SqliteJournal implements Journal {
	readonly #database: DatabaseSync;
	readonly #report: (damage: Damage) => void;
	readonly #statements: Record<StatementName, StatementSync>;
	#index: JournalIndex;

	/** `path` may be `:memory:`. `report` hears of every row that had to be set aside. */
	constructor(path: string, report: (damage: Damage) => void) {
		this.#database = new DatabaseSync(path);
		prepareTables(this.#database);
		this.#statements = prepare(this.#database);
		this.#index = new JournalIndex(this.#database);
		this.#report = report;
	}

	append(batch: readonly Entry[]): void {
		const { append } = this.#statements;
		this.#atomically(() => {
			for (const { document, update } of batch) {
				const number = this.#index.numberOf(document) ?? this.#addDocument(document);
				append.run(this.#index.addRow(number), number, update, crc32(update));
			}
		});
	}

	load(document: string): Kept {
		const number = this.#index.numberOf(document);
		if (number === null) return { snapshot: null, tail: [], upTo: 0 };
		const snapshot = this.#snapshot(document, number);
		const ids = this.#index.rowsOf(number);
		const rows = ids.flatMap((id) => rowsOf(this.#statements.row.all(id)));
		const damaged = rows.filter((row) => !isWhole(row));
		if (damaged.length > 0) this.#setAside(document, 'update', damaged);
		return {
			snapshot,
			tail: rows.filter(isWhole).map((row) => row.body),
			upTo: rows.at(-1)?.id ?? 0
		};
	}

	fold(folds: readonly Fold[]): void {
		this.#atomically(() => {
			for (const { document, upTo, state } of folds) {
				const number = this.#index.numberOf(document) ?? this.#addDocument(document);
				this.#statements.putSnapshot.run(number, upTo, state, crc32(state));
				this.#dropRows(number, (row) => row <= upTo);
			}
		});
	}

	documents(prefix: string): string[] {
		return this.#index.names(prefix);
	}

	close(): void {
		this.#database.close();
	}

	/** Bounds the file, in pages of 4 kB: how a test fills the disk. */
	limitPages(pages: number): void {
		this.#database.exec(`PRAGMA max_page_count = ${pages}`);
	}

	#addDocument(name: string): number {
		const number = this.#index.addDocument(name);
		this.#statements.addDocument.run(number, name);
		return number;
	}

	#dropRows(document: number, gone: (row: number) => boolean): void {
		for (const row of this.#index.rowsOf(document)) {
			if (gone(row)) this.#statements.dropRow.run(row);
		}
		this.#index.removeRows(document, gone);
	}

	#snapshot(document: string, number: number): Uint8Array | null {
		const [row] = rowsOf(this.#statements.snapshot.all(number));
		if (!row) return null;
		if (isWhole(row)) return row.body;
		this.#setAside(document, 'snapshot', [row]);
		return null;
	}

	#setAside(document: string, part: Damage['part'], rows: readonly Row[]): void {
		const number = this.#index.numberOf(document) ?? 0;
		const gone = new Set(rows.map(({ id }) => id));
		this.#atomically(() => {
			for (const { id, body, crc } of rows) {
				this.#statements.setAside.run(document, id, part, body, crc);
			}
			if (part === 'update') this.#dropRows(number, (row) => gone.has(row));
			else this.#statements.dropSnapshot.run(number);
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
			this.#index = new JournalIndex(this.#database);
			throw error;
		}
	}
}

const sql = {
	addDocument: 'INSERT INTO document (id, name) VALUES (?, ?)',
	append: 'INSERT INTO log (id, document, body, crc) VALUES (?, ?, ?, ?)',
	row: 'SELECT id, body, crc FROM log WHERE id = ?',
	dropRow: 'DELETE FROM log WHERE id = ?',
	snapshot: 'SELECT up_to AS id, body, crc FROM snapshot WHERE document = ?',
	putSnapshot: 'INSERT OR REPLACE INTO snapshot (document, up_to, body, crc) VALUES (?, ?, ?, ?)',
	dropSnapshot: 'DELETE FROM snapshot WHERE document = ?',
	setAside: 'INSERT INTO set_aside (document, row, part, body, crc) VALUES (?, ?, ?, ?, ?)'
};

type StatementName = keyof typeof sql;

function prepare(database: DatabaseSync): Record<StatementName, StatementSync> {
	const entries = Object.entries(sql).map(([name, text]) => [name, database.prepare(text)]);
	return Object.fromEntries(entries) as Record<StatementName, StatementSync>;
}

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
