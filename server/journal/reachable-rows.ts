import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isDamage } from '../file-damage.ts';

/** The rows of a damaged table, by rowid. */
export interface Reachable {
	readonly rows: readonly number[];
	/** How many stretches of it can't be read. */
	readonly losses: number;
}

/**
 * Which rows of a table of `database` can still be found, in their order: reads up to a damaged page, looks
 * for the first row beyond it, and reads on.
 *
 * A page is looked for by the rows that should be on it, so that what is nobody's page is never read. Between
 * two damaged pages a readable one may be passed over with them, where it holds fewer rows than the first.
 */
export function reachableRows(database: DatabaseSync, table: string): Reachable {
	const from = database.prepare(
		`SELECT rowid AS row FROM ${table} NOT INDEXED WHERE rowid BETWEEN ? AND ${last} ORDER BY rowid`
	);
	const rows: number[] = [];
	let losses = 0;
	for (let next: number | null = 1; next !== null;) {
		if (readOn(from, next, rows)) return { rows, losses };
		losses++;
		next = firstBeyond(from, Math.max(next, (rows.at(-1) ?? 0) + 1));
	}
	return { rows, losses };
}

const last = Number.MAX_SAFE_INTEGER;

/** Adds the rows from `next` on to `rows`; false where damage ends them. */
function readOn(from: StatementSync, next: number, rows: number[]): boolean {
	try {
		for (const { row } of from.iterate(next)) {
			const rowid = Number(row);
			// A page that was overwritten by another of the same table has rows that were seen before.
			if (rowid > (rows.at(-1) ?? 0)) rows.push(rowid);
		}
		return true;
	} catch (error) {
		if (!isDamage(error)) throw error;
		return false;
	}
}

/**
 * The first place after `lost` from which the table can be read; null where there is none. Looks ever
 * further, twice as far each time, and then halves what lies between.
 */
function firstBeyond(from: StatementSync, lost: number): number | null {
	let [unreadable, step] = [lost, 1];
	while (!isReadable(from, lost + step)) {
		unreadable = lost + step;
		step *= 2;
		if (lost + step > last) return null;
	}
	let readable = lost + step;
	while (readable - unreadable > 1) {
		const middle = Math.floor((readable + unreadable) / 2);
		if (isReadable(from, middle)) readable = middle;
		else unreadable = middle;
	}
	return readable;
}

function isReadable(from: StatementSync, place: number): boolean {
	try {
		from.get(place);
		return true;
	} catch (error) {
		if (!isDamage(error)) throw error;
		return false;
	}
}
