// The contract on PostgreSQL: `npm run test:cluster` starts one and names it in DRAAIBOEK_POSTGRES.
//
// Faults planted in postgres.ts, each seen red and taken back: transactions without lock and isolation,
// tables made without a lock, a transaction that was overtaken given up.
import { describe, expect, test } from 'vitest';
import { contractLimits } from '#tests/contracts/accounts-place.ts';
import { accountsContract } from '#tests/contracts/accounts.ts';
import { freshSchema } from '#tests/support/postgres-schema.ts';
import { PostgresSql } from './postgres.ts';
import { schemaVersion } from './schema.ts';
import { SqlAccounts } from './sql-accounts.ts';

const database = process.env.DRAAIBOEK_POSTGRES;

if (database === undefined) {
	test.skip('accounts on PostgreSQL: set DRAAIBOEK_POSTGRES, as npm run test:cluster does');
} else {
	accountsContract('PostgreSQL', async () => {
		const corner = await freshSchema(database);
		return {
			connect: async () => new SqlAccounts(await open(corner.connectionString), contractLimits),
			remove: () => corner.remove()
		};
	});

	describe('PostgreSQL', () => {
		test('two relays that start together make the tables once', async () => {
			const corner = await freshSchema(database);
			const relays = await Promise.all([1, 2, 3, 4].map(() => open(corner.connectionString)));
			const [sql] = relays;
			expect(await sql?.all('SELECT version FROM accounts_schema')).toEqual([
				{ version: schemaVersion }
			]);
			await Promise.all(relays.map((relay) => relay.close()));
			await corner.remove();
		});

		test('what a later version made is left alone, and says what helps', async () => {
			const corner = await freshSchema(database);
			const sql = await open(corner.connectionString);
			await sql.atomically((inside) =>
				inside.run('UPDATE accounts_schema SET version = ?', schemaVersion + 1)
			);
			await sql.close();
			await expect(open(corner.connectionString)).rejects.toThrow(/update the relay/);
			await corner.remove();
		});

		test('a transaction that was overtaken is done anew, and a broken one is not', async () => {
			const corner = await freshSchema(database);
			const sql = await open(corner.connectionString);
			const raise = (code: string) =>
				`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`;
			let times = 0;
			const outcome = await sql.atomically(async (inside) => {
				await inside.run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', 'kern', 1);
				times++;
				if (times === 1) await inside.run(raise('40001'));
				if (times === 2) await inside.run(raise('40P01'));
				return times;
			});
			expect(outcome).toBe(3);
			expect(await sql.all('SELECT id FROM workspace')).toEqual([{ id: 'kern' }]);
			const broken = sql.atomically((inside) => inside.run(raise('22012')));
			await expect(broken).rejects.toMatchObject({ code: '22012' });
			await sql.close();
			await corner.remove();
		});
	});
}

function open(connectionString: string): Promise<PostgresSql> {
	return PostgresSql.open({ connectionString, report: () => undefined });
}
