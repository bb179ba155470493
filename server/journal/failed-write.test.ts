// What the journal knows after a write that failed. Faults planted in journal-index.ts, each seen red and taken back:
// nothing is taken back, what is taken back in the order in which it was done, a number or a row that is not given
// again, the last row of a document that stays; and in sqlite.ts: an index that is read anew from the disk that failed.
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { JournalIndex } from './journal-index.ts';
import { prepareTables } from './schema.ts';
import { SqliteJournal } from './sqlite.ts';

const names = ['a', 'b', 'c'];

/** What a transaction does to the index: a new row of a document, its end, or the end of its rows up to one of them. */
const deed = fc.oneof(
	fc.record({ kind: fc.constant('row' as const), name: fc.constantFrom(...names) }),
	fc.record({ kind: fc.constant('end' as const), name: fc.constantFrom(...names) }),
	fc.record({
		kind: fc.constant('fold' as const),
		name: fc.constantFrom(...names),
		upTo: fc.nat(20)
	})
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

function emptyIndex(): JournalIndex {
	const database = new DatabaseSync(':memory:');
	prepareTables(database);
	return new JournalIndex(database);
}

function act(index: JournalIndex, deed: Deed): void {
	const number = index.numberOf(deed.name);
	if (deed.kind === 'end') index.removeDocument(deed.name);
	else if (deed.kind === 'row') index.addRow(number ?? index.addDocument(deed.name));
	else if (number !== null) index.removeRows(number, (row) => row <= deed.upTo);
}

/** All that can be asked, also which numbers come next. */
function told(index: JournalIndex): unknown {
	const documents = index.names('').map((name) => {
		const number = index.numberOf(name);
		return { name, number, rows: [...index.rowsOf(number ?? 0)], last: index.lastOf(number) };
	});
	const next: number[] = [];
	const stop = new Error('only asked');
	try {
		index.attempt(() => {
			const number = index.addDocument('next');
			next.push(number, index.addRow(number));
			throw stop;
		});
	} catch (error) {
		if (error !== stop) throw error;
	}
	return { documents, next };
}

test('after an attempt that failed the index says what it said before, whatever was done in it', () => {
	const failed = new Error('no room');
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.array(deed, { maxLength: 6 }), fc.boolean()), { maxLength: 8 }),
			(attempts) => {
				const [index, model] = [emptyIndex(), emptyIndex()];
				for (const [deeds, fails] of attempts) {
					const attempt = (of: JournalIndex) => () =>
						of.attempt(() => {
							for (const one of deeds) act(of, one);
							if (fails) throw failed;
						});
					if (fails) expect(attempt(index)).toThrow(failed);
					else for (const of of [index, model]) attempt(of)();
					expect(told(index)).toEqual(told(model));
				}
			}
		)
	);
});

test('a new document that could not be written is written with its name, also where a part of the log can no longer be read', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'failed-'));
	const path = join(folder, 'journal.sqlite');
	const journal = new SqliteJournal(path, () => undefined);
	const updateOf = (byte: number) => new Uint8Array(1_000).fill(byte);
	for (let n = 1; n <= 40; n++) await journal.append([{ document: 'w/old', update: updateOf(n) }]);
	loseFirstPageOfLog(path);

	journal.limitPages(1);
	const large = new Uint8Array(100_000).fill(200);
	await expect(journal.append([{ document: 'w/new', update: large }])).rejects.toThrow(/full/);
	journal.limitPages(1_000_000);
	await journal.append([{ document: 'w/new', update: large }]);
	await journal.close();

	const again = new SqliteJournal(path, () => undefined);
	expect((await again.load('w/new')).tail).toEqual([large]);
	expect((await again.load('w/old')).tail.at(-1)).toEqual(updateOf(40));
	await again.close();
	rmSync(folder, { recursive: true });
});

/** As a disk does it under a journal that is open: what it read before is read anew, for somebody else wrote. */
function loseFirstPageOfLog(path: string): void {
	const other = new DatabaseSync(path);
	other.exec('PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)');
	const [first] = other
		.prepare("SELECT pageno FROM dbstat WHERE name = 'log' AND pagetype = 'leaf' ORDER BY path")
		.all();
	other.close();
	const bytes = readFileSync(path);
	const end = Number(first?.pageno) * 4096;
	writeFileSync(path, bytes.fill(0xa5, end - 4096, end));
}
