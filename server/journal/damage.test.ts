// What a failing disk does to the pages of a journal's file. Faults planted, each seen red and taken back: a
// damaged file that is opened as it is, reading that ends at the first damage, names looked for in their table
// alone, rows of lost documents kept, a row on a damaged page that is deleted, a file that is not marked, one
// that keeps what was erased.
import {
	copyFileSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Damage } from './journal.ts';
import type { Salvaged } from './salvage.ts';
import { SqliteJournal } from './sqlite.ts';

const pageBytes = 4096;
const documents = Array.from({ length: 120 }, (_, n) => `workspace0000000/lane/person${n}`);

let folder: string;
let path: string;
let damages: Damage[];
let salvages: Salvaged[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'damage-'));
	path = join(folder, 'journal.sqlite');
	damages = [];
	salvages = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(file = path): SqliteJournal {
	return new SqliteJournal(
		file,
		(damage) => damages.push(damage),
		(salvaged) => salvages.push(salvaged)
	);
}

function updateOf(document: string, turn: number, size = 20): Uint8Array {
	return new TextEncoder().encode(`${document} ${turn} `.padEnd(size, '.'));
}

/** Three turns in every document; what each third holds is folded, and every thirtieth holds much. */
async function fill(): Promise<void> {
	const journal = open();
	for (const turn of [1, 2, 3])
		await journal.append(
			documents.map((document, n) => ({
				document,
				update: updateOf(document, turn, n % 30 === 0 ? 9_000 : 20)
			}))
		);
	const folded = documents.filter((_, n) => n % 3 === 0);
	for (const document of folded) {
		const { upTo } = await journal.load(document);
		await journal.fold([{ document, upTo, state: updateOf(document, 0) }]);
	}
	await journal.close();
}

function overwrite(file: string, page: number, byte: number): void {
	const bytes = readFileSync(file);
	bytes.fill(byte, (page - 1) * pageBytes, page * pageBytes);
	writeFileSync(file, bytes);
}

function look(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
	const database = new DatabaseSync(path);
	const rows = database.prepare(sql).all(...values);
	database.close();
	return rows;
}

/** The pages of one kind that a table has in the file: `leaf`, `internal` or `overflow`. */
function pagesOf(table: string, kind: string): number[] {
	const sql = 'SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path';
	return look(sql, table, kind).map(({ pageno }) => Number(pageno));
}

/** How many rows, or updates that go on there, lie on a page. */
function rowsOn(page: number): number {
	return Number(look('SELECT ncell FROM dbstat WHERE pageno = ?', page)[0]?.ncell ?? 0);
}

/** All that a journal gives of all its documents, as text. */
async function readAll(journal: SqliteJournal): Promise<Set<string>> {
	const texts = new Set<string>();
	for (const document of await journal.documents('')) {
		const { snapshot, tail } = await journal.load(document);
		for (const update of snapshot ? [snapshot, ...tail] : tail)
			texts.add(Buffer.from(update).toString().replace(/ \.*$/, ''));
	}
	return texts;
}

async function textsIn(file = path): Promise<Set<string>> {
	const journal = open(file);
	const texts = await readAll(journal);
	await journal.close();
	return texts;
}

describe('a page of the journal that was overwritten', () => {
	test.each([0, 0xa5])(
		'costs what lay on it, whichever it is, and the journal is written on (filled with %i)',
		async (byte) => {
			await fill();
			const all = await textsIn();
			const spoilt = join(folder, 'spoilt.sqlite');
			const pages = readFileSync(path).length / pageBytes;
			const internal = ['log', 'document', 'snapshot'].flatMap((table) =>
				pagesOf(table, 'internal')
			);
			for (let page = 2; page <= pages; page++) {
				copyFileSync(path, spoilt);
				overwrite(spoilt, page, byte);
				const journal = open(spoilt);
				const left = await readAll(journal);
				const made = [...left].filter((text) => !all.has(text));
				expect({ page, made }).toEqual({ page, made: [] });
				if (!internal.includes(page)) {
					const lost = all.size - left.size;
					expect(lost).toBeLessThanOrEqual(Math.max(1, rowsOn(page)));
				}
				await journal.append([{ document: documents[0]!, update: updateOf('new', page) }]);
				await journal.append([{ document: `new ${page}`, update: updateOf('new', page) }]);
				await journal.close();
				expect((await textsIn(spoilt)).has(`new ${page}`)).toBe(true);
				for (const name of readdirSync(folder).filter((name) => name.startsWith('spoilt')))
					rmSync(join(folder, name));
			}
		},
		120_000
	);
});

describe('a damaged journal', () => {
	test('is kept as it was beside the new file, and it is told once what became of it', async () => {
		await fill();
		const [page = 0] = pagesOf('log', 'leaf');
		overwrite(path, page, 0);
		const spoilt = readFileSync(path);
		await textsIn();
		await textsIn();
		expect(salvages).toEqual([
			{ aside: `${path}.damaged-1`, rows: expect.any(Number) as number, losses: 1 }
		]);
		expect(readFileSync(`${path}.damaged-1`).subarray(pageBytes)).toEqual(
			spoilt.subarray(pageBytes)
		);
		overwrite(path, 2, 0);
		await textsIn();
		expect(salvages[1]?.aside).toBe(`${path}.damaged-2`);
	});

	test('that somebody is reading is left as it is', async () => {
		await fill();
		const [page = 0] = pagesOf('log', 'leaf');
		overwrite(path, page, 0);
		const reader = new DatabaseSync(path);
		reader.exec('BEGIN; SELECT * FROM document');
		expect(() => open()).toThrow(/somebody else is reading/);
		reader.close();
		expect(readdirSync(folder)).toEqual(['journal.sqlite']);
		await textsIn();
		expect(salvages).toHaveLength(1);
	});

	test('gives what lies before, between and after several damaged pages', async () => {
		await fill();
		const all = await textsIn();
		const pages = pagesOf('log', 'leaf');
		expect(pages.length).toBeGreaterThan(4);
		const lost = [pages[1]!, pages.at(-1)!];
		const rows = lost.reduce((sum, page) => sum + rowsOn(page), 0);
		for (const page of lost) overwrite(path, page, 0xa5);
		const left = await textsIn();
		expect(salvages[0]?.losses).toBe(2);
		// What was written in the first, second and third turn.
		for (const turn of [1, 2, 3])
			expect([...left].filter((text) => text.endsWith(` ${turn}`)).length).toBeGreaterThan(0);
		expect(all.size - left.size).toBe(rows);
	});

	test('finds the documents by the index of their names where their own pages are lost', async () => {
		await fill();
		const all = await textsIn();
		for (const page of pagesOf('document', 'leaf')) overwrite(path, page, 0);
		expect(await textsIn()).toEqual(all);
	});

	test('of which a document’s name is lost gives its rows to no other', async () => {
		await fill();
		overwrite(path, pagesOf('document', 'leaf').at(-1)!, 0);
		overwrite(path, pagesOf('sqlite_autoindex_document_1', 'internal')[0]!, 0);
		const journal = open();
		await journal.append([{ document: 'another', update: updateOf('another', 1) }]);
		expect((await journal.load('another')).tail).toEqual([updateOf('another', 1)]);
		for (const document of await journal.documents('workspace'))
			for (const update of (await journal.load(document)).tail)
				expect(Buffer.from(update).toString()).toContain(`${document} `);
		await journal.close();
	});

	test.each<[string, () => void]>([
		['the page that says what is where', () => overwrite(path, 1, 0xa5)],
		[
			'all names of documents',
			() => {
				const tables = ['document', 'sqlite_autoindex_document_1'];
				for (const table of tables)
					for (const page of [
						...pagesOf(table, 'leaf'),
						...pagesOf(table, 'internal')
					].toReversed())
						overwrite(path, page, 0);
			}
		]
	])('without %s is left as it is, and the file is named', async (_, spoil) => {
		await fill();
		spoil();
		const before = readFileSync(path);
		expect(() => open()).toThrow(expect.objectContaining({ code: 'file-damaged', file: path }));
		expect(readFileSync(path)).toEqual(before);
		expect(readdirSync(folder)).toEqual(['journal.sqlite']);
	});
});

describe('a page that is lost while the journal is open', () => {
	const large = documents[30]!;

	/** The pages on which large updates go on: what is on the page of their row can still be read. */
	async function loseLargeUpdates(): Promise<SqliteJournal> {
		await fill();
		const journal = open();
		await journal.append([{ document: large, update: updateOf(large, 4, 9_000) }]);
		await journal.close();
		for (const page of pagesOf('log', 'overflow')) overwrite(path, page, 0);
		return open();
	}

	test('costs its row, which is told once and left where it is; the next opening writes the file anew', async () => {
		const journal = await loseLargeUpdates();
		const { snapshot, tail } = await journal.load(large);
		expect([snapshot, tail]).toEqual([updateOf(large, 0), []]);
		await journal.load(large);
		expect(damages).toEqual([
			{ document: large, row: expect.any(Number) as number, part: 'update' }
		]);
		await journal.append([{ document: large, update: updateOf(large, 5) }]);
		const { upTo } = await journal.load(large);
		await journal.fold([{ document: large, upTo, state: updateOf(large, 6) }]);
		await journal.close();
		expect(salvages).toEqual([]);

		const mended = open();
		expect(salvages).toHaveLength(1);
		expect(await mended.load(large)).toMatchObject({ snapshot: updateOf(large, 6), tail: [] });
		await mended.compact();
		await mended.close();
		await textsIn();
		expect(salvages).toHaveLength(1);
	});

	test('costs a snapshot, which is not replaced where it lies; what came after it still opens', async () => {
		const state = updateOf(large, 0, 9_000);
		const first = open();
		await first.append([{ document: large, update: updateOf(large, 1) }]);
		await first.fold([{ document: large, upTo: 1, state }]);
		await first.append([{ document: large, update: updateOf(large, 2) }]);
		await first.close();
		for (const page of pagesOf('snapshot', 'overflow')) overwrite(path, page, 0);
		const journal = open();
		const kept = { snapshot: null, tail: [updateOf(large, 2)] };
		expect(await journal.load(large)).toMatchObject(kept);
		await journal.fold([{ document: large, upTo: 2, state }]);
		expect(await journal.load(large)).toMatchObject(kept);
		expect(damages).toEqual([{ document: large, row: 0, part: 'snapshot' }]);
		await journal.close();
		const mended = open();
		expect(await mended.load(large)).toMatchObject(kept);
		await mended.fold([{ document: large, upTo: 2, state }]);
		expect(await mended.load(large)).toMatchObject({ snapshot: state, tail: [] });
		await mended.close();
	});

	test('puts off what takes bytes off the disk; after the next opening the damaged file goes as well', async () => {
		const journal = await loseLargeUpdates();
		await expect(journal.erase([large])).rejects.toThrow(/malformed/);
		await journal.load(large);
		await expect(journal.compact()).rejects.toThrow(/malformed/);
		await journal.close();
		const mended = open();
		await mended.erase([large]);
		const holding = () =>
			readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(`${large} `));
		expect(holding()).toContain('journal.sqlite.damaged-1');
		await mended.compact();
		expect(holding()).toEqual([]);
		expect(existsSync(`${path}.damaged-1`)).toBe(false);
		await mended.close();
	});
});
