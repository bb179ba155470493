// The contract on PostgreSQL: `npm run test:cluster` starts one and names it in DRAAIBOEK_POSTGRES.
//
// Faults planted in postgres.ts, each seen red and taken back: transactions without lock, or without lock
// and isolation, tables made without a lock, a transaction that was overtaken given up, the pool's errors
// left to end the process, a connection given back in the middle of a transaction.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractLimits } from '#tests/contracts/accounts-place.ts';
import { accountsContract } from '#tests/contracts/accounts.ts';
import { FreshPostgres, postgresUrl } from '#tests/support/fresh-postgres.ts';
import { PostgresSql } from './postgres.ts';
import { accountTables, schemaVersion } from './schema.ts';
import { SqlAccounts } from './sql-accounts.ts';

if (postgresUrl === '') {
	test.skip('accounts on PostgreSQL: set DRAAIBOEK_POSTGRES, as npm run test:cluster does');
} else {
	accountsContract('PostgreSQL', async () => {
		const store = await FreshPostgres.make();
		return {
			connect: async () => new SqlAccounts(await open(store), contractLimits),
			remove: () => store.remove()
		};
	});
	describe('PostgreSQL accounts', ownTests);
}

function open({ url }: FreshPostgres, reports: unknown[] = []): Promise<PostgresSql> {
	return PostgresSql.open({ connectionString: url, report: (cause) => reports.push(cause) });
}

function ownTests(): void {
	let store: FreshPostgres;
	let sql: PostgresSql;

	beforeEach(async () => {
		store = await FreshPostgres.make();
		sql = await open(store);
	});
	afterEach(async () => {
		await sql.close();
		await store.remove();
	});

	const insert = 'INSERT INTO workspace (id, founded_at) VALUES (?, ?)';

	test('relays that start together make the tables once', async () => {
		await store.query(`DROP TABLE accounts_schema, ${accountTables.join(', ')}`);
		const relays = await Promise.all([1, 2, 3, 4].map(() => open(store)));
		expect(await sql.all('SELECT version FROM accounts_schema')).toEqual([
			{ version: schemaVersion }
		]);
		await Promise.all(relays.map((relay) => relay.close()));
	});

	test('what a later version made is left alone, and says what helps', async () => {
		await store.query(`UPDATE accounts_schema SET version = ${schemaVersion + 1}`);
		await expect(open(store)).rejects.toThrow(/update the relay/);
	});

	test('a transaction that was overtaken is done anew, and a broken one is not', async () => {
		const raise = (code: string) => `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`;
		let times = 0;
		const outcome = await sql.atomically(async (inside) => {
			await inside.run(insert, 'kern', 1);
			times++;
			if (times === 1) await inside.run(raise('40001'));
			if (times === 2) await inside.run(raise('40P01'));
			return times;
		});
		expect(outcome).toBe(3);
		expect(await sql.all('SELECT id FROM workspace')).toEqual([{ id: 'kern' }]);
		const broken = sql.atomically((inside) => inside.run(raise('22012')));
		await expect(broken).rejects.toMatchObject({ code: '22012' });
	});

	test('a line that is cut while nobody uses it is reported, and the next question takes another', async () => {
		const reports: unknown[] = [];
		const reporting = await open(store, reports);
		expect(await store.cut()).toBeGreaterThan(0);
		await expect.poll(() => reports).toHaveLength(1);
		expect(await reporting.all('SELECT id FROM workspace')).toEqual([]);
		await reporting.close();
	});

	test('a line that is cut in the middle of a transaction leaves nothing of it', async () => {
		const cut = sql.atomically(async (inside) => {
			await inside.run(insert, 'half', 1);
			await store.cut();
			await inside.run(insert, 'whole', 1);
		});
		await expect(cut).rejects.toThrow();
		expect(await sql.all('SELECT id FROM workspace')).toEqual([]);
		await sql.atomically((inside) => inside.run(insert, 'kern', 1));
		expect(await sql.all('SELECT id FROM workspace')).toEqual([{ id: 'kern' }]);
	});
}
