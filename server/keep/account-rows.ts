import type { Erasure } from '../accounts/accounts.ts';
import { eraseAgain } from '../accounts/erasing.ts';
import { accountTables } from '../accounts/schema.ts';
import type { Sql, Statements } from '../accounts/sql.ts';
import { NotABackup, NotEqual } from './problems.ts';
import { lineOf, type AccountRow } from './sums.ts';

/**
 * Puts the rows of a backup into empty accounts, reads them back, and wipes from them who was erased since:
 * all in one step.
 *
 * Columns that the backup does not know keep what a new table gives them.
 */
export async function putRows(
	sql: Sql,
	rows: readonly AccountRow[],
	erased: readonly Erasure[],
	atMs: number
): Promise<void> {
	await sql.atomically(async (statements) => {
		for (const row of rows) await insert(statements, row);
		for (const [table, ofTable] of Map.groupBy(rows, (row) => row.table))
			await compare(statements, table, ofTable);
		for (const erasure of erased) await eraseAgain(statements, erasure, atMs);
	});
	if (erased.length > 0) await sql.compact();
}

async function insert(sql: Statements, { table, row }: AccountRow): Promise<void> {
	const columns = columnsOf(table, row);
	const marks = columns.map(() => '?').join(', ');
	await sql.run(
		`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`,
		...columns.map((column) => row[column] ?? null)
	);
}

/** Names come from a file: nothing but a plain word stands in a statement. */
function columnsOf(table: string, row: AccountRow['row']): string[] {
	const columns = Object.keys(row);
	const isKnown = (accountTables as readonly string[]).includes(table);
	if (!isKnown || !columns.every((column) => /^[a-z_]+$/.test(column)))
		throw new NotABackup(
			'backup-newer',
			'The backup holds accounts of a kind that this Draaiboek does not know.'
		);
	return columns;
}

async function compare(
	sql: Statements,
	table: string,
	written: readonly AccountRow[]
): Promise<void> {
	const [first] = written;
	if (!first) return;
	const columns = columnsOf(table, first.row);
	const numbers = columns.filter((column) =>
		written.some(({ row }) => typeof row[column] === 'number')
	);
	const read = (await sql.all(`SELECT ${columns.join(', ')} FROM ${table}`)).map((row) =>
		lineOf({ table, row: plain(row, numbers) })
	);
	if (read.toSorted().join('\n') !== written.map(lineOf).toSorted().join('\n'))
		throw new NotEqual('the accounts came back otherwise');
}

/** PostgreSQL gives large numbers as text. */
function plain(
	row: Readonly<Record<string, unknown>>,
	numbers: readonly string[]
): AccountRow['row'] {
	return Object.fromEntries(
		Object.entries(row).map(([column, value]) => {
			const isNumber = numbers.includes(column) && value !== null;
			return [column, isNumber ? Number(value) : (value as string | null)];
		})
	);
}
