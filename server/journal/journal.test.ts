// Faults planted in sqlite.ts, each seen red and taken back: `fold` without the DELETE, `fold` that
// deletes later rows, a batch without a transaction, checksums not looked at, a damaged row left where
// it was.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalContract } from '#tests/contracts/journal.ts';
import type { Damage } from './journal.ts';
import { MemoryJournal } from './memory.ts';
import { SqliteJournal } from './sqlite.ts';

journalContract('memory', () => new MemoryJournal());
journalContract('SQLite', () => new SqliteJournal(':memory:', () => undefined));

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

	function write(...updates: number[]): void {
		const journal = open();
		journal.append(updates.map((value) => ({ document, update: new Uint8Array([value]) })));
		journal.close();
	}

	/** What a failing disk does. */
	function spoil(sql: string): void {
		const database = new DatabaseSync(path);
		database.exec(sql);
		database.close();
	}

	test('outlives its process', () => {
		write(1, 2);
		expect(open().load(document).tail).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
	});

	test('a damaged row is set aside and reported once; the document opens without it', () => {
		write(1, 2, 3);
		spoil("UPDATE log SET body = x'ff' WHERE id = 2");
		const journal = open();
		expect(journal.load(document).tail).toEqual([new Uint8Array([1]), new Uint8Array([3])]);
		expect(damages).toEqual([{ document, row: 2, part: 'update' }]);
		expect(journal.load(document).tail).toHaveLength(2);
		expect(damages).toHaveLength(1);
		journal.close();
		const aside = new DatabaseSync(path).prepare('SELECT row, body FROM set_aside').all();
		expect(aside).toMatchObject([{ row: 2, body: new Uint8Array([255]) }]);
	});

	test('a damaged snapshot is set aside; what came after it still opens', () => {
		write(1);
		const journal = open();
		journal.fold(document, journal.load(document).upTo, new Uint8Array([1]));
		journal.append([{ document, update: new Uint8Array([2]) }]);
		journal.close();
		spoil("UPDATE snapshot SET body = x'ff'");
		expect(open().load(document)).toMatchObject({ snapshot: null, tail: [new Uint8Array([2])] });
		expect(damages.map((damage) => damage.part)).toEqual(['snapshot']);
	});

	test('a batch is kept as a whole or not at all', () => {
		const journal = open();
		const unkeepable = { document, update: null as unknown as Uint8Array };
		expect(() => journal.append([{ document, update: new Uint8Array([1]) }, unkeepable])).toThrow();
		expect(journal.load(document).tail).toEqual([]);
		journal.append([{ document, update: new Uint8Array([2]) }]);
		expect(journal.load(document).tail).toHaveLength(1);
	});

	test('a full disk throws, keeps nothing of that batch, and goes on when there is room', () => {
		const journal = open();
		journal.append([{ document, update: new Uint8Array([1]) }]);
		journal.limitPages(20);
		const large = { document, update: new Uint8Array(200_000) };
		expect(() => journal.append([{ document, update: new Uint8Array([2]) }, large])).toThrow(
			/full/
		);
		expect(journal.load(document).tail).toHaveLength(1);
		journal.limitPages(1_000_000);
		journal.append([large]);
		expect(journal.load(document).tail).toHaveLength(2);
	});
});
