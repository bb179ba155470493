// What was erased is off the disk once compacting answers, whoever may still see it. Runs where DRAAIBOEK_POSTGRES
// names a database: `npm run test:cluster` starts one. Each test has a database of its own.
//
// Faults planted in postgres-compacting.ts, each seen red and taken back: nobody looked for; snapshots not looked
// at, writers elsewhere not looked at, prepared transactions not looked at; readers elsewhere waited for.
import { Client, Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { FreshPostgres, postgresUrl } from '#tests/support/fresh-postgres.ts';
import { PostgresSql } from './accounts/postgres.ts';
import { hashOf } from './accounts/secrets.ts';
import { SqlAccounts } from './accounts/sql-accounts.ts';
import { PostgresJournal } from './journal/postgres.ts';
import { defaultLimits } from './limits.ts';
import { compactTables } from './postgres-compacting.ts';
import { idOf, personId, workspaceId } from './testing/running-relay.ts';

const secret = 'a secret that was told';
const snapshot = ['BEGIN ISOLATION LEVEL REPEATABLE READ', 'SELECT 1'];
const prepared = 'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()';
const writing = ['BEGIN', 'SELECT pg_current_xact_id()'];

describe.skipIf(postgresUrl === '')('compacting in PostgreSQL', () => {
	let store: FreshPostgres;
	let journal: PostgresJournal;
	let accounts: SqlAccounts;
	let pool: Pool;
	let others: Client[];

	beforeEach(async () => {
		store = await FreshPostgres.make({ alone: true });
		others = [];
		pool = new Pool({ connectionString: store.url });
		journal = await PostgresJournal.open(store.url, () => undefined);
		const sql = await PostgresSql.open({ connectionString: store.url, report: () => undefined });
		accounts = new SqlAccounts(sql, defaultLimits);
	});
	afterEach(async () => {
		await Promise.all([
			pool.end(),
			journal.close(),
			accounts.close(),
			...others.map((other) => other.end())
		]);
		// It would hold up every test after it.
		for (const { gid } of await store.query(prepared))
			await store.query(`ROLLBACK PREPARED '${String(gid)}'`);
		await store.remove();
	});

	/** Somebody who has nothing to do with the relay, and has done this; in the same database, or elsewhere. */
	async function somebody(statements: readonly string[], url = store.url): Promise<Client> {
		const other = new Client({ connectionString: url });
		others.push(other);
		await other.connect();
		await other.query("SET application_name = 'somebody'");
		for (const statement of statements) await other.query(statement);
		return other;
	}

	const isThere = () => store.isInFiles(Buffer.from(secret));

	async function writeToJournal(): Promise<void> {
		await journal.append([{ document: 'w/people', update: Buffer.from(secret) }]);
	}

	async function found(): Promise<void> {
		const [workspace, person] = [workspaceId('kern'), personId('ann')];
		const device = { device: idOf(DeviceId, 'tablet'), label: 'tablet', session: hashOf('ann') };
		await accounts.found({ ...device, workspace, person, at: 1 }, 'founded');
	}

	/** Begins, and has the reader end when it is waiting for her, or was done with it. */
	async function compacted(store: PostgresJournal | SqlAccounts, reader: Client): Promise<void> {
		const compacting = store.compact();
		await Promise.race([compacting, new Promise((resolve) => setTimeout(resolve, 500))]);
		await reader.query('COMMIT');
		await compacting;
	}

	/** As both do, with less patience. */
	function compact(by = pool): Promise<void> {
		return compactTables(by, ['document', 'log'], 200);
	}

	test('the journal waits for whoever may still see what was erased', async () => {
		await writeToJournal();
		const reader = await somebody(snapshot);
		await journal.erase(['w/people']);
		await compacted(journal, reader);
		expect(await isThere()).toBe(false);
	});

	test('so do the accounts', async () => {
		await found();
		await store.query(`UPDATE device SET label = '${secret}'`);
		const reader = await somebody(snapshot);
		await store.query(`UPDATE device SET label = ''`);
		await compacted(accounts, reader);
		expect(await isThere()).toBe(false);
	});

	test('whoever stays in the way is named, and it can be done once she has gone', async () => {
		await writeToJournal();
		const reader = await somebody(snapshot);
		await journal.erase(['w/people']);
		await expect(compact()).rejects.toMatchObject({
			code: 'still-visible',
			message: expect.stringMatching(/process \d+ \(somebody\)/) as unknown
		});
		expect(await isThere()).toBe(true);
		await reader.query('COMMIT');
		await compact();
		expect(await isThere()).toBe(false);
	});

	test('who writes in another database holds it up as well: every snapshot goes back to him', async () => {
		await writeToJournal();
		const writer = await somebody(writing, postgresUrl);
		await journal.erase(['w/people']);
		await expect(compact()).rejects.toThrow(/somebody/);
		await writer.query('COMMIT');
		await compact();
		expect(await isThere()).toBe(false);
	});

	test('who only reads in another database holds up nothing', async () => {
		await writeToJournal();
		await somebody(snapshot, postgresUrl);
		await journal.erase(['w/people']);
		await compact();
		expect(await isThere()).toBe(false);
	});

	test('a transaction that was prepared and forgotten is named', async () => {
		await writeToJournal();
		const gid = `forgotten ${store.name}`;
		await somebody([...writing, `PREPARE TRANSACTION '${gid}'`]);
		await journal.erase(['w/people']);
		await expect(compact()).rejects.toThrow(`the prepared transaction ${gid}`);
		expect(await isThere()).toBe(true);
		await store.query(`ROLLBACK PREPARED '${gid}'`);
		await compact();
		expect(await isThere()).toBe(false);
	});

	test('a relay without rights over others sees them all the same', async () => {
		const owner = `owner_${store.name}`;
		await store.query(`CREATE ROLE ${owner} LOGIN`);
		await store.query(`GRANT ALL ON SCHEMA ${store.name} TO ${owner}`);
		await store.query(`ALTER TABLE document OWNER TO ${owner}`);
		for (const table of ['log', 'snapshot', 'set_aside', 'journal_version'])
			await store.query(`ALTER TABLE ${table} OWNER TO ${owner}`);
		await writeToJournal();
		await somebody(snapshot);
		await journal.erase(['w/people']);
		const url = new URL(store.url);
		url.username = owner;
		const plain = new Pool({ connectionString: url.href });
		try {
			await expect(compact(plain)).rejects.toThrow(/somebody/);
		} finally {
			await plain.end();
			await store.query(`DROP OWNED BY ${owner} CASCADE`);
			await store.query(`DROP ROLE ${owner}`);
		}
	});
});
