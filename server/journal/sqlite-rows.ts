import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { JournalIndex } from './journal-index.ts';
import type { Position } from './journal.ts';

/** A row of the log or a snapshot, as it lies in the file. */
export interface Row {
	readonly id: number;
	readonly body: Uint8Array;
	readonly crc: number;
}

/**
 * How documents lie in an SQLite journal: what the relay that writes the file and a backup that looks over
 * its shoulder both read by. What happens to a row that is damaged (`isWhole`) is theirs to say.
 */
export class SqliteRows {
	readonly #row: StatementSync;
	readonly #snapshot: StatementSync;

	constructor(database: DatabaseSync) {
		this.#row = database.prepare('SELECT id, body, crc FROM log WHERE id = ?');
		this.#snapshot = database.prepare(
			'SELECT up_to AS id, body, crc FROM snapshot WHERE document = ? AND up_to > ?'
		);
	}

	/** The snapshot of document `number`, where it holds something of beyond `after`. */
	snapshot(number: number, after: Position): Row | null {
		return rowsFrom(this.#snapshot.all(number, after))[0] ?? null;
	}

	/** Its updates beyond `after`, oldest first. */
	updates(index: JournalIndex, number: number, after: Position): Row[] {
		const ids = index.rowsOf(number).filter((id) => id > after);
		return ids.flatMap((id) => rowsFrom(this.#row.all(id)));
	}
}

export function isWhole({ body, crc }: Row): boolean {
	return crc32(body) === crc;
}

function rowsFrom(rows: readonly Record<string, unknown>[]): Row[] {
	return rows.map(({ id, body, crc }) => ({
		id: Number(id),
		body: body instanceof Uint8Array ? body : new Uint8Array(),
		crc: Number(crc)
	}));
}
