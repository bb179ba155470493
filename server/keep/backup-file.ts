import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { NotABackup } from './problems.ts';
import type { AccountRow, SummedDocument } from './sums.ts';

/** What a backup says of itself. */
export interface Manifest {
	/** ISO 8601, in UTC: the moment that the backup shows. */
	readonly madeAt: string;
	/** The Draaiboek that made it. */
	readonly madeBy: string;
	/** The version of the accounts' tables. */
	readonly accountsVersion: number;
	readonly documents: number;
	readonly pieces: number;
	readonly accounts: number;
	/** Rows that could not be read when it was made, and are not in it. */
	readonly damaged: number;
	/** SHA-256 over all of it, and over what it says. */
	readonly whole: string;
	readonly state: string;
}

/** "drab" in ASCII: how a backup is known without asking its name. */
const applicationId = 0x64726162;
const formatVersion = 1;

/** So much of a file says whether it can be a backup. */
export const headingBytes = 100;

/** Whether a file that begins like this is one, or was: SQLite keeps an application's id behind its own word. */
export function hasHeading(beginning: Buffer): boolean {
	return (
		beginning.length >= headingBytes &&
		beginning.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
		beginning.readUInt32BE(68) === applicationId
	);
}

const tables = `
	CREATE TABLE manifest (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE document (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		sum TEXT NOT NULL,
		print TEXT
	) STRICT;
	CREATE TABLE piece (
		document INTEGER NOT NULL,
		number INTEGER NOT NULL,
		body BLOB NOT NULL,
		PRIMARY KEY (document, number)
	) STRICT;
	CREATE TABLE account (table_name TEXT NOT NULL, row TEXT NOT NULL) STRICT;
`;

/** Writes a backup, in a file that does not exist yet; nobody may take it for one before `finish`. */
export class BackupWriter {
	readonly #path: string;
	readonly #database: DatabaseSync;
	readonly #insert: ReturnType<typeof inserts>;
	#documents = 0;

	constructor(path: string) {
		this.#path = path;
		this.#database = new DatabaseSync(path);
		// Nobody else sees the file, and half of it is thrown away: what it needs is one flush at the end.
		this.#database.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; ${tables} BEGIN;`);
		this.#insert = inserts(this.#database);
	}

	document({ name, pieces, sum, print }: SummedDocument): void {
		const id = ++this.#documents;
		this.#insert.document.run(id, name, sum, print);
		for (const [number, body] of pieces.entries()) this.#insert.piece.run(id, number, body);
	}

	row({ table, row }: AccountRow): void {
		this.#insert.account.run(table, JSON.stringify(row));
	}

	/** Answers once it would survive a power cut. */
	finish(manifest: Manifest): void {
		for (const [name, value] of Object.entries(manifest))
			this.#insert.manifest.run(name, String(value));
		this.#database.exec('COMMIT');
		this.#database.exec(
			`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${formatVersion}`
		);
		this.#database.close();
		flush(this.#path);
	}

	/** Lets go of a file that will not be finished. */
	abandon(): void {
		if (this.#database.isOpen) this.#database.close();
	}
}

/** Reads a backup. Throws `NotABackup` for anything else. */
export class BackupReader {
	readonly manifest: Manifest;
	readonly #database: DatabaseSync;

	constructor(path: string) {
		[this.#database, this.manifest] = openBackup(path);
	}

	/** Sorted by name. */
	*documents(): Generator<SummedDocument> {
		const pieces = this.#database.prepare(
			'SELECT body FROM piece WHERE document = ? ORDER BY number'
		);
		const all = this.#database.prepare('SELECT id, name, sum, print FROM document ORDER BY name');
		for (const { id, name, sum, print } of all.iterate()) {
			yield {
				name: String(name),
				pieces: pieces.all(id ?? null).map(({ body }) => bytesIn(body)),
				sum: String(sum),
				print: print === null ? null : String(print)
			};
		}
	}

	/** Those of one table, or all. */
	*rows(table: string | null = null): Generator<AccountRow> {
		const sql = 'SELECT table_name, row FROM account WHERE ?1 IS NULL OR table_name = ?1';
		for (const { table_name, row } of this.#database.prepare(sql).iterate(table)) {
			// `JSON.parse` of what `row` wrote.
			yield { table: String(table_name), row: JSON.parse(String(row)) as AccountRow['row'] };
		}
	}

	close(): void {
		this.#database.close();
	}
}

function inserts(database: DatabaseSync) {
	return {
		document: database.prepare('INSERT INTO document (id, name, sum, print) VALUES (?, ?, ?, ?)'),
		piece: database.prepare('INSERT INTO piece (document, number, body) VALUES (?, ?, ?)'),
		account: database.prepare('INSERT INTO account (table_name, row) VALUES (?, ?)'),
		manifest: database.prepare('INSERT INTO manifest (name, value) VALUES (?, ?)')
	};
}

function openBackup(path: string): readonly [DatabaseSync, Manifest] {
	if (!existsSync(path))
		throw new NotABackup('backup-missing', `There is no file ${path}. Check its name.`);
	let database: DatabaseSync | null = null;
	try {
		database = new DatabaseSync(path, { readOnly: true });
		if (numberIn(database, 'application_id') !== applicationId)
			throw new NotABackup('not-a-backup', `${path} is no backup of Draaiboek. Check its name.`);
		if (numberIn(database, 'user_version') > formatVersion) throw newer(path);
		return [database, manifestIn(database)];
	} catch (cause) {
		database?.close();
		if (cause instanceof NotABackup) throw cause;
		throw new NotABackup(
			'not-a-backup',
			`${path} can't be read as a backup: it is none, or damaged. Check the name, or take another.`,
			{ cause }
		);
	}
}

/** What `path` names was made by a later version of this. */
export function newer(path: string): NotABackup {
	const message = `${path} was made by a newer Draaiboek. Update this one first.`;
	return new NotABackup('backup-newer', message);
}

function numberIn(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
	return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

function manifestIn(database: DatabaseSync): Manifest {
	const rows = database.prepare('SELECT name, value FROM manifest').all();
	const said = new Map(rows.map(({ name, value }) => [String(name), String(value)]));
	const text = (name: keyof Manifest) => said.get(name) ?? '';
	const count = (name: keyof Manifest) => Number(said.get(name) ?? NaN);
	return {
		...{ madeAt: text('madeAt'), madeBy: text('madeBy') },
		accountsVersion: count('accountsVersion'),
		...{ documents: count('documents'), pieces: count('pieces'), accounts: count('accounts') },
		damaged: count('damaged'),
		...{ whole: text('whole'), state: text('state') }
	};
}

function bytesIn(body: unknown): Uint8Array {
	return body instanceof Uint8Array ? body : new Uint8Array();
}

function flush(path: string): void {
	const file = openSync(path, 'r+');
	fsyncSync(file);
	closeSync(file);
}
