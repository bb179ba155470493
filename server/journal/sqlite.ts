import { rmSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { FileDamaged, isDamage } from '../file-damage.ts';
import { Checkpoints } from '../threads/checkpoints.ts';
import { compactFile } from '../threads/compact.ts';
import { DamagedRows, type DamagedRow } from './damaged-rows.ts';
import type { JournalIndex } from './journal-index.ts';
import type { Damage, Entry, Fold, Journal, Kept, Position, Stretch } from './journal.ts';
import { markDamaged, openJournal } from './opening.ts';
import { packRow } from './row-body.ts';
import { damagedBeside, type Salvaged } from './salvage.ts';
import { SqliteRows, updatesIn } from './sqlite-rows.ts';

/** The journal of one relay on one disk, in one SQLite file that nobody else writes. */
export class SqliteJournal implements Journal {
	readonly #path: string;
	readonly #database: DatabaseSync;
	readonly #statements: Record<StatementName, StatementSync>;
	readonly #rows: SqliteRows;
	readonly #damaged: DamagedRows;
	readonly #index: JournalIndex;
	/** Null for a journal in memory. */
	readonly #checkpoints: Checkpoints | null;
	/** The file is being written anew: whoever wants to write waits for it. */
	#compacting: Promise<void> | null = null;

	/**
	 * `path` may be `:memory:`. `report` hears of every row that could not be read, `onsalvaged` of a file that
	 * had to be written anew, `onleft` why that could not be done with one that is damaged and opens. Throws
	 * `FileDamaged` and `NewerSchema`.
	 */
	constructor(
		path: string,
		report: (damage: Damage) => void,
		onsalvaged: (salvaged: Salvaged) => void = () => undefined,
		onleft: (cause: unknown) => void = () => undefined
	) {
		this.#path = path;
		const { database, index } = openJournal(path, onsalvaged, onleft);
		this.#database = database;
		this.#statements = prepare(database);
		this.#rows = new SqliteRows(database);
		this.#damaged = new DamagedRows(report);
		this.#index = index;
		this.#checkpoints = path === ':memory:' ? null : new Checkpoints(path);
	}

	// But for compacting and what waits for it, everything here is done when the call returns; the promise
	// only carries the answer, or why not.

	append(
		batch: readonly Entry[],
		expected: ReadonlyMap<string, Position> = new Map()
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'> {
		return this.#write(() => this.#append(batch, expected));
	}

	load(document: string, after: Position = 0): Promise<Kept> {
		return Promise.try(() => this.#load(document, after));
	}

	positions(documents: readonly string[]): Promise<ReadonlyMap<string, Position>> {
		const known = documents.filter((document) => this.#index.numberOf(document) !== null);
		const positions = known.map((document) => [document, this.#position(document)] as const);
		return Promise.resolve(new Map(positions));
	}

	fold(folds: readonly Fold[]): Promise<void> {
		const replace = () => {
			for (const fold of folds) this.#replace(fold);
		};
		const bytes = folds.reduce((sum, { state }) => sum + state.length, 0);
		return this.#write(() => {
			this.#setAside();
			this.#atomically(replace);
			this.#checkpoints?.committed(bytes);
		});
	}

	documents(prefix: string): Promise<string[]> {
		return Promise.resolve(this.#index.names(prefix));
	}

	erase(documents: readonly string[]): Promise<void> {
		const erase = () => {
			for (const document of documents) this.#erase(document);
		};
		return this.#write(() => this.#atomically(erase));
	}

	dropSetAside(documents: readonly string[]): Promise<void> {
		const drop = () => {
			for (const document of documents) this.#dropSetAside(document);
		};
		return this.#write(() => this.#atomically(drop));
	}

	compact(): Promise<void> {
		if (this.#path === ':memory:') return Promise.resolve();
		this.#compacting ??= this.#compact().finally(() => (this.#compacting = null));
		return this.#compacting;
	}

	async close(): Promise<void> {
		await this.#checkpoints?.close();
		await this.#write(() => this.#database.close());
	}

	/** Bounds the file, in pages of 4 kB: how a test fills the disk. */
	limitPages(pages: number): void {
		this.#database.exec(`PRAGMA max_page_count = ${pages}`);
	}

	/** A damaged file that was kept holds what was erased since: it goes, too. */
	async #compact(): Promise<void> {
		// What must stay where it is may be what was erased.
		if (this.#damaged.leavesSome)
			throw new FileDamaged(
				this.#path,
				'a row of it is malformed, and goes when it is opened anew'
			);
		try {
			await compactFile(this.#path);
		} catch (error) {
			if (isDamage(error)) markDamaged(this.#path);
			throw error;
		}
		for (const file of damagedBeside(this.#path)) rmSync(file);
	}

	#position(document: string): Position {
		return this.#index.lastOf(this.#index.numberOf(document));
	}

	#append(
		batch: readonly Entry[],
		expected: ReadonlyMap<string, Position>
	): ReadonlyMap<string, Stretch> | 'overtaken' {
		for (const [document, at] of expected) if (this.#position(document) !== at) return 'overtaken';
		const before = new Map<string, Position>();
		for (const { document } of batch) before.set(document, this.#position(document));
		this.#atomically(() => this.#keep(batch));
		this.#checkpoints?.committed(batch.reduce((sum, { update }) => sum + update.length, 0));
		const stretches = new Map<string, Stretch>();
		for (const [document, at] of before)
			stretches.set(document, { before: at, upTo: this.#position(document) });
		return stretches;
	}

	#load(document: string, after: Position): Kept {
		const number = this.#index.numberOf(document);
		if (number === null) return { snapshot: null, tail: [], upTo: after };
		const snapshot = this.#snapshot(document, number, after);
		const rows = this.#rows.updates(this.#index, number, after);
		const tail = rows.flatMap((row) => {
			const updates = updatesIn(row);
			if (!updates) this.#found({ document, number, part: 'update', row });
			return updates ?? [];
		});
		this.#setAside();
		return {
			snapshot,
			tail,
			upTo: Math.max(after, this.#index.lastOf(number))
		};
	}

	/** At once, or when the file is there again. */
	#write<T>(work: () => T): Promise<T> {
		const compacting = this.#compacting;
		if (!compacting) return Promise.try(work);
		return compacting.then(
			() => this.#write(work),
			() => this.#write(work)
		);
	}

	#keep(batch: readonly Entry[]): void {
		const { append } = this.#statements;
		for (const [document, entries] of Map.groupBy(batch, (entry) => entry.document)) {
			const number = this.#index.numberOf(document) ?? this.#addDocument(document);
			const { count, body } = packRow(entries.map(({ update }) => update));
			append.run(this.#index.addRow(number), number, count, body, crc32(body));
		}
	}

	#replace({ document, upTo, state }: Fold): void {
		const number = this.#index.numberOf(document);
		if (number === null) return;
		const [newer] = this.#statements.newerSnapshot.all(number, upTo);
		if (newer || this.#damaged.hasLostSnapshot(number)) return;
		this.#statements.putSnapshot.run(number, upTo, state, crc32(state));
		this.#dropRows(number, (row) => row <= upTo);
	}

	#addDocument(name: string): number {
		const number = this.#index.addDocument(name);
		this.#statements.addDocument.run(number, name);
		return number;
	}

	#erase(document: string): void {
		const number = this.#index.numberOf(document);
		this.#dropSetAside(document);
		if (number === null) return;
		this.#dropRows(number, () => true);
		if (!this.#damaged.hasLostSnapshot(number)) this.#statements.dropSnapshot.run(number);
		this.#statements.dropDocument.run(number);
		this.#index.removeDocument(document);
	}

	#dropSetAside(document: string): void {
		this.#damaged.forget(document);
		this.#statements.dropSetAside.run(document);
	}

	#dropRows(document: number, gone: (row: number) => boolean): void {
		for (const row of this.#index.rowsOf(document)) {
			if (gone(row) && !this.#damaged.isLost(row)) this.#statements.dropRow.run(row);
		}
		this.#index.removeRows(document, gone);
	}

	#snapshot(document: string, number: number, after: Position): Uint8Array | null {
		const row = this.#rows.snapshot(number, after);
		if (!row) return null;
		if (updatesIn(row)) return row.body;
		this.#found({ document, number, part: 'snapshot', row });
		return null;
	}

	#found(damaged: DamagedRow): void {
		this.#damaged.found(damaged);
		if (this.#damaged.leavesSome) markDamaged(this.#path);
	}

	/**
	 * Moves what was found damaged out of the way. Where that can't be done, for the file is being written
	 * anew or the disk is full, reading goes on without it: it is left to the next who reads or folds.
	 */
	#setAside(): void {
		const { waiting } = this.#damaged;
		if (waiting.length === 0 || this.#compacting) return;
		try {
			this.#atomically(() => {
				for (const { document, number, part, row } of waiting) {
					this.#statements.setAside.run(document, row.id, part, row.body, row.crc);
					if (part === 'update') this.#dropRows(number, (id) => id === row.id);
					else this.#statements.dropSnapshot.run(number);
				}
			});
			this.#damaged.settled();
		} catch {
			return;
		}
	}

	#atomically(change: () => void): void {
		this.#statements.begin.run();
		try {
			this.#index.attempt(() => {
				change();
				this.#statements.commit.run();
			});
		} catch (error) {
			// A full disk makes SQLite roll back by itself; a second ROLLBACK would hide why.
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			if (isDamage(error)) markDamaged(this.#path);
			throw error;
		}
	}
}

const sql = {
	begin: 'BEGIN IMMEDIATE',
	commit: 'COMMIT',
	addDocument: 'INSERT INTO document (id, name) VALUES (?, ?)',
	append: 'INSERT INTO log (id, document, count, body, crc) VALUES (?, ?, ?, ?, ?)',
	dropRow: 'DELETE FROM log WHERE id = ?',
	newerSnapshot: 'SELECT 1 FROM snapshot WHERE document = ? AND up_to > ?',
	putSnapshot: 'INSERT OR REPLACE INTO snapshot (document, up_to, body, crc) VALUES (?, ?, ?, ?)',
	dropSnapshot: 'DELETE FROM snapshot WHERE document = ?',
	dropDocument: 'DELETE FROM document WHERE id = ?',
	dropSetAside: 'DELETE FROM set_aside WHERE document = ?',
	setAside: 'INSERT INTO set_aside (document, row, part, body, crc) VALUES (?, ?, ?, ?, ?)'
};

type StatementName = keyof typeof sql;

function prepare(database: DatabaseSync): Record<StatementName, StatementSync> {
	const entries = Object.entries(sql).map(([name, text]) => [name, database.prepare(text)]);
	return Object.fromEntries(entries) as Record<StatementName, StatementSync>;
}
