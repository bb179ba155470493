import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { isDamage } from '../file-damage.ts';
import type { JournalIndex } from './journal-index.ts';
import type { Position } from './journal.ts';
import { unpackRow, type RowBody } from './row-body.ts';

/** A row of the log or a snapshot, as it lies in the file. */
export interface Row extends RowBody {
	readonly id: number;
	readonly crc: number;
}

/** A row that SQLite itself can't read: the page on which it lies is damaged. A snapshot's id is then 0. */
export interface UnreadableRow {
	readonly id: number;
	readonly body: null;
}

/**
 * How documents lie in an SQLite journal: what the relay that writes the file and a backup that looks over
 * its shoulder both read by. What happens to a row that is damaged (`updatesIn`) is theirs to say.
 */
export class SqliteRows {
	readonly #row: StatementSync;
	readonly #snapshot: StatementSync;

	constructor(database: DatabaseSync) {
		this.#row = database.prepare('SELECT id, count, body, crc FROM log WHERE id = ?');
		this.#snapshot = database.prepare(
			'SELECT up_to AS id, 1 AS count, body, crc FROM snapshot WHERE document = ? AND up_to > ?'
		);
	}

	/** The snapshot of document `number`, where it holds something of beyond `after`. */
	snapshot(number: number, after: Position): Row | UnreadableRow | null {
		return rowsOf(0, () => this.#snapshot.all(number, after))[0] ?? null;
	}

	/** The rows that hold its updates beyond `after`, oldest first. */
	updates(index: JournalIndex, number: number, after: Position): (Row | UnreadableRow)[] {
		const ids = index.rowsOf(number).filter((id) => id > after);
		return ids.flatMap((id) => rowsOf(id, () => this.#row.all(id)));
	}
}

/** What is in a row; null for one that is damaged. */
export function updatesIn(row: Row | UnreadableRow): Uint8Array[] | null {
	if (row.body === null) return null;
	return crc32(row.body) === row.crc ? unpackRow(row) : null;
}

function rowsOf(
	id: number,
	read: () => readonly Record<string, unknown>[]
): readonly (Row | UnreadableRow)[] {
	try {
		return rowsFrom(read());
	} catch (error) {
		if (!isDamage(error)) throw error;
		return [{ id, body: null }];
	}
}

function rowsFrom(rows: readonly Record<string, unknown>[]): Row[] {
	return rows.map(({ id, count, body, crc }) => ({
		id: Number(id),
		count: Number(count),
		body: body instanceof Uint8Array ? body : new Uint8Array(),
		crc: Number(crc)
	}));
}
