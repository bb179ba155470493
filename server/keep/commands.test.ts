// The commands as the host runs them, each a process of its own, beside a relay that is at work.
import { spawn } from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepTown, someTown } from '#tests/support/kept-town.ts';
import { changeOf } from '../testing/fake-device.ts';
import { runCommand, type Run } from '../testing/host-command.ts';
import { RunningRelay } from '../testing/running-relay.ts';

const town = someTown();
let folder: string;
let running: RunningRelay;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'commands-'));
	running = await RunningRelay.start({ folder: join(folder, 'data') });
	await keepTown(town, running.relay);
});
afterEach(async () => {
	await running.stop();
	rmSync(folder, { recursive: true });
});

function run(command: 'backup' | 'restore', data: string, ...words: string[]): Promise<Run> {
	return runCommand(folder, command, data, ...words);
}

/** The relay at work for as long as `task` takes; how many changes were kept meanwhile. */
async function atWork<T>(task: Promise<T>): Promise<readonly [T, number]> {
	let [isOver, kept] = [false, 0];
	const over = () => (isOver = true);
	task.then(over, over);
	const documents = [...(await running.relay.journal.documents(''))];
	while (!isOver) {
		const update = changeOf(`k${++kept}`);
		await running.relay.journal.append(documents.map((document) => ({ document, update })));
		await setImmediate();
	}
	return [await task, kept];
}

test('what is saved beside a relay at work and put back elsewhere is the same, and both say so', async () => {
	const [saved, kept] = await atWork(run('backup', 'data', 'town.backup'));
	expect(saved).toMatchObject({ code: 0, states: [expect.any(String)] });
	expect(kept).toBeGreaterThan(0);
	const checked = await run('restore', 'none', 'town.backup', '--check');
	expect(checked).toMatchObject({ code: 0, states: saved.states });
	expect(readdirSync(folder).toSorted()).toEqual(['data', 'town.backup']);
	const [restored] = await atWork(run('restore', 'elsewhere', 'town.backup'));
	expect(restored).toMatchObject({ code: 0, states: [saved.states[0], saved.states[0]] });
	const again = await run('backup', 'elsewhere', 'again.backup');
	expect(again).toMatchObject({ code: 0, states: saved.states });
});

test('what is saved, and where it is put back, is read by its own user alone, whatever the shell says', async () => {
	process.umask(0o022);
	await run('backup', 'data', 'town.backup');
	await run('restore', 'elsewhere', 'town.backup');
	const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o777;
	expect(modeOf('town.backup')).toBe(0o600);
	expect(modeOf('elsewhere')).toBe(0o700);
	for (const name of readdirSync(join(folder, 'elsewhere')))
		expect([name, modeOf(join('elsewhere', name))]).toEqual([name, 0o600]);
});

test('whoever stops listening to a backup, as `head -1` does, does not end it', async () => {
	const script = new URL('./run-backup.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [script, join(folder, 'town.backup')], {
		env: { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: '' }
	});
	child.stdout.destroy();
	let problem = '';
	child.stderr.on('data', (text: Buffer) => (problem += text.toString()));
	const code = await new Promise((resolve) => child.once('close', resolve));
	expect({ code, problem }).toEqual({ code: 0, problem: '' });
	expect(readdirSync(folder)).toContain('town.backup');
});

describe('a command that can not be done', () => {
	test('changes nothing, and says what is wrong, what helps, and its code', async () => {
		writeFileSync(join(folder, 'letter'), 'Beste allemaal');
		const before = readdirSync(folder).toSorted();
		const runs = await Promise.all([
			run('backup', 'data', 'letter'),
			run('backup', 'none', 'x.backup'),
			run('backup', 'data', 'none/x.backup'),
			run('restore', 'data', 'letter'),
			run('restore', 'data', 'none.backup')
		]);
		expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 1));
		const said = [
			/letter exists.*--force.*\(file-exists\)/,
			/No relay has kept anything.*DATA_DIR.*\(nothing-there\)/,
			/There is nowhere to put it: the folder .*none is not there.*\(folder-missing\)/,
			/can't be read as a backup.*\(not-a-backup\)/,
			/There is no file .*none\.backup\. Check its name\. \(backup-missing\)/
		];
		for (const [at, one] of said.entries()) expect(runs[at]?.said).toMatch(one);
		expect(readdirSync(folder).toSorted()).toEqual(before);
	});

	test.each([
		['backup', ['x.backup', '--forse'], /^Unknown option '--forse'\.\nnpm run backup -- FILE/],
		['restore', ['x.backup', '--chek'], /^Unknown option '--chek'\.\nnpm run restore -- FILE/],
		['restore', ['x.backup', '--erased'], /^Option '--erased <value>' argument missing\.\nnpm/],
		['backup', [], /^Say where the backup goes\.\nnpm run backup -- FILE/],
		['restore', ['a', 'b'], /^Say which backup\.\nnpm run restore -- FILE/]
	] as const)('since %s was mistyped, as %o, shows its usage', async (command, words, says) => {
		const before = readdirSync(folder);
		const { code, said } = await run(command, 'data', ...words);
		expect(said).toMatch(says);
		expect(said.split('\n')).toHaveLength(3);
		expect(code).toBe(2);
		expect(readdirSync(folder)).toEqual(before);
	});

	test('is not what one is that is asked for its usage', async () => {
		expect(await run('backup', 'data', '--help')).toMatchObject({
			code: 0,
			said: 'npm run backup -- FILE [--force]\n'
		});
	});

	test('for want of the newer backup that was named says that this one is not there', async () => {
		await run('backup', 'data', 'town.backup');
		const { code, said } = await run('restore', 'new', 'town.backup', '--erased', 'nope');
		expect(said).toMatch(/There is no file .*nope\..*\(backup-missing\)/);
		expect(code).toBe(1);
		expect(readdirSync(folder)).not.toContain('new');
	});

	test('for a damaged backup that lies beside it, and may know who was erased, names that', async () => {
		await run('backup', 'data', 'town.backup');
		await run('backup', 'data', 'later.backup');
		const later = join(folder, 'later.backup');
		const bytes = readFileSync(later);
		writeFileSync(later, bytes.fill(0xff, 4_096));
		const { code, said } = await run('restore', 'new', 'town.backup');
		expect(said).toMatch(/later\.backup lies beside it and can't be read.*\(list-not-read\)/);
		expect(code).toBe(1);
		expect(readdirSync(folder)).not.toContain('new');
		renameSync(later, join(folder, 'data', 'later.backup'));
		expect((await run('restore', 'new', 'town.backup')).code).toBe(0);
	});

	test('leaves alone what a relay works on, and what one has kept', async () => {
		await run('backup', 'data', 'town.backup');
		const beside = await run('restore', 'data', 'town.backup');
		expect(beside.code).toBe(1);
		expect(beside.said).toMatch(/A relay works in.*Stop it.*\(folder-in-use\)/);
		await run('restore', 'elsewhere', 'town.backup');
		const over = await run('restore', 'elsewhere', 'town.backup');
		expect(over.code).toBe(1);
		expect(over.said).toMatch(/is not empty, and nothing is ever written over.*\(not-empty\)/);
	});
});
