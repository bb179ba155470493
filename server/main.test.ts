// The relay as a process. Faults planted in main.ts and folder-lock.ts, each seen red and taken back:
// sockets left open by a relay that stops, no word when the port is taken, a folder that two relays may hold,
// files that others may read, settings that are not looked at, the first wrong setting alone, a damaged file called a
// folder without rights, accounts that are lost or a missing app let pass, an address of the database that is asked for
// as it is.
import { spawn, type ChildProcess } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { change, changeOf, hello } from './testing/fake-device.ts';
import { Browser, personId, workspaceId } from './testing/running-relay.ts';

const workspace = workspaceId('kern');
let folder: string;
let children: Started[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'relay-'));
	children = [];
});
afterEach(() => {
	for (const { child } of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

interface Started {
	readonly child: ChildProcess;
	readonly ended: Promise<number | null>;
	/** Everything that it has said. */
	said: string;
}

function start(environment: Record<string, string> = {}): Started {
	const child = spawn(process.execPath, ['server/main.ts'], {
		env: { ...process.env, PORT: '0', DATA_DIR: folder, BUILD_DIR: 'none', ...environment }
	});
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const started: Started = { child, ended, said: '' };
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (data: Buffer) => (started.said += data.toString()));
	}
	children.push(started);
	return started;
}

async function portOf(started: Started): Promise<number> {
	await expect.poll(() => started.said, { timeout: 15_000 }).toMatch(/http:\/\/localhost:\d+/);
	return Number(/localhost:(\d+)/.exec(started.said)![1]);
}

describe('the relay as a process', () => {
	test('says where it is, in one line, and stops within 5 s with everything on disk', async () => {
		const relay = start();
		const port = await portOf(relay);
		expect(relay.said.trim().split('\n')).toHaveLength(1);
		const tablet = new Browser(port);
		await tablet.found(workspace, personId('ann'));
		const url = `ws://127.0.0.1:${port}/sync/${workspace}/directory`;
		const socket = new WebSocket(url, { headers: { cookie: tablet.cookie } });
		await new Promise((resolve) => socket.once('open', resolve));
		const closed = new Promise((resolve) => socket.once('close', resolve));
		socket.send(hello);
		socket.send(change(changeOf('x')));
		await new Promise((resolve) => socket.once('message', resolve));

		const asked = Date.now();
		relay.child.kill('SIGTERM');
		expect(await closed).toBe(1012);
		expect(await relay.ended).toBe(0);
		expect(Date.now() - asked).toBeLessThan(5_000);

		const again = await portOf(start());
		const answer = await fetch(`http://127.0.0.1:${again}/api/me`, {
			headers: { cookie: tablet.cookie }
		});
		expect(await answer.json()).toMatchObject({ memberships: [{ workspace }] });
	});

	test('what it keeps is read by its own user alone, whatever its shell says', async () => {
		process.umask(0o022);
		const data = join(folder, 'data');
		await portOf(start({ DATA_DIR: data }));
		expect(statSync(data).mode & 0o777).toBe(0o700);
		const names = readdirSync(data);
		expect(names).toEqual(expect.arrayContaining(['journal.sqlite', 'accounts.sqlite-wal']));
		for (const name of names)
			expect([name, statSync(join(data, name)).mode & 0o777]).toEqual([name, 0o600]);
	});

	test('a port that is taken is said in words', async () => {
		const port = await portOf(start());
		const second = start({ PORT: String(port), DATA_DIR: join(folder, 'other') });
		expect(await second.ended).toBe(1);
		expect(second.said).toBe(
			`Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start [port-taken]\n`
		);
	});

	test('a folder that another relay uses is said in words', async () => {
		await portOf(start());
		const second = start();
		expect(await second.ended).toBe(1);
		expect(second.said).toMatch(
			/^Another relay already works in .*\. Stop that one.* \[folder-in-use\]/
		);
	});

	test.each([
		[{ REDIS_URL: 'redis://127.0.0.1:1' }, 'redis-alone'],
		[{ DATABASE_URL: 'postgres://x@localhost:1/x' }, 'database-not-opened'],
		[{ STATUS_TOKEN: 'short' }, 'token-too-short'],
		[{ DATABASE_URL: 'postgres://me:pa/ss@localhost:1/x' }, 'setting-not-understood'],
		[{ DATA_DIR: '/dev/null/folder' }, 'folder-not-opened'],
		[{ DATA_DIR: '/proc/nobody/folder' }, 'folder-not-opened'],
		[{ BUILD_DIR: '/dev/null/build' }, 'app-missing'],
		[{ PORT: '70000' }, 'setting-not-understood'],
		[{ LIMIT_ANSWER_BYTES: '4MB' }, 'setting-not-understood'],
		// An address that is kept for examples: no machine has it.
		[{ HOST: '192.0.2.1' }, 'not-listening'],
		[{ HOST: 'nowhere.invalid' }, 'not-listening']
	])('what the host asked for and can not be had is said in words: %o', async (wish, code) => {
		const relay = start(wish);
		expect(await relay.ended).toBe(1);
		expect(relay.said).toMatch(new RegExp(`^[A-Z].{40,} \\[${code}\\]\n$`));
	});

	test('all that is wrong with the settings is said at once, a line for each', async () => {
		const relay = start({ PORT: 'abc', LIMIT_CHANGE_BYTES: '-1', STATUS_TOKEN: 'short' });
		expect(await relay.ended).toBe(1);
		const lines = relay.said.trimEnd().split('\n');
		expect(lines.map((line) => /\[([a-z-]+)\]$/.exec(line)?.[1])).toEqual([
			'setting-not-understood',
			'setting-not-understood',
			'token-too-short'
		]);
		expect(lines[0]).toBe(
			"PORT=abc can't be understood. It may be a whole number from 0 (any free port) to 65535. [setting-not-understood]"
		);
	});

	test.each(['journal.sqlite', 'accounts.sqlite'])(
		'%s that is no database any more is named, with what helps',
		async (name) => {
			writeFileSync(join(folder, name), Buffer.alloc(8_192, 7));
			const relay = start();
			expect(await relay.ended).toBe(1);
			expect(relay.said).toMatch(/^.*sqlite is damaged: .*npm run restore.* \[file-damaged\]\n$/);
			expect(relay.said).toContain(join(folder, name));
		}
	);

	test('an app is what has a page: a folder without one is refused, one with it is served', async () => {
		const build = join(folder, 'build');
		mkdirSync(build);
		const refused = start({ BUILD_DIR: build });
		expect(await refused.ended).toBe(1);
		expect(refused.said).toMatch(/^No app .*npm run build.*BUILD_DIR=none.* \[app-missing\]\n$/);
		writeFileSync(join(build, 'index.html'), '<p>Draaiboek');
		const port = await portOf(start({ BUILD_DIR: build }));
		expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('<p>Draaiboek');
	});
});

/** One change in a new workspace, by a relay that is then killed or asked to go. */
async function writeOnce(signal: 'SIGKILL' | 'SIGTERM'): Promise<Browser> {
	const relay = start();
	const port = await portOf(relay);
	const tablet = new Browser(port);
	await tablet.found(workspace, personId('ann'));
	const url = `ws://127.0.0.1:${port}/sync/${workspace}/directory`;
	const socket = new WebSocket(url, { headers: { cookie: tablet.cookie } });
	await new Promise((resolve) => socket.once('open', resolve));
	socket.send(hello);
	socket.send(change(changeOf('x')));
	await new Promise((resolve) => socket.once('message', resolve));
	socket.terminate();
	relay.child.kill(signal);
	await relay.ended;
	return tablet;
}

describe('a folder of which a part is lost', () => {
	const pathOf = (name: string) => join(folder, name);
	const rest = (name: string) => [`${name}-wal`, `${name}-shm`].map(pathOf);

	test.each([
		['missing', (path: string) => rmSync(path)],
		['empty', (path: string) => writeFileSync(path, '')]
	])('documents whose accounts are %s are not served, until those are back', async (_, lose) => {
		const tablet = await writeOnce('SIGTERM');
		const accounts = pathOf('accounts.sqlite');
		const kept = readFileSync(accounts);
		lose(accounts);
		for (let times = 0; times < 2; times++) {
			const relay = start();
			expect(await relay.ended).toBe(1);
			expect(relay.said).toMatch(
				/^[A-Z].*accounts\.sqlite.*npm run restore.* \[accounts-lost\]\n$/
			);
			// What is put back must not meet a leftover of what was there instead.
			expect(rest('accounts.sqlite').filter((path) => existsSync(path))).toEqual([]);
		}
		writeFileSync(accounts, kept);
		const port = await portOf(start());
		const headers = { cookie: tablet.cookie };
		const me = await fetch(`http://127.0.0.1:${port}/api/me`, { headers });
		expect(await me.json()).toMatchObject({ memberships: [{ workspace }] });
	});

	test('accounts whose documents are missing are served, for devices bring them; the log says it', async () => {
		await writeOnce('SIGTERM');
		rmSync(pathOf('journal.sqlite'));
		const relay = start();
		await portOf(relay);
		expect(relay.said).toMatch(/"level":"warning","event":"documents-missing"/);
	});

	test('a new folder, and a relay whose only device has left, start without a word', async () => {
		const tablet = await writeOnce('SIGKILL');
		const relay = start();
		const again = new Browser(await portOf(relay));
		again.cookie = tablet.cookie;
		await again.ask('POST', '/api/leave', { workspace, evenLast: true });
		relay.child.kill('SIGTERM');
		await relay.ended;
		const third = start();
		await portOf(third);
		expect(third.said.trim().split('\n')).toHaveLength(1);
	});
});
