import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkWhole, readingFile } from '../file-damage.ts';
import { accountTables, schemaVersion } from '../accounts/schema.ts';
import { JournalIndex } from '../journal/journal-index.ts';
import { version as journalVersion } from '../journal/schema.ts';
import { SqliteRows, updatesIn } from '../journal/sqlite-rows.ts';
import type { Moment } from './moment.ts';
import { NothingThere, OtherVersion } from './problems.ts';
import type { AccountRow, KeptDocument } from './sums.ts';

/** A moment of a data folder, whether a relay works in it or not. Nothing in it is changed. */
export class SqliteMoment implements Moment {
	readonly accountsVersion: number;
	readonly #journal: DatabaseSync;
	readonly #accounts: DatabaseSync;
	readonly #index: JournalIndex;
	readonly #rows: SqliteRows;
	#damaged = 0;

	/** Throws `NothingThere` for a folder in which no relay has worked, `OtherVersion` and `FileDamaged`. */
	constructor(folder: string) {
		// The journal first: see `Moment`.
		const journal = join(folder, 'journal.sqlite');
		this.#journal = momentOf(journal);
		refuseOther(versionOf(this.#journal), journalVersion, journalVersion);
		this.#index = readingFile(journal, () => new JournalIndex(this.#journal));
		this.#rows = new SqliteRows(this.#journal);
		const accounts = join(folder, 'accounts.sqlite');
		this.#accounts = momentOf(accounts);
		checkWhole(this.#accounts, accounts);
		this.accountsVersion = versionOf(this.#accounts);
		refuseOther(this.accountsVersion, 0, schemaVersion);
	}

	get damaged(): number {
		return this.#damaged;
	}

	async *documents(): AsyncGenerator<KeptDocument> {
		for (const name of this.#index.names('')) {
			const number = this.#index.numberOf(name) ?? 0;
			const snapshot = this.#rows.snapshot(number, 0);
			const updates = this.#rows.updates(this.#index, number, 0);
			const rows = snapshot ? [snapshot, ...updates] : updates;
			yield await Promise.resolve({ name, pieces: rows.flatMap((row) => this.#whole(row)) });
		}
	}

	async *rows(): AsyncGenerator<AccountRow> {
		for (const table of accountTables) {
			// A relay of before that table has none of it.
			if (!hasTable(this.#accounts, table)) continue;
			for (const row of this.#accounts.prepare(`SELECT * FROM ${table}`).iterate())
				yield await Promise.resolve({ table, row: row as AccountRow['row'] });
		}
	}

	close(): Promise<void> {
		this.#journal.close();
		this.#accounts.close();
		return Promise.resolve();
	}

	#whole(row: Parameters<typeof updatesIn>[0]): Uint8Array[] {
		const updates = updatesIn(row);
		if (!updates) this.#damaged++;
		return updates ?? [];
	}
}

/** From the first question on, everything is read as it was then. */
function momentOf(path: string): DatabaseSync {
	if (!existsSync(path)) throw new NothingThere(`${path} is not there`);
	const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
	readingFile(path, () => database.exec('BEGIN; SELECT count(*) FROM sqlite_schema'));
	return database;
}

function versionOf(database: DatabaseSync): number {
	return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/** Throws `OtherVersion` for what another Draaiboek wrote, unless it can be read all the same. */
export function refuseOther(found: number, oldest: number, newest: number): void {
	if (found > newest) throw new OtherVersion('newer');
	if (found < oldest) throw new OtherVersion('older');
}

function hasTable(database: DatabaseSync, table: string): boolean {
	const sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?";
	return database.prepare(sql).all(table).length > 0;
}
