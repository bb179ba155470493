import {
	closeSync,
	existsSync,
	fsyncSync,
	linkSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { FileDamaged, isDamage } from '../file-damage.ts';
import type { Damage } from './journal.ts';
import { reachableRows } from './reachable-rows.ts';
import { prepareTables, version } from './schema.ts';

/** What became of a damaged journal. */
export interface Salvaged {
	/** Where the damaged file lies now. */
	readonly aside: string;
	/** What could be read, and is in the new file. */
	readonly rows: number;
	/** Stretches of the file, and single rows, that could not. */
	readonly losses: number;
}

/** SQLITE_CONSTRAINT: what was read can't be a row that a relay wrote. */
const constraint = 19;

/**
 * Writes what can still be read of a damaged journal into a new file, which takes its place: nothing is ever
 * written into a file of which a part is not what it was, and a damaged page costs what lay on it.
 *
 * At each moment either file is whole under its name. Throws `FileDamaged` where no document can be found,
 * or the tables are not those of this version; then everything is as it was. Nobody else may have the file
 * open.
 */
export function salvage(path: string): Salvaged {
	const part = `${path}.part`;
	remove(part);
	try {
		const copied = copyReadable(path, part);
		if (existsSync(`${path}-wal`)) throw new Error(`somebody else is reading ${path}`);
		const aside = asideOf(path, 1);
		linkSync(path, aside);
		renameSync(part, path);
		syncFolder(dirname(path));
		return { aside, ...copied };
	} catch (error) {
		remove(part);
		throw error;
	}
}

/** An SQLite file, and what may lie beside it. */
function remove(path: string): void {
	for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true });
}

/** The damaged files that lie beside a journal; the host may have taken any of them away. */
export function damagedBeside(path: string): string[] {
	const start = nameAside(basename(path), '');
	const names = readdirSync(dirname(path)).filter(
		(name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length))
	);
	return names.map((name) => join(dirname(path), name));
}

function asideOf(path: string, number: number): string {
	const name = nameAside(path, number);
	return existsSync(name) ? asideOf(path, number + 1) : name;
}

function nameAside(path: string, number: number | ''): string {
	return `${path}.damaged-${number}`;
}

function copyReadable(path: string, part: string): Omit<Salvaged, 'aside'> {
	const damaged = new DatabaseSync(path, { timeout: 2_000 });
	try {
		const found = Number(damaged.prepare('PRAGMA user_version').get()?.user_version);
		if (found !== version) throw new FileDamaged(path, `its tables are of version ${found}`);
		// What lies in the log ahead of the file belongs to it: the log goes with its last reader.
		damaged.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		const fresh = new DatabaseSync(part);
		try {
			prepareTables(fresh);
			// Without a log ahead of it, for closing the file would move that, and not say that the disk is full.
			fresh.exec('PRAGMA journal_mode = DELETE');
			return new Copy(damaged, fresh).all(path);
		} finally {
			fresh.close();
		}
	} finally {
		damaged.close();
	}
}

type Row = Readonly<Record<string, unknown>>;

/** From one file into another, row by row. */
class Copy {
	readonly #from: DatabaseSync;
	readonly #to: DatabaseSync;
	/** By number. */
	readonly #names = new Map<number, string>();
	readonly #setAside: StatementSync;
	#rows = 0;
	#losses = 0;

	constructor(from: DatabaseSync, to: DatabaseSync) {
		this.#from = from;
		this.#to = to;
		this.#setAside = to.prepare('INSERT INTO set_aside VALUES (?, ?, ?, ?, ?)');
	}

	all(path: string): Omit<Salvaged, 'aside'> {
		this.#to.exec('BEGIN');
		this.#copyDocuments();
		if (this.#names.size === 0 && this.#losses > 0)
			throw new FileDamaged(path, 'none of its documents can be found');
		this.#copyTable('snapshot', 'document, up_to, body, crc', (row) =>
			this.#isToKeep('snapshot', row, row.up_to)
		);
		this.#copyTable('log', 'id, document, count, body, crc', (row) =>
			this.#isToKeep('update', row, row.id)
		);
		this.#copyTable('set_aside', 'document, row, part, body, crc', () => true);
		this.#to.exec('COMMIT');
		return { rows: this.#rows, losses: this.#losses };
	}

	/** The names lie in the file twice: in their table, and in the index that keeps them apart. */
	#copyDocuments(): void {
		const isNew = ({ id }: Row) => !this.#names.has(Number(id));
		// Only once its name is kept: rows of a number without one would be given to another document.
		const note = ({ id, name }: Row) => this.#names.set(Number(id), String(name));
		this.#copyTable('document', 'id, name', isNew, note);
		const insert = this.#to.prepare('INSERT INTO document VALUES (?, ?)');
		for (const order of ['', 'DESC']) {
			const rows = this.#from
				.prepare(
					`SELECT id, name FROM document INDEXED BY sqlite_autoindex_document_1 ORDER BY name ${order}`
				)
				.iterate();
			this.#trying(() => {
				for (const row of rows) if (isNew(row)) this.#put(insert, row, note);
			});
		}
	}

	#copyTable(
		table: string,
		columns: string,
		isWanted: (row: Row) => boolean,
		onkept: (row: Row) => void = () => undefined
	): void {
		const { rows, losses } = reachableRows(this.#from, table);
		this.#losses += losses;
		const read = this.#from.prepare(`SELECT ${columns} FROM ${table} WHERE rowid = ?`);
		const marks = columns.replaceAll(/\w+/g, '?');
		const insert = this.#to.prepare(`INSERT INTO ${table} (${columns}) VALUES (${marks})`);
		for (const rowid of rows)
			this.#trying(() => {
				const row = read.get(rowid);
				if (row && isWanted(row)) this.#put(insert, row, onkept);
				else this.#losses++;
			});
	}

	/**
	 * Whose row it is must be known: a number of which the name is lost is given to another document. One of which
	 * the bytes are not what they were is set aside; in this file nothing else lies where it goes on.
	 */
	#isToKeep(part: Damage['part'], { document, body, crc }: Row, row: unknown): boolean {
		const name = this.#names.get(Number(document));
		if (name === undefined) return false;
		if (!(body instanceof Uint8Array) || crc32(body) === crc) return true;
		this.#setAside.run(name, Number(row), part, body, Number(crc));
		return false;
	}

	#put(insert: StatementSync, row: Row, onkept: (row: Row) => void): void {
		try {
			insert.run(...(Object.values(row) as SQLInputValue[]));
			this.#rows++;
			onkept(row);
		} catch (error) {
			if (!isConstraint(error)) throw error;
			this.#losses++;
		}
	}

	#trying(read: () => void): void {
		try {
			read();
		} catch (error) {
			if (!isDamage(error)) throw error;
			this.#losses++;
		}
	}
}

function isConstraint(error: unknown): boolean {
	return (
		error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === constraint
	);
}

/** A new name in a folder outlives a power cut once the folder is on the disk. */
function syncFolder(path: string): void {
	const folder = openSync(path, 'r');
	fsyncSync(folder);
	closeSync(folder);
}
