// Faults planted in backup.ts, sums.ts and sqlite-moment.ts, each seen red and taken back: either database read as
// it is now, damaged rows passed on, a file that takes the place of another, a half file left behind, sums
// over lengths alone, rows of the accounts not summed up, a state that is its bytes.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { disturbed } from '#tests/support/disturbed-moment.ts';
import { SqliteJournal } from '../journal/sqlite.ts';
import { integratorHere } from '../relay/integrator.ts';
import { changeOf } from '../testing/fake-device.ts';
import { RunningRelay, personId, workspaceId } from '../testing/running-relay.ts';
import { backup, partOf, type BackupOptions } from './backup.ts';
import { BackupReader } from './backup-file.ts';
import { check } from './check.ts';
import type { Moment } from './moment.ts';
import { SqliteMoment } from './sqlite-moment.ts';

const directory = `${workspaceId('kern')}/directory`;
const people = `${workspaceId('kern')}/people`;
let folder: string;
let data: string;
let path: string;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'backup-'));
	data = join(folder, 'data');
	path = join(folder, 'kern.backup');
	const relay = await RunningRelay.start({ folder: data });
	await relay.browser().found(workspaceId('kern'), personId('ann'));
	await relay.relay.journal.append([
		{ document: people, update: changeOf('phone', '0470') },
		{ document: directory, update: changeOf('name', 'Kern') }
	]);
	await relay.stop();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function back(
	options: Partial<BackupOptions> = {},
	moment: Moment = new SqliteMoment(data)
): Promise<void> {
	const part = partOf(path, randomBytes(4));
	const usual = { path, part, force: false, madeAt: new Date(0), madeBy: '1.2.3' };
	try {
		await backup(moment, { ...usual, integrator: integratorHere, ...options });
	} finally {
		await moment.close();
	}
}

function manifest() {
	const reader = new BackupReader(path);
	check(reader, path);
	reader.close();
	return reader.manifest;
}

async function append(document: string, key: string): Promise<void> {
	const journal = new SqliteJournal(join(data, 'journal.sqlite'), () => undefined);
	await journal.append([{ document, update: changeOf(key) }]);
	await journal.close();
}

async function fold(document: string): Promise<void> {
	const journal = new SqliteJournal(join(data, 'journal.sqlite'), () => undefined);
	const { snapshot, tail, upTo } = await journal.load(document);
	const { state } = await integratorHere.integrate(snapshot ? [snapshot, ...tail] : tail);
	await journal.fold([{ document, upTo, state }]);
	await journal.close();
}

function change(file: string, sql: string): void {
	const database = new DatabaseSync(join(data, file));
	database.exec(sql);
	database.close();
}

describe('a backup', () => {
	test('holds every document with its changes, and the accounts, and says how many', async () => {
		await back();
		const reader = new BackupReader(path);
		expect(reader.manifest).toMatchObject({
			...{ madeAt: '1970-01-01T00:00:00.000Z', madeBy: '1.2.3' },
			...{ documents: 2, pieces: 2, damaged: 0 }
		});
		expect([...reader.documents()].map(({ name }) => name)).toEqual([directory, people]);
		const rows = [...reader.rows()];
		expect(rows.map(({ table }) => table)).toEqual(['workspace', 'member', 'device', 'audit']);
		expect(rows[1]?.row).toMatchObject({ person: personId('ann'), role: 'coordinator' });
		reader.close();
	});

	test('shows one moment: what is written, folded or given leave meanwhile is not in it', async () => {
		await back();
		const { state, whole } = manifest();
		rmSync(path);
		await back(
			{},
			disturbed(new SqliteMoment(data), async () => {
				await append(people, 'later');
				await fold(people);
				change('accounts.sqlite', `UPDATE member SET role = 'volunteer'`);
			})
		);
		expect(manifest()).toMatchObject({ state, whole, pieces: 2 });
		rmSync(path);
		await back();
		expect(manifest()).toMatchObject({ pieces: 2 });
		expect(manifest().state).not.toBe(state);
	});

	test('says the same of what was folded meanwhile, though it lies otherwise', async () => {
		await append(directory, 'more');
		await back();
		const before = manifest();
		await fold(directory);
		await back({ force: true });
		expect(manifest().state).toBe(before.state);
		expect(manifest().whole).not.toBe(before.whole);
	});

	test('never takes the place of a file, unless it is told to', async () => {
		writeFileSync(path, 'something dear');
		await expect(back()).rejects.toThrow(/exists/);
		expect(readFileSync(path, 'utf8')).toBe('something dear');
		await back({ force: true });
		expect(manifest().documents).toBe(2);
		expect(readdirSync(folder).toSorted()).toEqual(['data', 'kern.backup']);
	});

	test('that appears meanwhile under the same name is left alone, too', async () => {
		const other = () => Promise.resolve(writeFileSync(path, 'something dear'));
		await expect(back({}, disturbed(new SqliteMoment(data), other))).rejects.toThrow(/exists/);
		expect(readFileSync(path, 'utf8')).toBe('something dear');
	});

	test.each(['journal.sqlite', 'accounts.sqlite'])(
		'of a damaged %s is not begun, and the file is named',
		(name) => {
			const file = join(data, name);
			const bytes = readFileSync(file);
			// The page on which the first table begins.
			writeFileSync(file, bytes.fill(0xa5, 4096, 2 * 4096));
			expect(() => new SqliteMoment(data)).toThrow(
				expect.objectContaining({ code: 'file-damaged', file })
			);
		}
	);

	test('leaves out a row of which the rest lies on a damaged page, and counts it', async () => {
		await append(people, 'much'.repeat(5_000));
		const [file, bytes] = [join(data, 'journal.sqlite'), (page: number) => page * 4096];
		const database = new DatabaseSync(file);
		const rest = database
			.prepare("SELECT pageno FROM dbstat WHERE name = 'log' AND pagetype = 'overflow'")
			.all();
		database.close();
		const spoilt = readFileSync(file);
		for (const { pageno } of rest) spoilt.fill(0, bytes(Number(pageno) - 1), bytes(Number(pageno)));
		writeFileSync(file, spoilt);
		await back();
		expect(manifest()).toMatchObject({ documents: 2, pieces: 2, damaged: 1 });
	});

	test('for which there is no room leaves nothing behind, and the old one stays', async () => {
		await back();
		const { whole } = manifest();
		const full = () => Promise.reject(new Error('database or disk is full'));
		const moment = disturbed(new SqliteMoment(data), full);
		await expect(back({ force: true }, moment)).rejects.toThrow(/full/);
		expect(readdirSync(folder).toSorted()).toEqual(['data', 'kern.backup']);
		expect(manifest().whole).toBe(whole);
	});

	test('leaves a damaged row out, and says so', async () => {
		change('journal.sqlite', 'UPDATE log SET crc = 0 WHERE id = 1');
		await back();
		expect(manifest()).toMatchObject({ documents: 2, pieces: 1, damaged: 1 });
	});

	test('takes a document that Yjs can not take in as the bytes that it is', async () => {
		const slow = { ...integratorHere, integrate: () => Promise.reject(new Error('too slow')) };
		await back({ integrator: slow });
		const reader = new BackupReader(path);
		expect([...reader.documents()].map(({ print }) => print)).toEqual([null, null]);
		reader.close();
		expect(manifest().documents).toBe(2);
	});

	test.each([
		['journal.sqlite', 99, /newer/],
		['journal.sqlite', 0, /older/],
		['accounts.sqlite', 99, /newer/]
	])('of a folder with a %s of version %i is left to another Draaiboek', (file, version, says) => {
		change(file, `PRAGMA user_version = ${version}`);
		expect(() => new SqliteMoment(data)).toThrow(says);
	});

	test('of a folder in which no relay ever worked is refused', async () => {
		expect(() => new SqliteMoment(join(folder, 'none'))).toThrow(/not there/);
		expect(existsSync(join(folder, 'none'))).toBe(false);
		await Promise.resolve();
	});
});

describe('a file', () => {
	test.each(['document', 'piece', 'account'])(
		'from which a row of %s is missing is known for damaged',
		async (table) => {
			await back();
			const database = new DatabaseSync(path);
			database.exec(`DELETE FROM ${table} WHERE rowid = (SELECT min(rowid) FROM ${table})`);
			database.close();
			expect(manifest).toThrow(/damaged/);
		}
	);

	test.each([
		["UPDATE document SET name = 'kern000000000000/other' WHERE id = 1"],
		["UPDATE document SET sum = 'x', print = 'y' WHERE id = 1"],
		['UPDATE piece SET body = zeroblob(length(body)) WHERE document = 1'],
		[`UPDATE account SET row = replace(row, 'coordinator', 'volunteer')`],
		["UPDATE manifest SET value = '3' WHERE name = 'pieces'"]
	])('in which somebody did %s, too', async (sql) => {
		await back();
		const database = new DatabaseSync(path);
		database.exec(sql);
		database.close();
		expect(manifest).toThrow(/damaged/);
	});

	test('of which a part was overwritten, too', async () => {
		await back();
		const bytes = readFileSync(path);
		// Anywhere behind the first page, which says what kind of file it is.
		for (let at = 4_096; at < bytes.length; at += 512) {
			const spoilt = Buffer.from(bytes);
			if (spoilt.subarray(at, at + 512).every((byte) => byte === 0)) continue;
			spoilt.fill(7, at, at + 512);
			writeFileSync(path, spoilt);
			expect(manifest, `at ${at}`).toThrow(/damaged/);
		}
	});

	test('that was cut short, too, wherever that was', async () => {
		await back();
		const bytes = readFileSync(path);
		for (let length = 100; length < bytes.length; length += 700) {
			writeFileSync(path, bytes.subarray(0, length));
			expect(manifest, `${length} bytes`).toThrow(/can't be read as a backup|damaged/);
		}
	});

	test('of another kind, or of a later Draaiboek, says so', async () => {
		writeFileSync(path, 'Beste allemaal');
		expect(() => new BackupReader(path)).toThrow(/can't be read as a backup/);
		rmSync(path);
		expect(() => new BackupReader(path)).toThrow(/There is no file/);
		new DatabaseSync(path).exec('CREATE TABLE x (y)');
		expect(() => new BackupReader(path)).toThrow(/no backup/);
		await back({ force: true });
		const database = new DatabaseSync(path);
		database.exec('PRAGMA user_version = 99');
		database.close();
		expect(() => new BackupReader(path)).toThrow(/newer/);
	});
});
