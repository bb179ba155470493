// What a host sees holds nobody's name. A relay meets every trouble that a test can make, over real sockets, on
// a real disk, and everything that it wrote or showed is searched. Faults planted, each seen red and taken
// back: the whole name of a document, the path or the address of a call that failed, what was sent as a cause.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import type { InviteAnswer, MembershipAnswer } from '#wire/api.ts';
import { poison } from '#tests/support/poison.ts';
import { tangle } from '#tests/support/tangle.ts';
import { startClerk } from '../clerk/services.ts';
import { logTo } from '../log.ts';
import { LogBook } from '../log-book.ts';
import { change, changeOf, hello } from '../testing/fake-device.ts';
import {
	personId,
	RunningRelay,
	workspaceId,
	type Browser,
	type TestOptions
} from '../testing/running-relay.ts';

const token = 'a-token-for-tests-only';
const workspace = workspaceId('geheimewerking');
const ann = personId('annverschueren');
const name = 'Jeanne Van Overloop';
const title = 'Wafelenbak aan de Leie';
const label = 'Gsm van Jeanne';

let folder: string;
let relay: RunningRelay;
let written: string[];
/** Everything that nobody should find. */
let secrets: Set<string>;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'no-names-'));
	written = [];
	secrets = new Set([workspace, ann, name, 'Overloop', title, 'Wafelenbak', label, token]);
	secrets.add('127.0.0.1');
});
afterEach(async () => {
	await relay.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function start(limits: TestOptions['limits'] = {}): Promise<void> {
	const now = () => new Date();
	const book = new LogBook(
		logTo((line) => written.push(line), now),
		now
	);
	const host = { token, book, backupFolder: folder };
	relay = await RunningRelay.start({ folder, limits, host, startServices: startClerk });
}

/** What the log has said, by its kind. */
function events(): string[] {
	return written.map((line) => (JSON.parse(line) as { event: string }).event);
}

function logged(event: string): Promise<void> {
	return expect.poll(events, { timeout: 20_000 }).toContain(event);
}

function keep(browser: Browser): Browser {
	secrets.add(browser.cookie.split('=')[1]!);
	return browser;
}

async function founder(): Promise<Browser> {
	const browser = relay.browser();
	await browser.found(workspace, ann);
	return keep(browser);
}

/** Somebody who came by a link for coordinators, under her own name. */
async function newcomer(by: Browser): Promise<Browser> {
	const path = `/api/workspaces/${workspace}/invitations`;
	const { invitation, secret } = await by.ask<InviteAnswer>('POST', path, { role: 'coordinator' });
	for (const wrong of ['wrong', secret.slice(1)])
		await relay.browser().call('POST', '/api/join/look', { invitation, secret: wrong });
	const browser = relay.browser();
	const joining = { invitation, secret, name, device: { label } };
	const { person, device } = await browser.ask<MembershipAnswer>('POST', '/api/join', joining);
	for (const found of [invitation, secret, person, device]) secrets.add(found);
	return keep(browser);
}

async function open(browser: Browser, document: string): Promise<WebSocket> {
	const url = `${relay.syncUrl}/${workspace}/${document}`;
	const socket = new WebSocket(url, { headers: { cookie: browser.cookie } });
	await new Promise((resolve) => socket.once('open', resolve));
	socket.send(hello);
	return socket;
}

/** Sends, and answers what came of it: a receipt, or the end of the socket. */
async function send(socket: WebSocket, ...updates: Uint8Array[]): Promise<void> {
	const heard = new Promise((resolve) => {
		socket.once('message', resolve);
		socket.once('close', resolve);
	});
	for (const update of updates) socket.send(change(update));
	await heard;
}

/** Another program has the file: what the disk can't do now. */
async function whileLocked(file: string, work: () => Promise<unknown>): Promise<void> {
	const database = new DatabaseSync(join(folder, file));
	database.exec('BEGIN IMMEDIATE');
	await work();
	database.exec('ROLLBACK');
	database.close();
}

/** What a failing disk does. */
function spoil(): void {
	const database = new DatabaseSync(join(folder, 'journal.sqlite'));
	database.exec("UPDATE log SET body = x'ff'");
	database.close();
}

async function pages(): Promise<string> {
	const headers = { authorization: `Bearer ${token}` };
	const texts = ['/metrics', '/status'].map(async (path) => {
		const response = await fetch(`http://127.0.0.1:${relay.port}${path}`, { headers });
		return response.text();
	});
	return (await Promise.all(texts)).join('\n');
}

test('neither the log nor the pages for the host hold a name, a title, an id, a secret or an address', async () => {
	await start({ foldAfter: 10 });
	const tablet = await founder();
	const phone = await newcomer(tablet);
	await phone.call('GET', `/api/workspaces/${workspace}x/members`);
	const mine = new Y.Doc();
	mine.getMap('m').set(title, name);
	const first = Y.encodeStateAsUpdate(mine);
	const socket = await open(tablet, 'directory');
	await send(socket, first);
	await send(socket, poison, new Uint8Array([9, 9]), ...manyChanges(20));
	await logged('not-folded');
	await logged('update-not-read');
	mine.getMap('m').set(`${title} bis`, name);
	await send(await open(phone, 'directory'), Y.encodeStateAsUpdate(mine));
	await logged('client-borrowed');
	await send(await open(tablet, `lane/${ann}`), changeOf(title, name));
	await whileLocked('journal.sqlite', () => send(socket, changeOf(`${title} ter`, name)));
	await logged('not-kept');
	await whileLocked('accounts.sqlite', () =>
		tablet.call('POST', `/api/workspaces/${workspace}/invitations`, { role: 'volunteer' })
	);
	await logged('accounts-silent');
	let shown = await pages();

	await relay.stop();
	spoil();
	await start({ integrateMs: 1 });
	await send(await open(tablet, 'directory'), changeOf(title, name), tangle(4_000));
	await logged('row-set-aside');
	await logged('lane-parked');
	shown += await pages();

	const all = written.join('') + shown;
	expect([...secrets].filter((secret) => all.includes(secret))).toEqual([]);
	expect(shown).toContain('draaiboek_log_total{level="warning",event="client-borrowed"} 1');
}, 60_000);

function manyChanges(count: number): Uint8Array[] {
	return Array.from({ length: count }, (_, n) => changeOf(`${title} ${n}`, name));
}
