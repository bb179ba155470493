// Faults planted in sqlite.ts, each seen red and taken back: statements that don't wait in a row, a file
// in use that fails at once, what failed halfway committed, a damaged file that is opened.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId, OrganisationId } from '#domain/ids.ts';
import { defaultLimits } from '../limits.ts';
import { idOf, personId, workspaceId } from '../testing/running-relay.ts';
import { accountTables, numberColumns, schemaVersion } from './schema.ts';
import { hashOf } from './secrets.ts';
import { SqlAccounts } from './sql-accounts.ts';
import { SqliteSql } from './sqlite.ts';

/** Soon after the fixture was made. */
const now = 1_763_000_300_000;
const kern = workspaceId('kern');
const [ann, bob] = [personId('ann'), personId('bob')];
let folder: string;
let file: string;
const opened: SqliteSql[] = [];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'accounts-'));
	file = join(folder, 'accounts.sqlite');
});
afterEach(async () => {
	for (const sql of opened.splice(0)) await sql.close();
	rmSync(folder, { recursive: true });
});

function open(path = file): SqliteSql {
	const sql = new SqliteSql(path);
	opened.push(sql);
	return sql;
}

describe('a file of an earlier version', () => {
	beforeEach(() => {
		const database = new DatabaseSync(file);
		const fixture = new URL('../../tests/fixtures/accounts-v1.sql', import.meta.url);
		database.exec(readFileSync(fixture, 'utf8'));
		database.close();
	});

	test('opens with everybody and everything in it', async () => {
		const accounts = new SqlAccounts(open(), defaultLimits);
		expect(await accounts.membership(hashOf('ann'), kern, now)).toMatchObject({
			...{ workspace: kern, device: idOf(DeviceId, 'tablet') },
			member: { person: ann, role: 'coordinator', organisations: [] }
		});
		const members = await accounts.members(kern);
		expect(members.map(({ member, devices }) => [member.person, devices[0]?.label])).toEqual([
			[ann, 'tablet'],
			[bob, "Bob's phone"]
		]);
		expect(members[1]?.member).toMatchObject({
			...{ role: 'partner', organisations: [idOf(OrganisationId, 'ocmw')] }
		});
		expect(await accounts.openInvitations(kern, 1_763_000_000_000)).toHaveLength(1);
		const used = await accounts.invitation(idOf(InvitationId, 'link'));
		expect(used?.usedBy).toBe(idOf(DeviceId, 'phone'));
	});

	test('goes on working, and opens again', async () => {
		const accounts = new SqlAccounts(open(), defaultLimits);
		const arrival = {
			...{ workspace: kern, person: ann, session: hashOf('laptop'), label: 'laptop' },
			...{ device: idOf(DeviceId, 'laptop'), at: 1_763_000_200_000 }
		};
		expect(await accounts.join(idOf(InvitationId, 'open'), arrival)).toBe('joined');
		const again = new SqlAccounts(open(), defaultLimits);
		expect(await again.membership(hashOf('laptop'), kern, now)).toMatchObject({
			device: idOf(DeviceId, 'laptop')
		});
	});

	test('of a later version is left alone, and says what helps', () => {
		const database = new DatabaseSync(file);
		database.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
		database.close();
		expect(() => new SqliteSql(file)).toThrow(/update the relay/);
	});
});

describe('transactions on one connection', () => {
	test('come one after the other, whatever they await', async () => {
		const sql = open();
		const order: string[] = [];
		const slow = sql.atomically(async (inside) => {
			await inside.run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', 'slow', 1);
			await new Promise((resolve) => setImmediate(resolve));
			order.push('slow');
		});
		const quick = sql.atomically(() => Promise.resolve(order.push('quick')));
		await Promise.all([slow, quick]);
		expect(order).toEqual(['slow', 'quick']);
	});

	test('are never seen half', async () => {
		const sql = open();
		const failing = sql.atomically(async (inside) => {
			await inside.run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', 'half', 1);
			await new Promise((resolve) => setImmediate(resolve));
			throw new Error('the second half fails');
		});
		const seen = sql.all('SELECT id FROM workspace');
		await expect(failing).rejects.toThrow('the second half fails');
		expect(await seen).toEqual([]);
	});

	test('wait for another connection to the same file, while this one serves others', async () => {
		const [sql, other] = [open(), open()];
		let letGo = (): void => undefined;
		const held = new Promise<void>((resolve) => (letGo = resolve));
		let begun = (): void => undefined;
		const isHeld = new Promise<void>((resolve) => (begun = resolve));
		const first = other.atomically(async (inside) => {
			await inside.run('INSERT INTO workspace (id, founded_at) VALUES (?, ?)', 'first', 1);
			begun();
			await held;
		});
		await isHeld;
		const second = sql.atomically((inside) => inside.all('SELECT id FROM workspace'));
		setImmediate(letGo);
		await first;
		expect(await second).toEqual([{ id: 'first' }]);
	});
});

test("the name of an erased person's device lies in no file once they were compacted", async () => {
	const accounts = new SqlAccounts(open(), defaultLimits);
	const [session, device] = [hashOf('ann'), idOf(DeviceId, 'tablet')];
	const arrival = { workspace: kern, session, device, label: 'tablet', at: now };
	await accounts.found({ ...arrival, person: ann }, 'founded');
	const link = idOf(InvitationId, 'link');
	const invitation = { id: link, workspace: kern, person: bob, expiresAt: now + 1 };
	await accounts.invite({ ...invitation, role: 'volunteer' }, hashOf('secret'), ann);
	const hers = { session: hashOf('bob'), device: idOf(DeviceId, 'phone'), label: 'gsm van Bob' };
	await accounts.join(link, { ...arrival, ...hers, person: bob });
	const isFound = () =>
		readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(hers.label));
	expect(isFound()).toBe(true);
	await accounts.erase(kern, bob, { by: ann, at: now });
	await accounts.compact();
	expect(isFound()).toBe(false);
});

test('a file of which any page was overwritten is not opened, and named: access is not guessed', async () => {
	const sql = open();
	await sql.atomically(async (statements) => {
		for (let n = 0; n < 500; n++)
			await statements.run(
				'INSERT INTO erased (workspace, person, at) VALUES (?, ?, ?)',
				kern,
				`p${n}`,
				now
			);
	});
	await opened.pop()?.close();
	const whole = readFileSync(file);
	const pageBytes = 4096;
	for (let at = 0; at < whole.length; at += pageBytes) {
		writeFileSync(file, Buffer.from(whole).fill(0xa5, at, at + pageBytes));
		expect(() => open(), `page at ${at}`).toThrow(
			expect.objectContaining({ code: 'file-damaged', file })
		);
	}
	writeFileSync(file, whole);
	expect(await open().all('SELECT count(*) AS n FROM erased')).toEqual([{ n: 500 }]);
});

test('which columns hold numbers is known by their names, in every table', async () => {
	const sql = new SqliteSql(':memory:');
	const columns = await Promise.all(
		accountTables.map((table) => sql.all(`SELECT name, type FROM pragma_table_info('${table}')`))
	);
	await sql.close();
	const numbers = columns.flat().filter(({ type }) => type === 'INTEGER');
	expect([...new Set(numbers.map(({ name }) => name))].toSorted()).toEqual(
		numberColumns.toSorted()
	);
	const texts = columns.flat().filter(({ type }) => type === 'TEXT');
	expect(texts.filter(({ name }) => numberColumns.includes(String(name)))).toEqual([]);
});
