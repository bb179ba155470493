// A damaged journal is written anew where something is in the way of it: no room, or what is left of earlier
// times. Faults planted in salvage.ts and opening.ts, each seen red and taken back: a new file of which the log
// ahead of it is not moved when it is closed, a journal that opens and is not served for it can't be mended, a
// damaged file that stays since an older one is gone, a number noted as a document's before its name is kept.
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
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { markDamaged } from './opening.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { SqliteJournal } from './sqlite.ts';

const pageBytes = 4096;
/** SQLITE_FULL. */
const full = 13;
const documents = Array.from(
	{ length: 100 },
	(_, n) => `w/lane/person${String(n).padStart(2, '0')}`
);

let folder: string;
let path: string;
let salvages: Salvaged[];
let causes: unknown[];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'room-'));
	path = join(folder, 'journal.sqlite');
	salvages = [];
	causes = [];
	const journal = open();
	await journal.append(documents.map((document) => ({ document, update: updateOf(document) })));
	await journal.close();
});
afterEach(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

function open(file = path): SqliteJournal {
	return new SqliteJournal(
		file,
		() => undefined,
		(salvaged) => salvages.push(salvaged),
		(cause) => causes.push(cause)
	);
}

function updateOf(document: string): Uint8Array {
	return new TextEncoder().encode(document.padEnd(200));
}

/** All documents, each with what it says. */
async function readAll(file = path): Promise<ReadonlyMap<string, string>> {
	const journal = open(file);
	const texts = new Map<string, string>();
	for (const document of await journal.documents('')) {
		const { tail } = await journal.load(document);
		texts.set(document, Buffer.concat(tail).toString().trimEnd());
	}
	await journal.close();
	return texts;
}

const all = new Map(documents.map((document) => [document, document]));

/** The pages of a table, or an index, that hold its rows. */
function leavesOf(table: string): number[] {
	const database = new DatabaseSync(path);
	const sql = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path";
	const rows = database.prepare(sql).all(table);
	database.close();
	return rows.map(({ pageno }) => Number(pageno));
}

function changePages(pages: readonly number[], change: (page: Buffer) => void): void {
	const bytes = readFileSync(path);
	for (const page of pages) change(bytes.subarray((page - 1) * pageBytes, page * pageBytes));
	writeFileSync(path, bytes);
}

/** What happens whenever a file that is written anew is about to be closed, or filled. */
function whenever(method: 'close' | 'exec', happens: (part: DatabaseSync) => void): void {
	// eslint-disable-next-line @typescript-eslint/unbound-method -- Called with the file that it is of.
	const original: (...values: string[]) => void = DatabaseSync.prototype[method];
	vi.spyOn(DatabaseSync.prototype, method).mockImplementation(function (
		this: DatabaseSync,
		...values: string[]
	) {
		const isPart = this.location()?.endsWith('.part');
		if (isPart && (method === 'close' || values[0] === 'BEGIN')) happens(this);
		original.apply(this, values);
	});
}

describe('a new file on a disk that is nearly full', () => {
	// Whoever reads a file keeps its log from being moved into it, and closing says as little as on a full disk.
	test('is whole before it takes the place of the damaged one', async () => {
		const readers: DatabaseSync[] = [];
		whenever('close', (part) => {
			const reader = new DatabaseSync(part.location()!);
			readers.push(reader);
			reader.exec('BEGIN; SELECT * FROM document');
		});
		salvage(path);
		vi.restoreAllMocks();
		const found = join(folder, 'found.sqlite');
		copyFileSync(path, found);
		for (const reader of readers) reader.close();
		expect(readers).toHaveLength(1);
		expect(await readAll(found)).toEqual(all);
	});
});

describe('a journal that opens and can not be mended', () => {
	test('is served as it is, it is told why, and the next opening tries again', async () => {
		markDamaged(path);
		const before = readFileSync(path);
		whenever('exec', (part) => part.prepare('PRAGMA max_page_count = 1').get());
		expect(await readAll()).toEqual(all);
		vi.restoreAllMocks();
		expect(salvages).toEqual([]);
		expect(causes).toEqual([expect.objectContaining({ errcode: full })]);
		expect(readFileSync(path)).toEqual(before);
		expect(readdirSync(folder).toSorted()).toEqual(['journal.sqlite', 'journal.sqlite.to-mend']);
		for (let times = 0; times < 2; times++) expect(await readAll()).toEqual(all);
		expect([salvages.length, causes.length]).toEqual([1, 1]);
	});
});

describe('of damaged files that are kept', () => {
	test('all go with what was erased, whichever the host has taken away', async () => {
		for (let times = 0; times < 2; times++) {
			markDamaged(path);
			await readAll();
		}
		rmSync(`${path}.damaged-1`);
		writeFileSync(`${path}.damaged-2.copy`, 'of the host');
		expect(existsSync(`${path}.damaged-2`)).toBe(true);
		const journal = open();
		await journal.compact();
		await journal.close();
		expect(readdirSync(folder).toSorted()).toEqual([
			'journal.sqlite',
			'journal.sqlite.damaged-2.copy'
		]);
	});
});

describe('two documents that have one name on a damaged page', () => {
	const [taken, last] = [documents.at(-2)!, documents.at(-1)!];

	function giveOneName(): void {
		changePages(leavesOf('document'), (page) => {
			const at = page.indexOf(last);
			if (at >= 0) page.write(taken, at);
		});
		markDamaged(path);
	}

	test('are told apart by the index of the names', async () => {
		giveOneName();
		expect(await readAll()).toEqual(all);
		expect(salvages).toHaveLength(1);
	});

	test('do not leave a number without a name, which the next document would be given', async () => {
		giveOneName();
		changePages(leavesOf('sqlite_autoindex_document_1'), (page) => page.fill(0));
		const journal = open();
		await journal.append([{ document: 'another', update: updateOf('another') }]);
		await journal.close();
		expect(salvages).toHaveLength(1);
		expect((await readAll()).get('another')).toBe('another');
	});
});
