import type { Erasure } from '../accounts/accounts.ts';
import { eraseAgain } from '../accounts/erasing.ts';
import { accountTables, numberColumns } from '../accounts/schema.ts';
import type { Row, Sql, Statements } from '../accounts/sql.ts';
import { NotABackup, NotEqual } from './problems.ts';
import { lineOf, type AccountRow } from './sums.ts';

/**
 * Puts the rows of a backup into empty accounts, reads them back, and wipes from them who was erased since:
 * all in one step. Answers what lies there then.
 *
 * Columns that the backup does not know keep what a new table gives them.
 */
export async function putRows(
	sql: Sql,
	rows: readonly AccountRow[],
	erased: readonly Erasure[],
	atMs: number
): Promise<AccountRow[]> {
	const byTable = Map.groupBy(rows, (row) => row.table);
	const kept = await sql.atomically(async (statements) => {
		for (const row of rows) await insert(statements, row);
		for (const [table, ofTable] of byTable) await compare(statements, table, ofTable);
		for (const erasure of erased) await eraseAgain(statements, erasure, atMs);
		const tables: AccountRow[][] = [];
		for (const table of accountTables)
			tables.push(await rowsIn(statements, table, byTable.get(table) ?? []));
		return tables.flat();
	});
	if (erased.length > 0) await sql.compact();
	return kept;
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
	const read = (await rowsIn(sql, table, written)).map(lineOf);
	if (read.toSorted().join('\n') !== written.map(lineOf).toSorted().join('\n'))
		throw new NotEqual('the accounts came back otherwise');
}

/** A table as it lies, in the columns of what was written there; in all of them where that was nothing. */
async function rowsIn(
	sql: Statements,
	table: string,
	[first]: readonly AccountRow[]
): Promise<AccountRow[]> {
	const columns = first ? columnsOf(table, first.row).join(', ') : '*';
	return (await sql.all(`SELECT ${columns} FROM ${table}`)).map((row) => ({
		table,
		row: plain(row)
	}));
}

function plain(row: Row): AccountRow['row'] {
	return Object.fromEntries(
		Object.entries(row).map(([column, value]) => {
			const isNumber = numberColumns.includes(column) && value !== null;
			return [column, isNumber ? Number(value) : (value as string | null)];
		})
	);
}
