// Runs where DRAAIBOEK_POSTGRES names a database: `npm run test:cluster` starts one.
//
// Faults planted in the adapter, each seen red and taken back: documents locked in the order of the batch
// (deadlock), positions given out before their rows are there (a reader missed some), an older fold that
// wins, a fold that deletes later rows, an overtaken batch that is kept, tables made without waiting for one
// another, checksums not looked at, damage reported by both, a prefix read as a pattern, the pool's errors
// left to end the process, a connection given back in the middle of a transaction, a fold of a document that
// is being erased, erasing without waiting for who writes, bytes left in the free space of a page, or in what
// PostgreSQL samples for its planner.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalContract } from '#tests/contracts/journal.ts';
import { sharedJournalContract } from '#tests/contracts/shared-journal.ts';
import { FreshPostgres, postgresUrl } from '#tests/support/fresh-postgres.ts';
import { WrongEncoding } from '../database-encoding.ts';
import type { Damage } from './journal.ts';
import { PostgresJournal } from './postgres.ts';

describe.skipIf(postgresUrl === '')('PostgreSQL journal', () => {
	const document = 'w/directory';
	const bytes = (...values: number[]) => new Uint8Array(values);
	const updates = (...values: number[]) =>
		values.map((value) => ({ document, update: bytes(value) }));
	let store: FreshPostgres;
	let journals: PostgresJournal[];
	let damages: Damage[];

	beforeEach(async () => {
		store = await FreshPostgres.make();
		journals = [];
		damages = [];
	});
	afterEach(async () => {
		await Promise.all(journals.map((journal) => journal.close()));
		await store.remove();
	});

	async function open(): Promise<PostgresJournal> {
		const journal = await PostgresJournal.open(store.url, (damage) => damages.push(damage));
		journals.push(journal);
		return journal;
	}

	/** The contract's properties open a hundred journals a test: emptied, one serves as a fresh one. */
	async function openEmpty(): Promise<PostgresJournal> {
		const journal = journals[0] ?? (await open());
		await store.query('TRUNCATE document, log, snapshot, set_aside');
		return journal;
	}

	journalContract('PostgreSQL', openEmpty);
	sharedJournalContract('PostgreSQL', () => Promise.all([open(), open()]));

	test('relays that start at once on an empty database make its tables once', async () => {
		const relays = await Promise.all([open(), open(), open(), open()]);
		await Promise.all(relays.map((journal) => journal.append(updates(1))));
		expect((await relays[0].load(document)).upTo).toBe(4);
	});

	test('outlives its process', async () => {
		await (await open()).append(updates(1, 2));
		expect((await (await open()).load(document)).tail).toEqual([bytes(1), bytes(2)]);
	});

	test('tells the host how many documents there are and how much room they take', async () => {
		const journal = await open();
		await journal.append([...updates(1, 2), { document: 'w/people', update: bytes(3) }]);
		const { documents, sizeBytes } = await journal.look();
		expect(documents).toBe(2);
		expect(sizeBytes).toBeGreaterThan(100_000);
	});

	test('two relays that meet a damaged row set it aside once and report it once', async () => {
		const [tablet, phone] = [await open(), await open()];
		await tablet.append(updates(1, 2, 3));
		await store.query(`UPDATE log SET body = '\\xff' WHERE position = 2`);
		for (const { tail } of await Promise.all([tablet.load(document), phone.load(document)])) {
			expect(tail).toEqual([bytes(1), bytes(3)]);
		}
		expect(await phone.load(document)).toMatchObject({ tail: [bytes(1), bytes(3)], upTo: 3 });
		expect(damages).toEqual([{ document, row: 2, part: 'update' }]);
		expect(await store.query('SELECT document, position, part FROM set_aside')).toEqual([
			{ document, position: '2', part: 'update' }
		]);
	});

	test('a damaged snapshot is set aside; what came after it still opens', async () => {
		const journal = await open();
		await journal.append(updates(1));
		await journal.fold([{ document, upTo: 1, state: bytes(1) }]);
		await journal.append(updates(2));
		await store.query(`UPDATE snapshot SET body = '\\xff'`);
		expect(await journal.load(document)).toEqual({ snapshot: null, tail: [bytes(2)], upTo: 2 });
		expect(damages).toEqual([{ document, row: 1, part: 'snapshot' }]);
		expect(await journal.load(document)).toMatchObject({ snapshot: null });
		expect(damages).toHaveLength(1);
	});

	test('a damaged last row costs itself; its place is not given out again', async () => {
		const journal = await open();
		await journal.append(updates(1, 2));
		await store.query(`UPDATE log SET crc = 0 WHERE position = 2`);
		expect(await journal.load(document)).toMatchObject({ tail: [bytes(1)], upTo: 2 });
		const kept = await journal.append(updates(3));
		expect(kept).toEqual(new Map([[document, { before: 2, upTo: 3 }]]));
	});

	test('whose line is cut fails, keeps nothing half, and works again at the next call', async () => {
		const journal = await open();
		await journal.append(updates(1));
		await store.query('BEGIN; SELECT FROM document FOR UPDATE');
		const waiting = journal.append([...updates(2), { document: 'w/other', update: bytes(3) }]);
		const failing = expect(waiting).rejects.toThrow();
		await expect
			.poll(() => store.query('SELECT 1 FROM pg_locks WHERE NOT granted'))
			.toHaveLength(1);
		expect(await store.cut()).toBeGreaterThan(0);
		await failing;
		await store.query('COMMIT');
		expect((await journal.load(document)).tail).toEqual([bytes(1)]);
		expect(await journal.documents('w/')).toEqual([document]);
		await journal.append(updates(4));
		expect((await journal.load(document)).tail).toEqual([bytes(1), bytes(4)]);
	});

	test('whose line is cut while it decides holds up nobody', async () => {
		const [tablet, phone] = [await open(), await open()];
		await tablet.append(updates(1));
		for (let round = 0; round < 10; round++) {
			const deciding = tablet.append(updates(2), new Map([[document, 99]]));
			const cut = store.cut();
			await Promise.allSettled([deciding, cut]);
		}
		await expect(phone.append(updates(3))).resolves.toBeDefined();
		expect((await phone.load(document)).tail).toEqual([bytes(1), bytes(3)]);
	});

	test('a batch is kept as a whole or not at all', async () => {
		const journal = await open();
		await journal.append(updates(1));
		await store.query('ALTER TABLE log ADD CONSTRAINT no_seven CHECK (body <> $$\\x07$$::bytea)');
		const both = [...updates(7), { document: 'w/other', update: bytes(2) }];
		for (const expected of [[], [[document, 1]]] as const) {
			await expect(journal.append(both, new Map(expected))).rejects.toThrow(/no_seven/);
		}
		expect(await journal.documents('')).toEqual([document]);
		const next = await journal.append(updates(3));
		expect(next).toEqual(new Map([[document, { before: 1, upTo: 2 }]]));
	});

	test('a thousand documents and a megabyte go in one batch', async () => {
		const journal = await open();
		const large = new Uint8Array(1_000_000).map((_, index) => index % 251);
		const many = Array.from({ length: 1_000 }, (_, index) => ({
			document: `w/lane/${index}`,
			update: bytes(index % 256)
		}));
		await journal.append([...many, { document, update: large }]);
		expect((await journal.documents('w/lane/')).length).toBe(1_000);
		expect((await journal.load('w/lane/999')).tail).toEqual([bytes(999 % 256)]);
		expect((await journal.load(document)).tail[0]).toEqual(large);
		await journal.fold([{ document, upTo: 1, state: large }]);
		expect((await journal.load(document)).snapshot).toEqual(large);
	});

	test('a document that is erased while others write, fold and read it leaves nothing behind', async () => {
		const [tablet, phone] = [await open(), await open()];
		for (let round = 0; round < 30; round++) {
			await tablet.append(updates(1, 2, 3));
			const { upTo } = await phone.load(document);
			await store.query('UPDATE log SET crc = 0 WHERE position = 2');
			await Promise.all([
				phone.append(updates(4)),
				phone.fold([{ document, upTo, state: bytes(6) }]),
				phone.load(document),
				tablet.erase([document])
			]);
			await tablet.erase([document]);
			for (const table of ['document', 'log', 'snapshot', 'set_aside']) {
				expect(await store.query(`SELECT * FROM ${table}`)).toEqual([]);
			}
		}
	});

	test('after compacting, the files of the tables hold nothing of what was erased', async () => {
		await store.remove();
		store = await FreshPostgres.make({ alone: true });
		const journal = await open();
		const secret = Buffer.from('a secret that was told');
		await journal.append([{ document, update: secret }, ...updates(1)]);
		await journal.append([{ document: 'w/other', update: secret }, ...updates(2)]);
		await journal.append([{ document: 'w/stays', update: bytes(3) }]);
		await journal.fold([{ document: 'w/stays', upTo: 1, state: bytes(3) }]);
		await journal.append([{ document: 'w/stays', update: bytes(4) }]);
		await journal.fold([{ document: 'w/other', upTo: 1, state: Buffer.alloc(10_000, secret) }]);
		expect(await store.isInFiles(secret)).toBe(true);
		await journal.erase([document, 'w/other']);
		expect(await store.isInFiles(secret)).toBe(true);
		await journal.compact();
		expect(await store.isInFiles(secret)).toBe(false);
		expect(await journal.load('w/stays')).toMatchObject({ snapshot: bytes(3), tail: [bytes(4)] });
	});

	test('a prefix is taken as it is written', async () => {
		const journal = await open();
		const named = (name: string) => ({ document: name, update: bytes(1) });
		await journal.append(['w_/a', 'wx/a', 'w%/a', 'w/é', 'w/￿'].map(named));
		expect(await journal.documents('w_/')).toEqual(['w_/a']);
		expect(await journal.documents('w%')).toEqual(['w%/a']);
		expect(await journal.documents('w/')).toEqual(['w/é', 'w/￿']);
	});

	test('a journal of a newer relay is not touched, and it says so', async () => {
		await open();
		await store.query('UPDATE journal_version SET version = 99');
		await expect(open()).rejects.toThrow(/newer/);
	});

	test('a database that can not hold every name is told at the start', async () => {
		const other = await FreshPostgres.make({ encoding: 'SQL_ASCII' });
		try {
			await expect(PostgresJournal.open(other.url, () => undefined)).rejects.toThrow(WrongEncoding);
		} finally {
			await other.remove();
		}
	});

	test('a journal of an older relay is brought up to date, and what was sampled of it goes', async () => {
		const journal = await open();
		await journal.append(updates(...Array(200).keys()));
		await store.query(`
			ALTER TABLE log ALTER COLUMN body SET STATISTICS -1;
			UPDATE journal_version SET version = 1;
			ANALYZE log`);
		const samples = () =>
			store.query(
				"SELECT FROM pg_statistic s JOIN pg_attribute a ON starelid = attrelid AND staattnum = attnum WHERE starelid = 'log'::regclass AND attname = 'body'"
			);
		expect(await samples()).toHaveLength(1);
		await open();
		expect(await samples()).toEqual([]);
		await store.query('ANALYZE log');
		expect(await samples()).toEqual([]);
		const [column] = await store.query(
			"SELECT attstorage FROM pg_attribute WHERE attrelid = 'log'::regclass AND attname = 'body'"
		);
		expect(column).toEqual({ attstorage: 'e' });
	});

	test('a journal that is brought up to date waits for whoever reads it, and tries again', async () => {
		await open();
		await store.query('UPDATE journal_version SET version = 1');
		await store.query('BEGIN; SELECT FROM log');
		setTimeout(() => void store.query('COMMIT'), 2_500);
		await open();
		expect(await store.query('SELECT version FROM journal_version')).toEqual([{ version: 2 }]);
	}, 20_000);

	test('where there is no database, opening fails and says so', async () => {
		await expect(
			PostgresJournal.open('postgres://nobody@127.0.0.1:1/none', () => undefined)
		).rejects.toThrow(/ECONNREFUSED/);
	});
});
