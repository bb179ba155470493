// Two relays on one database: `npm run test:cluster` starts one and names it in DRAAIBOEK_POSTGRES.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { FreshPostgres, postgresUrl } from '#tests/support/fresh-postgres.ts';
import { bobsPhone, keepTown, someTown } from '#tests/support/kept-town.ts';
import { secrets } from '#tests/support/town-with-bob.ts';
import { PostgresSql } from '../accounts/postgres.ts';
import { SqlAccounts } from '../accounts/sql-accounts.ts';
import { silentBus } from '../bus/silent.ts';
import { startClerk } from '../clerk/services.ts';
import { PostgresJournal } from '../journal/postgres.ts';
import { defaultLimits } from '../limits.ts';
import { ask, FakeLine } from '../testing/fake-device.ts';
import { idOf, RunningRelay } from '../testing/running-relay.ts';

const town = someTown();
const { workspace } = town.worked.draft;

describe.skipIf(postgresUrl === '')('two relays on one database', () => {
	let store: FreshPostgres;
	let relays: RunningRelay[];

	beforeEach(async () => {
		store = await FreshPostgres.make({ alone: true });
		relays = [await start(), await start()];
		await keepTown(town, relays[0]!.relay, Date.now());
	});
	afterEach(async () => {
		for (const relay of relays) await relay.stop();
		await store.remove();
	});

	async function start(): Promise<RunningRelay> {
		const journal = await PostgresJournal.open(store.url, () => undefined);
		const sql = await PostgresSql.open({ connectionString: store.url, report: () => undefined });
		const accounts = new SqlAccounts(sql, defaultLimits);
		return RunningRelay.start({
			shared: { journal, accounts, bus: silentBus },
			startServices: startClerk
		});
	}

	async function found(): Promise<string[]> {
		const inFiles: string[] = [];
		for (const word of [...secrets, bobsPhone])
			if (await store.isInFiles(Buffer.from(word))) inFiles.push(word);
		return inFiles;
	}

	test('somebody who is erased at one is gone from a screen at the other, and from the tables’ files', async () => {
		const [asked, other] = relays as [RunningRelay, RunningRelay];
		const line = new FakeLine();
		const member = { person: town.me, role: 'coordinator', organisations: [] } as const;
		const visitor = { device: idOf(DeviceId, 'tablet'), member, asOf: 1 };
		const visit = other.relay.hub.join(workspace, { kind: 'directory' }, visitor, line);
		other.relay.hub.receive(visit!, ask());
		await expect.poll(() => line.doc.getMap('people').has(town.bob)).toBe(true);
		expect(await found()).toEqual([...secrets, bobsPhone]);
		await store.query('ANALYZE');

		const deed = { by: town.me, at: Date.now() };
		expect(await asked.relay.eraser.erase(workspace, town.bob, deed)).toBe('erased');
		const { accounts } = asked.relay;
		await expect
			.poll(async () => (await accounts.erasures())[0]?.doneAt, { timeout: 30_000 })
			.toBeGreaterThan(0);
		await expect
			.poll(() => line.doc.getMap('people').has(town.bob), { timeout: 10_000 })
			.toBe(false);
		expect(await found()).toEqual([]);
	}, 60_000);
});
