// Faults planted in restore.ts, replay.ts and account-rows.ts, each seen red and taken back: the backup's own list
// of erased persons not heeded, nor the one that is handed in; her lane put back; documents put back with
// what was deleted in them; her rows of the accounts put back.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bobsPhone, foundIn, keepTown, someTown } from '#tests/support/kept-town.ts';
import { secrets } from '#tests/support/town-with-bob.ts';
import { hashOf } from '../accounts/secrets.ts';
import { schemaVersion } from '../accounts/schema.ts';
import { SqlAccounts } from '../accounts/sql-accounts.ts';
import { startClerk } from '../clerk/services.ts';
import type { Journal } from '../journal/journal.ts';
import { defaultLimits } from '../limits.ts';
import { integratorHere } from '../relay/integrator.ts';
import { RunningRelay } from '../testing/running-relay.ts';
import { backup, partOf } from './backup.ts';
import { BackupReader, type Manifest } from './backup-file.ts';
import { erasedElsewhere } from './erased-elsewhere.ts';
import { folderPlace } from './places.ts';
import { restore, type Restored, type RestoreOptions, type Store } from './restore.ts';

const town = someTown();
const { workspace } = town.worked.draft;
const bobsErasure = { workspace, person: town.bob, at: 50, doneAt: 60, broughtBackAt: null };
let folder: string;
let path: string;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'restore-'));
	path = join(folder, 'old.backup');
	await within('data', async (store) => {
		await keepTown(town, { ...store, accounts: new SqlAccounts(store.accounts, defaultLimits) });
	});
	await save('old.backup', 1);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function within<T>(name: string, work: (store: Store) => Promise<T>): Promise<T> {
	const store = await folderPlace(join(folder, name)).open();
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}

function accountsIn<T>(name: string, ask: (accounts: SqlAccounts) => Promise<T>): Promise<T> {
	return within(name, ({ accounts }) => ask(new SqlAccounts(accounts, defaultLimits)));
}

async function save(file: string, at: number, from = 'data'): Promise<Manifest> {
	const moment = await folderPlace(join(folder, from)).moment();
	const made = await backup(moment, {
		...{ path: join(folder, file), part: partOf(join(folder, file), randomBytes(4)) },
		...{ force: false, madeAt: new Date(at), madeBy: 'test', integrator: integratorHere }
	});
	await moment.close();
	return made;
}

async function putBack(
	to: string,
	options: Partial<RestoreOptions> = {},
	changed: (store: Store) => Store = (store) => store
): Promise<Restored> {
	const reader = new BackupReader(path);
	const usual = { erased: [], integrator: integratorHere, atMs: 70 };
	try {
		return await within(to, (store) => restore(reader, changed(store), { ...usual, ...options }));
	} finally {
		reader.close();
	}
}

/** The same store, of which one thing does not work. */
function broken(otherwise: (real: Journal) => Partial<Journal>): (store: Store) => Store {
	return ({ journal, accounts }) => ({
		accounts,
		journal: {
			append: (...given) => journal.append(...given),
			load: (...given) => journal.load(...given),
			positions: (...given) => journal.positions(...given),
			fold: (...given) => journal.fold(...given),
			documents: (...given) => journal.documents(...given),
			erase: (...given) => journal.erase(...given),
			dropSetAside: (...given) => journal.dropSetAside(...given),
			compact: () => journal.compact(),
			close: () => journal.close(),
			...otherwise(journal)
		}
	});
}

describe('a backup that is put back', () => {
	test('is what was saved, to the byte, and opens for the same people', async () => {
		const { whole } = await save('same.backup', 2);
		const reader = new BackupReader(path);
		const restored = await putBack('elsewhere');
		expect(restored).toMatchObject({ changed: 0, state: reader.manifest.state });
		expect(restored.documents).toBe(reader.manifest.documents);
		reader.close();
		expect(await save('again.backup', 2, 'elsewhere')).toMatchObject({ whole });
		expect(foundIn(join(folder, 'elsewhere'))).toEqual([...secrets, bobsPhone]);
		const standing = await accountsIn('elsewhere', (accounts) =>
			accounts.membership(hashOf('bob'), workspace, 3)
		);
		expect(standing).toMatchObject({ member: { person: town.bob, role: 'volunteer' } });
	});

	test.each(['journal.sqlite', 'accounts.sqlite'])(
		'never takes the place of what is there, be it only %s',
		async (file) => {
			await putBack('elsewhere');
			rmSync(join(folder, 'elsewhere', file));
			const before = await save('before.backup', 2).then(({ whole }) => whole);
			await expect(putBack('elsewhere')).rejects.toThrow(/there already/);
			await expect(putBack('data')).rejects.toThrow(/there already/);
			expect((await save('after.backup', 2)).whole).toBe(before);
		}
	);

	test('is not put where a relay works', async () => {
		await within('elsewhere', async () => {
			await expect(putBack('elsewhere')).rejects.toThrow(/another relay uses/);
		});
	});

	test('is open to nobody before it is whole', async () => {
		let times = 0;
		const full = broken((real) => ({
			append: (...batch) =>
				++times > 3 ? Promise.reject(new Error('disk full')) : real.append(...batch)
		}));
		await expect(putBack('elsewhere', {}, full)).rejects.toThrow(/disk full/);
		expect(times).toBe(4);
		const isKnown = await accountsIn('elsewhere', (accounts) => accounts.has(workspace));
		expect(isKnown).toBe(false);
		await expect(putBack('elsewhere')).rejects.toThrow(/there already/);
	});

	test('is read back, and a disk that gives something else is found out', async () => {
		const forgetful = broken((real) => ({
			load: async (document) => ({ ...(await real.load(document)), tail: [] })
		}));
		await expect(putBack('elsewhere', {}, forgetful)).rejects.toThrow(/came back otherwise/);
		const lossy = (store: Store): Store => ({
			...store,
			accounts: {
				all: (...asked) => store.accounts.all(...asked),
				compact: () => store.accounts.compact(),
				close: () => store.accounts.close(),
				atomically: (work) =>
					store.accounts.atomically((sql) =>
						work({
							all: (...asked) => sql.all(...asked),
							run: (text, ...values) =>
								text.startsWith('INSERT INTO device')
									? Promise.resolve(1)
									: sql.run(text, ...values)
						})
					)
			}
		});
		await expect(putBack('third', {}, lossy)).rejects.toThrow(/came back otherwise/);
		expect(await accountsIn('third', (accounts) => accounts.has(workspace))).toBe(false);
	});

	test('of a later Draaiboek is refused', async () => {
		const database = new DatabaseSync(path);
		database.exec(
			`UPDATE manifest SET value = '${schemaVersion + 1}' WHERE name = 'accountsVersion'`
		);
		database.close();
		await expect(putBack('elsewhere')).rejects.toThrow(/newer Draaiboek/);
	});

	test('with a document and a table of later kinds keeps the one and refuses the other', async () => {
		const later = `${workspace}/later/thing`;
		await within('data', ({ journal }) =>
			journal.append([{ document: later, update: new Uint8Array([1]) }])
		);
		await save('later.backup', 3);
		path = join(folder, 'later.backup');
		await putBack('elsewhere', { erased: [bobsErasure] });
		const { tail } = await within('elsewhere', ({ journal }) => journal.load(later));
		expect(tail).toEqual([new Uint8Array([1])]);
		const database = new DatabaseSync(path);
		database.exec(`UPDATE account SET table_name = 'sqlite_schema' WHERE table_name = 'member'`);
		database.close();
		await expect(putBack('third')).rejects.toThrow(/does not know/);
	});
});

describe('somebody who was erased after a backup', () => {
	test('does not come back with it: no byte of hers is on the disk, and her place in the list is', async () => {
		const restored = await putBack('elsewhere', { erased: [bobsErasure] });
		expect(foundIn(join(folder, 'elsewhere'))).toEqual([]);
		expect(restored.changed).toBeGreaterThan(0);
		const reader = new BackupReader(path);
		expect(restored.state).not.toBe(reader.manifest.state);
		expect(restored.documents).toBe(reader.manifest.documents - 1);
		reader.close();
		await accountsIn('elsewhere', async (accounts) => {
			expect(await accounts.erasures()).toEqual([{ ...bobsErasure, doneAt: 70 }]);
			expect(await accounts.membership(hashOf('bob'), workspace, 80)).toBe('erased');
			expect(await accounts.membership(hashOf('me'), workspace, 80)).toMatchObject({ workspace });
		});
	});

	test('is known from the backups that lie beside it, and from those that are named', async () => {
		await accountsIn('data', (accounts) =>
			accounts.erase(workspace, town.bob, { by: town.me, at: 50 })
		);
		const upTo = (at: number) => new Date(at).toISOString();
		expect(erasedElsewhere(path, [])).toEqual({ erased: [], upTo: upTo(1) });
		await save('new.backup', 9);
		const found = erasedElsewhere(path, []);
		expect(found.upTo).toBe(upTo(9));
		expect(found.erased).toEqual([{ ...bobsErasure, doneAt: null }]);
		const apart = mkdtempSync(join(tmpdir(), 'apart-'));
		await save(`../${apart.split('/').at(-1)}/named.backup`, 9);
		rmSync(join(folder, 'new.backup'));
		expect(erasedElsewhere(path, [join(apart, 'named.backup')]).erased).toHaveLength(1);
		expect(() => erasedElsewhere(path, [join(apart, 'none')])).toThrow(/There is no file/);
		rmSync(apart, { recursive: true });
	});

	test('whose erasing was under way is erased by the restore', async () => {
		await accountsIn('data', (accounts) =>
			accounts.erase(workspace, town.bob, { by: town.me, at: 50 })
		);
		await save('half.backup', 9);
		path = join(folder, 'half.backup');
		await putBack('elsewhere');
		expect(foundIn(join(folder, 'elsewhere'))).toEqual([]);
		const erasures = await accountsIn('elsewhere', (accounts) => accounts.erasures());
		expect(erasures).toEqual([{ ...bobsErasure, doneAt: 70 }]);
	});

	test('before a backup stays as it was: put back, worked on and saved anew it says the same', async () => {
		const data = join(folder, 'data');
		const start = (at: string) => RunningRelay.start({ folder: at, startServices: startClerk });
		const before = await start(data);
		await before.relay.eraser.erase(workspace, town.bob, { by: town.me, at: Date.now() });
		await expect.poll(() => before.relay.accounts.erasures()).not.toMatchObject([{ doneAt: null }]);
		await before.stop();
		const saved = await save('done.backup', 9);
		path = join(folder, 'done.backup');
		expect(await putBack('elsewhere')).toMatchObject({ state: saved.state });
		await (await start(join(folder, 'elsewhere'))).stop();
		expect((await save('again.backup', 10, 'elsewhere')).state).toBe(saved.state);
	});

	test('whose erasing the restore ends changes the state that it tells of, as it will be saved', async () => {
		await accountsIn('data', (accounts) =>
			accounts.erase(workspace, town.bob, { by: town.me, at: 50 })
		);
		await save('half.backup', 9);
		path = join(folder, 'half.backup');
		const { state } = await putBack('elsewhere', { erased: [bobsErasure] });
		expect((await save('again.backup', 10, 'elsewhere')).state).toBe(state);
	});

	test('leaves everybody else as they were', async () => {
		await putBack('elsewhere', { erased: [bobsErasure] });
		const { documents } = new BackupReader(path).manifest;
		const names = await within('elsewhere', ({ journal }) => journal.documents(''));
		expect(names).toHaveLength(documents - 1);
		expect(names).not.toContain(`${workspace}/lane/${town.bob}`);
		expect(readdirSync(join(folder, 'elsewhere'))).toContain('journal.sqlite');
	});
});
