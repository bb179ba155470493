import type { DatabaseSync } from 'node:sqlite';

/**
 * Which rows of the log belong to which document, kept in memory: the log has no index of its own.
 *
 * It says what the tables will hold once the transaction under way has succeeded (`attempt`).
 */
export class JournalIndex {
	readonly #numbers = new Map<string, number>();
	readonly #rows = new Map<number, number[]>();
	/** The last row that each document ever had, folded or not. */
	readonly #lastOf = new Map<number, number>();
	#lastNumber = 0;
	#lastRow = 0;
	/** What takes back the changes of the attempt under way, oldest first. */
	#undos: (() => void)[] = [];

	/** Reads the whole log, without its bodies. */
	constructor(database: DatabaseSync) {
		for (const { id, name } of database.prepare('SELECT id, name FROM document').iterate()) {
			this.#numbers.set(String(name), Number(id));
			this.#lastNumber = Math.max(this.#lastNumber, Number(id));
		}
		const folded = database.prepare('SELECT document, up_to FROM snapshot').iterate();
		for (const { document, up_to } of folded) this.#noteLast(Number(document), Number(up_to));
		const rows = database.prepare('SELECT id, document FROM log ORDER BY id').iterate();
		for (const { id, document } of rows) this.#put(Number(document), Number(id));
		const aside = database.prepare('SELECT max(row) AS last FROM set_aside').get();
		this.#lastRow = Math.max(this.#lastRow, Number(aside?.last ?? 0));
	}

	/**
	 * Does `work`, a transaction; where that fails, the index says what it said before. It is not read anew then:
	 * a disk that refuses to write may refuse to be read, too.
	 */
	attempt(work: () => void): void {
		try {
			work();
		} catch (error) {
			for (const undo of this.#undos.toReversed()) undo();
			throw error;
		} finally {
			this.#undos = [];
		}
	}

	/** The number of a document; null for one that nobody ever wrote. */
	numberOf(document: string): number | null {
		return this.#numbers.get(document) ?? null;
	}

	/** Its rows in the log, oldest first. */
	rowsOf(document: number): readonly number[] {
		return this.#rows.get(document) ?? [];
	}

	/** The last row that it ever had; 0 for none. */
	lastOf(document: number | null): number {
		return this.#lastOf.get(document ?? 0) ?? 0;
	}

	/** The names that begin with `prefix`, sorted. */
	names(prefix: string): string[] {
		return [...this.#numbers.keys()].filter((name) => name.startsWith(prefix)).toSorted();
	}

	/** The number for a new document. */
	addDocument(name: string): number {
		const number = ++this.#lastNumber;
		this.#numbers.set(name, number);
		this.#undos.push(() => {
			this.#numbers.delete(name);
			this.#lastNumber = number - 1;
		});
		return number;
	}

	/** The number for a new row of that document: higher than any there ever was. */
	addRow(document: number): number {
		const [row, lastOf] = [this.#lastRow + 1, this.#lastOf.get(document)];
		this.#put(document, row);
		this.#undos.push(() => {
			this.#setRows(document, this.rowsOf(document).slice(0, -1));
			this.#setLast(document, lastOf);
			this.#lastRow = row - 1;
		});
		return row;
	}

	/** The document is unknown from here on. */
	removeDocument(name: string): void {
		const number = this.#numbers.get(name);
		if (number === undefined) return;
		const [rows = [], lastOf] = [this.#rows.get(number), this.#lastOf.get(number)];
		this.#numbers.delete(name);
		this.#rows.delete(number);
		this.#lastOf.delete(number);
		this.#undos.push(() => {
			this.#numbers.set(name, number);
			this.#setRows(number, rows);
			this.#setLast(number, lastOf);
		});
	}

	removeRows(document: number, gone: (row: number) => boolean): void {
		const rows = this.#rows.get(document) ?? [];
		const left = rows.filter((row) => !gone(row));
		this.#setRows(document, left);
		this.#undos.push(() => this.#setRows(document, rows));
	}

	#setRows(document: number, rows: number[]): void {
		if (rows.length > 0) this.#rows.set(document, rows);
		else this.#rows.delete(document);
	}

	#setLast(document: number, row: number | undefined): void {
		if (row === undefined) this.#lastOf.delete(document);
		else this.#lastOf.set(document, row);
	}

	#put(document: number, row: number): void {
		const rows = this.#rows.get(document);
		if (rows) rows.push(row);
		else this.#rows.set(document, [row]);
		this.#noteLast(document, row);
	}

	#noteLast(document: number, row: number): void {
		this.#lastOf.set(document, Math.max(this.lastOf(document), row));
		this.#lastRow = Math.max(this.#lastRow, row);
	}
}
