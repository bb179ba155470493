// Faults planted in sqlite.ts, each seen red and taken back: `fold` without the DELETE, `fold` that
// deletes later rows, a batch without a transaction, checksums not looked at, an index
// that goes on after a rollback, row numbers that begin again, a damaged row left where
// it was; compacting that does nothing, appends that don't wait for it, an erased document whose name or
// index stays.
import {
	copyFileSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { journalContract } from '#tests/contracts/journal.ts';
import { sharedJournalContract } from '#tests/contracts/shared-journal.ts';
import { MeteredJournal } from '../host/meters.ts';
import type { Damage } from './journal.ts';
import { MemoryJournal } from './memory.ts';
import { SqliteJournal } from './sqlite.ts';

journalContract('memory', () => new MemoryJournal());
journalContract('looked at from outside', () => metered(new MemoryJournal()));
journalContract('SQLite', () => new SqliteJournal(':memory:', () => undefined));
// One process, several hubs: as the simulation has it.
sharedJournalContract('memory', () => twice(new MemoryJournal()));
sharedJournalContract('SQLite', () => twice(new SqliteJournal(':memory:', () => undefined)));

function metered(journal: MemoryJournal): MeteredJournal {
	return new MeteredJournal(
		journal,
		() => 0,
		() => new Date(0)
	);
}

function twice<T>(journal: T): Promise<readonly [T, T]> {
	return Promise.resolve([journal, journal]);
}

describe('SQLite journal', () => {
	let folder: string;
	let path: string;
	let damages: Damage[];
	const document = 'w/directory';

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'journal-'));
		path = join(folder, 'journal.sqlite');
		damages = [];
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	function open(): SqliteJournal {
		return new SqliteJournal(path, (damage) => damages.push(damage));
	}

	async function write(...updates: number[]): Promise<void> {
		const journal = open();
		await journal.append(updates.map((value) => ({ document, update: new Uint8Array([value]) })));
		await journal.close();
	}

	/** What a failing disk does. */
	function spoil(sql: string): void {
		const database = new DatabaseSync(path);
		database.exec(sql);
		database.close();
	}

	/** Which of these words lie in a file of the journal. */
	function found(...words: string[]): string[] {
		const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
		return words.filter((word) => files.some((file) => file.includes(word)));
	}

	test('outlives its process', async () => {
		await write(1, 2);
		expect((await open().load(document)).tail).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
	});

	test('a damaged row is set aside and reported once; the document opens without it', async () => {
		for (const value of [1, 2, 3]) await write(value);
		spoil("UPDATE log SET body = x'ff' WHERE id = 2");
		const journal = open();
		expect((await journal.load(document)).tail).toEqual([new Uint8Array([1]), new Uint8Array([3])]);
		expect(damages).toEqual([{ document, row: 2, part: 'update' }]);
		expect((await journal.load(document)).tail).toHaveLength(2);
		expect(damages).toHaveLength(1);
		await journal.close();
		const aside = new DatabaseSync(path).prepare('SELECT row, body FROM set_aside').all();
		expect(aside).toMatchObject([{ row: 2, body: new Uint8Array([255]) }]);
	});

	test('a damaged snapshot is set aside; what came after it still opens', async () => {
		await write(1);
		const journal = open();
		const { upTo } = await journal.load(document);
		await journal.fold([{ document, upTo, state: new Uint8Array([1]) }]);
		await journal.append([{ document, update: new Uint8Array([2]) }]);
		await journal.close();
		spoil("UPDATE snapshot SET body = x'ff'");
		expect(await open().load(document)).toMatchObject({
			snapshot: null,
			tail: [new Uint8Array([2])]
		});
		expect(damages.map((damage) => damage.part)).toEqual(['snapshot']);
	});

	test.each<[string, (log: Buffer) => Buffer]>([
		['cut off', (log) => log.subarray(0, log.length - 100)],
		['overwritten', (log) => log.fill(7, log.length - 4_000)]
	])('a tail that is %s costs what was written last and nothing before it', async (_, spoilt) => {
		const journal = open();
		for (const value of [1, 2, 3])
			await journal.append([
				{ document, update: new Uint8Array([value, ...new Uint8Array(5_000)]) }
			]);
		// As the files lie when the power fails: what was written is in the write-ahead log alone.
		const after = join(folder, 'after.sqlite');
		copyFileSync(path, after);
		writeFileSync(`${after}-wal`, spoilt(readFileSync(`${path}-wal`)));
		await journal.close();
		const found = new SqliteJournal(after, (damage) => damages.push(damage));
		const kept = async () => (await found.load(document)).tail.map(([value]) => value);
		expect(await kept()).toEqual([1, 2]);
		await found.append([{ document, update: new Uint8Array([4]) }]);
		expect(await kept()).toEqual([1, 2, 4]);
		expect(damages).toEqual([]);
		await found.close();
	});

	test('a batch is kept as a whole or not at all', async () => {
		const journal = open();
		const unkeepable = { document, update: null as unknown as Uint8Array };
		const first = { document, update: new Uint8Array([1]) };
		await expect(journal.append([first, unkeepable])).rejects.toThrow();
		expect((await journal.load(document)).tail).toEqual([]);
		await journal.append([{ document, update: new Uint8Array([2]) }]);
		expect((await journal.load(document)).tail).toHaveLength(1);
	});

	test('a full disk throws, keeps nothing of that batch, and goes on when there is room', async () => {
		const journal = open();
		await journal.append([{ document, update: new Uint8Array([1]) }]);
		journal.limitPages(20);
		const large = { document, update: new Uint8Array(200_000) };
		const second = { document, update: new Uint8Array([2]) };
		await expect(journal.append([second, large])).rejects.toThrow(/full/);
		expect((await journal.load(document)).tail).toHaveLength(1);
		journal.limitPages(1_000_000);
		await journal.append([large]);
		expect((await journal.load(document)).tail).toHaveLength(2);
	});

	test('a document whose first write failed is found again after its second', async () => {
		const journal = open();
		const unkeepable = { document, update: null as unknown as Uint8Array };
		await expect(journal.append([unkeepable])).rejects.toThrow();
		expect(await journal.documents('')).toEqual([]);
		await journal.append([{ document, update: new Uint8Array([2]) }]);
		await journal.close();
		expect((await open().load(document)).tail).toEqual([new Uint8Array([2])]);
	});

	test('what an older relay wrote still opens, and is written on', async () => {
		spoil(`
			CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
			CREATE INDEX log_of_document ON log (document, id);
			CREATE TABLE snapshot (document TEXT PRIMARY KEY, up_to INTEGER NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
			CREATE TABLE set_aside (document TEXT NOT NULL, row INTEGER NOT NULL, part TEXT NOT NULL, body BLOB, crc INTEGER NOT NULL) STRICT;
			INSERT INTO snapshot VALUES ('w/directory', 1, x'01', ${crc32(new Uint8Array([1]))});
			INSERT INTO log VALUES (2, 'w/directory', x'02', ${crc32(new Uint8Array([2]))});
			INSERT INTO log VALUES (3, 'w/people', x'03', ${crc32(new Uint8Array([3]))});
		`);
		for (const journal of [open(), open()]) {
			expect(await journal.load(document)).toMatchObject({
				snapshot: new Uint8Array([1]),
				tail: [new Uint8Array([2])]
			});
			expect(await journal.documents('w/')).toEqual(['w/directory', 'w/people']);
			await journal.close();
		}
		await write(4);
		expect(await open().load(document)).toMatchObject({
			tail: [new Uint8Array([2]), new Uint8Array([4])],
			upTo: 4
		});
	});

	test('what a relay wrote that kept each update in a row of its own still opens, and is written on', async () => {
		await write(1);
		spoil('ALTER TABLE log DROP COLUMN count; PRAGMA user_version = 1');
		await write(2, 3);
		expect((await open().load(document)).tail).toEqual([1, 2, 3].map((n) => new Uint8Array([n])));
	});

	test('a turn is one row for each document, however much is in it', async () => {
		const updates = Array.from({ length: 50 }, (_, at) => new Uint8Array(at).fill(at));
		await open().append(
			updates.flatMap((update) => [
				{ document, update },
				{ document: 'w/people', update }
			])
		);
		const rows = new DatabaseSync(path).prepare('SELECT count FROM log').all();
		expect(rows).toEqual([{ count: 50 }, { count: 50 }]);
		expect((await open().load('w/people')).tail).toEqual(updates);
	});

	test('what lies ahead of its file is moved into it while it is open', async () => {
		const journal = open();
		const update = new Uint8Array(256 * 1024).fill(7);
		for (let many = 0; many < 24; many++) await journal.append([{ document, update }]);
		await vi.waitFor(() => expect(statSync(path).size).toBeGreaterThan(4_000_000), 10_000);
		await journal.close();
		expect((await open().load(document)).tail).toHaveLength(24);
	});

	test('a row whose lengths do not add up is set aside as a damaged one', async () => {
		await write(1, 2);
		const body = new Uint8Array([0, 0, 0, 9, 1, 0, 0, 0, 1, 2]);
		spoil(`UPDATE log SET body = x'${Buffer.from(body).toString('hex')}', crc = ${crc32(body)}`);
		await write(3);
		expect((await open().load(document)).tail).toEqual([new Uint8Array([3])]);
		expect(damages).toEqual([{ document, row: 1, part: 'update' }]);
	});

	test('what was folded, set aside or erased lies in no file of it once it was compacted', async () => {
		const journal = open();
		const word = (secret: string, times = 2_000) =>
			new TextEncoder().encode(`${secret} `.repeat(times));
		const other = 'w/people';
		await journal.append([
			{ document, update: word('folded') },
			{ document: other, update: word('erased') },
			{ document: 'w/venues', update: word('damaged', 200) }
		]);
		await journal.append([{ document: 'w/venues', update: word('stays') }]);
		spoil('UPDATE log SET crc = 0 WHERE id = 3');
		await journal.load('w/venues');
		await journal.fold([{ document, upTo: 1, state: new Uint8Array([1]) }]);
		await journal.erase([other]);
		await journal.dropSetAside(['w/venues']);
		expect(found('folded', 'erased', 'damaged', 'stays')).toHaveLength(4);
		await journal.compact();
		expect(found('folded', 'erased', 'damaged', 'stays')).toEqual(['stays']);
		await journal.append([{ document, update: word('later') }]);
		await journal.close();
		expect((await open().load('w/venues')).tail).toEqual([word('stays')]);
	});

	test('compacting under another reader fails and loses nothing; after it, it succeeds', async () => {
		await write(1, 2);
		const journal = open();
		const reader = new DatabaseSync(path);
		reader.exec('BEGIN; SELECT * FROM log');
		await journal.fold([{ document, upTo: 2, state: new Uint8Array([3]) }]);
		const compacting = expect(journal.compact()).rejects.toThrow(/reading/);
		let turns = 0;
		setImmediate(() => turns++);
		await journal.append([{ document, update: new Uint8Array([4]) }]);
		// It waited between the turns, and held up none.
		expect(turns).toBe(1);
		await compacting;
		reader.close();
		await journal.compact();
		expect(await journal.load(document)).toMatchObject({
			snapshot: new Uint8Array([3]),
			tail: [new Uint8Array([4])]
		});
	});

	test('a journal of a newer relay is not touched, and it says so', async () => {
		await write(1);
		spoil('PRAGMA user_version = 99');
		expect(() => open()).toThrow(/newer/);
	});

	test('numbers of rows are not used again after folding everything and opening anew', async () => {
		await write(1, 2, 3);
		const journal = open();
		const { upTo } = await journal.load(document);
		await journal.fold([{ document, upTo, state: new Uint8Array([6]) }]);
		await journal.close();
		await write(4);
		expect(await open().load(document)).toEqual({
			snapshot: new Uint8Array([6]),
			tail: [new Uint8Array([4])],
			upTo: upTo + 1
		});
	});
});
