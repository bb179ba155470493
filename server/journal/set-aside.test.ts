// A row that is damaged while there is no room to set it aside. Faults planted in sqlite.ts, each seen red and
// taken back: a full disk that keeps a document from opening, a row that is told each time, one that is never
// set aside, one that goes with a fold, one that comes back after its document was erased. Of a long one: deleted where
// it lies, a file that is not marked, bytes taken off the disk while it lies there, one that is copied as it is.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Damage } from './journal.ts';
import { SqliteJournal } from './sqlite.ts';

let folder: string;
let path: string;
let damages: Damage[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'aside-'));
	path = join(folder, 'journal.sqlite');
	damages = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(): SqliteJournal {
	return new SqliteJournal(path, (damage) => damages.push(damage));
}

function setAside(): unknown[] {
	const database = new DatabaseSync(path);
	const rows = database.prepare("SELECT row FROM set_aside WHERE document <> 'w/full'").all();
	database.close();
	return rows.map(({ row }) => row);
}

function updateOf(turn: number): Uint8Array {
	return new Uint8Array(3_000).fill(turn);
}

describe('a damaged row on a full disk', () => {
	const document = 'w/directory';

	/** Rows 1 and 2 of one document, of which the second is damaged, on a disk without room. */
	async function fullWithDamage(): Promise<SqliteJournal> {
		const first = open();
		for (const turn of [1, 2]) await first.append([{ document, update: updateOf(turn) }]);
		await first.close();
		const database = new DatabaseSync(path);
		database.exec(`
			UPDATE log SET crc = 0 WHERE id = 2;
			INSERT INTO set_aside VALUES ('w/full', 0, 'update', zeroblob(3000), 0);
			VACUUM`);
		database.close();
		const journal = open();
		journal.limitPages(1);
		return journal;
	}

	const whole = [updateOf(1)];

	test('is told once and left out, and set aside when there is room', async () => {
		const journal = await fullWithDamage();
		for (let times = 0; times < 2; times++)
			expect((await journal.load(document)).tail).toEqual(whole);
		expect(damages).toEqual([{ document, row: 2, part: 'update' }]);
		expect(setAside()).toEqual([]);
		journal.limitPages(1_000_000);
		for (let times = 0; times < 2; times++) await journal.load(document);
		expect(setAside()).toEqual([2]);
		expect(damages).toHaveLength(1);
		await journal.close();
	});

	test('is set aside before its document is folded', async () => {
		const journal = await fullWithDamage();
		const { upTo } = await journal.load(document);
		journal.limitPages(1_000_000);
		await journal.fold([{ document, upTo, state: updateOf(1) }]);
		expect(setAside()).toEqual([2]);
		await journal.close();
	});

	test('waits while the file is being written anew', async () => {
		const journal = await fullWithDamage();
		journal.limitPages(1_000_000);
		const compacted = journal.compact();
		await journal.load(document);
		expect(setAside()).toEqual([]);
		await compacted;
		await journal.load(document);
		expect(setAside()).toEqual([2]);
		await journal.close();
	});

	test('is not kept once its document was erased', async () => {
		const journal = await fullWithDamage();
		await journal.load(document);
		journal.limitPages(1_000_000);
		await journal.erase([document]);
		await journal.load('w/people');
		await journal.fold([]);
		expect(setAside()).toEqual([]);
		await journal.close();
	});
});

describe('a damaged row that goes on on other pages, for it may be the way to them that is wrong', () => {
	const [one, other] = ['w/lane/one', 'w/lane/other'];
	const long = (byte: number) => new Uint8Array(9_000).fill(byte);

	/** Two rows that take three pages each; the first goes on where the second does. */
	async function crossed(): Promise<void> {
		const journal = open();
		await journal.append([{ document: one, update: long(1) }]);
		await journal.append([{ document: other, update: long(2) }]);
		await journal.close();
		const database = new DatabaseSync(path);
		const overflow = "name = 'log' AND pagetype = 'overflow' AND path LIKE ?";
		const pages = database.prepare(`SELECT pageno FROM dbstat WHERE ${overflow} ORDER BY path`);
		const [first, second] = ['/000+%', '/001+%'].map((path) =>
			pages.all(path).map(({ pageno }) => Number(pageno))
		);
		database.close();
		const bytes = readFileSync(path);
		// An overflow page begins with the number of the next.
		bytes.writeUInt32BE(second![1]!, (first![0]! - 1) * 4096);
		writeFileSync(path, bytes);
	}

	test('is left where it is, so that nothing is taken from others; the next opening sets it aside', async () => {
		await crossed();
		const journal = open();
		expect((await journal.load(one)).tail).toEqual([]);
		expect(damages).toEqual([{ document: one, row: 1, part: 'update' }]);
		await journal.fold([{ document: one, upTo: 1, state: long(3) }]);
		await journal.append([{ document: one, update: long(4) }]);
		expect((await journal.load(other)).tail).toEqual([long(2)]);
		await expect(journal.compact()).rejects.toThrow(/malformed/);
		await journal.close();
		expect(setAside()).toEqual([]);

		const mended = open();
		expect((await mended.load(other)).tail).toEqual([long(2)]);
		expect(await mended.load(one)).toMatchObject({ snapshot: long(3), tail: [long(4)] });
		expect(damages).toHaveLength(1);
		await mended.compact();
		await mended.close();
		expect(setAside()).toEqual([1]);
	});
});
