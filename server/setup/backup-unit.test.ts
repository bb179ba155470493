// What the nightly unit runs, as systemd would: the same words, with its own variables. Seen red: a script of another name,
// a date that systemd takes for one of its own words, old backups that stay.
import { execFile } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { personId, RunningRelay, workspaceId } from '../testing/running-relay.ts';

const root = new URL('../..', import.meta.url).pathname;
const run = promisify(execFile);
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'unit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A line of the unit as the words of a command: quotes keep one together, `%%` is a percent sign. */
function wordsOf(name: string, environment: Readonly<Record<string, string>>): string[] {
	const unit = readFileSync(join(root, 'deploy/draaiboek-backup.service'), 'utf8');
	const [, line = ''] = new RegExp(`^${name}=(.*)$`, 'm').exec(unit) ?? [];
	const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(
		([, quoted, bare]) => quoted ?? bare ?? ''
	);
	return words.map((word) =>
		word
			.replace(/%(.)/g, (all, letter: string) => (letter === '%' ? '%' : `<${all}>`))
			.replace(/\$\{(\w+)\}/g, (_, variable: string) => environment[variable] ?? '')
	);
}

test('the nightly unit saves all in a file with the date, and lets go of those that are too old', async () => {
	const environment = {
		DATA_DIR: join(folder, 'data'),
		BACKUP_FOLDER: join(folder, 'backups'),
		KEEP_DAYS: '30'
	};
	const relay = await RunningRelay.start({ folder: environment.DATA_DIR });
	await relay.browser().found(workspaceId('kern'), personId('ann'));
	mkdirSync(environment.BACKUP_FOLDER);
	for (const [name, days] of [
		['old.backup', 40],
		['recent.backup', 20],
		['notes.txt', 40]
	] as const) {
		const path = join(environment.BACKUP_FOLDER, name);
		writeFileSync(path, '');
		const at = new Date(Date.now() - days * 24 * 3_600_000);
		utimesSync(path, at, at);
	}
	for (const name of ['ExecStart', 'ExecStartPost']) {
		const [program = '', ...words] = wordsOf(name, environment);
		await run(program, words, { cwd: root, env: { PATH: '/usr/bin:/bin', ...environment } });
	}
	await relay.stop();
	expect(readdirSync(environment.BACKUP_FOLDER).toSorted()).toEqual([
		expect.stringMatching(/^\d{4}-\d\d-\d\d-\d{6}\.backup$/),
		'notes.txt',
		'recent.backup'
	]);
});
