import { join } from 'node:path';
import { Client } from 'pg';
import { accountsApplication, PostgresSql } from '../accounts/postgres.ts';
import type { Sql } from '../accounts/sql.ts';
import { SqliteSql } from '../accounts/sqlite.ts';
import { holdFolder } from '../folder-lock.ts';
import { PostgresJournal } from '../journal/postgres.ts';
import { SqliteJournal } from '../journal/sqlite.ts';
import { makeFolder } from '../make-folder.ts';
import type { Moment } from './moment.ts';
import { PostgresMoment } from './postgres-moment.ts';
import { DatabaseInUse } from './problems.ts';
import type { Store } from './restore.ts';
import { SqliteMoment } from './sqlite-moment.ts';

/** Where a relay keeps what it keeps, as the host names it. */
export interface Place {
	/** For people to read: a folder or a database, without its password. */
	readonly said: string;
	/** All of it at this moment, whether a relay works there or not. */
	moment(): Promise<Moment>;
	/** To be filled; no relay may work there. */
	open(): Promise<OpenStore>;
	/** Who is in, to be changed where a relay has worked, and may be at work. */
	accounts(): Promise<Sql>;
}

type OpenStore = Store & { close(): Promise<void> };

export function folderPlace(folder: string): Place {
	return {
		said: folder,
		moment: () => Promise.try(() => new SqliteMoment(folder)),
		open: () => Promise.try(() => openFolder(folder)),
		accounts: () => Promise.try(() => new SqliteSql(join(folder, 'accounts.sqlite')))
	};
}

/** `url` as for `DATABASE_URL`. */
export function databasePlace(url: string): Place {
	return {
		said: withoutPassword(url),
		moment: () => PostgresMoment.open(url),
		open: () => openDatabase(url),
		accounts: () => openAccounts(url)
	};
}

/** Throws `FolderInUse` where a relay works. */
function openFolder(folder: string): OpenStore {
	makeFolder(folder);
	const lock = holdFolder(folder);
	const journal = new SqliteJournal(join(folder, 'journal.sqlite'), () => undefined);
	const accounts = new SqliteSql(join(folder, 'accounts.sqlite'));
	return {
		...{ journal, accounts },
		async close() {
			await Promise.all([journal.close(), accounts.close()]);
			lock.release();
		}
	};
}

/** Throws `DatabaseInUse` where a relay works. */
async function openDatabase(url: string): Promise<OpenStore> {
	const guard = await guardOf(url);
	try {
		const journal = await PostgresJournal.open(url, () => undefined);
		const accounts = await openAccounts(url);
		return {
			...{ journal, accounts },
			async close() {
				await Promise.all([journal.close(), accounts.close(), guard.end()]);
			}
		};
	} catch (error) {
		await guard.end();
		throw error;
	}
}

function openAccounts(url: string): Promise<PostgresSql> {
	return PostgresSql.open({ connectionString: url, report: () => undefined });
}

/**
 * Relays ask their accounts twice a second, and so always have a line open, which bears a name; while this
 * one is open, so does whoever is about to put a backup back.
 */
const others = `
	SELECT FROM pg_stat_activity
	WHERE datname = current_database() AND pid <> pg_backend_pid()
		AND application_name = current_setting('application_name')
`;

async function guardOf(url: string): Promise<Client> {
	const guard = new Client({
		connectionString: url,
		application_name: accountsApplication,
		keepAlive: true,
		connectionTimeoutMillis: 5_000
	});
	guard.on('error', () => undefined);
	await guard.connect();
	const { rowCount } = await guard.query(others);
	if (rowCount === 0) return guard;
	await guard.end();
	throw new DatabaseInUse('a relay, or another restore, works in this database');
}

function withoutPassword(url: string): string {
	if (!URL.canParse(url)) return 'the database of DATABASE_URL';
	const { protocol, host, pathname } = new URL(url);
	return `${protocol}//${host}${pathname}`;
}
