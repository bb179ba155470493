// Erasing on a real relay, with its clerk, on a real disk.
//
// Faults planted in eraser.ts, hub.ts, desk.ts and the accounts' erasing.ts, each seen red and taken back: files
// not compacted, those of the journal or of the accounts; documents not written anew; what others wrote left to
// chance; rooms that keep the old bytes; her lane let in again; what is brought back not taken out; the
// name of her phone left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { DeviceId } from '#domain/ids.ts';
import { bobsPhone, foundIn, keepTown, someTown } from '#tests/support/kept-town.ts';
import { bobs, secrets } from '#tests/support/town-with-bob.ts';
import { encode } from '#wire/frame.ts';
import { startClerk } from '../clerk/services.ts';
import type { Log } from '../log.ts';
import type { Services } from '../services.ts';
import { ask, change, FakeLine } from '../testing/fake-device.ts';
import { codeOf } from '../testing/founded-workspace.ts';
import { idOf, RunningRelay, type Browser } from '../testing/running-relay.ts';
import { stored } from '../testing/stored.ts';

const town = someTown();
const { workspace } = town.worked.draft;
const directory = { kind: 'directory' } as const;
const bobsLane = { kind: 'lane', person: town.bob } as const;
const path = `/api/workspaces/${workspace}/people/${town.bob}`;
let folder: string;
let running: RunningRelay;
let services: Services;
let logged: Parameters<Log>[];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'erasing-'));
	logged = [];
	running = await start();
	await keepTown(town, running.relay, Date.now());
	// Folded once, so that old bytes lie where nobody looks for them.
	const { journal } = running.relay;
	for (const document of await journal.documents('')) {
		const { tail, upTo } = await journal.load(document);
		await journal.fold([{ document, upTo, state: Y.mergeUpdates(tail) }]);
	}
});
afterEach(async () => {
	await running.stop();
	rmSync(folder, { recursive: true });
});

function start(): Promise<RunningRelay> {
	return RunningRelay.start({
		folder,
		startServices: (ports) => (services = startClerk(ports)),
		log: (...said) => void logged.push(said)
	});
}

/** The browser of somebody who belongs: her cookie is her name. */
function browserOf(name: 'me' | 'bob'): Browser {
	const browser = running.browser();
	browser.cookie = `__Host-draaiboek=${name}`;
	return browser;
}

/** The coordinator's tablet with a document open, as it stands on it. */
async function tablet(document: typeof directory | typeof bobsLane = directory) {
	const line = new FakeLine();
	const member = { person: town.me, role: 'coordinator', organisations: [] } as const;
	const visitor = { device: idOf(DeviceId, 'tablet'), member, asOf: 1 };
	const visit = running.relay.hub.join(workspace, document, visitor, line);
	if (visit) running.relay.hub.receive(visit, ask());
	if (visit) await expect.poll(() => line.heard('answer')).toHaveLength(1);
	return {
		line,
		say: (update: Uint8Array) => visit && running.relay.hub.receive(visit, change(update)),
		person: () => line.doc.getMap('people').get(town.bob),
		/** Whether any of the bytes that it was told hold a word of his. */
		heardOf: () =>
			secrets.filter((secret) =>
				line.frames.some((frame) => Buffer.from(encode(frame)).includes(secret))
			)
	};
}

async function erased(): Promise<void> {
	expect(await codeOf(browserOf('me'), 'DELETE', path)).toEqual([200, 'ok']);
	await done();
}

async function done(): Promise<void> {
	const { accounts } = running.relay;
	await expect
		.poll(async () => (await accounts.erasures())[0]?.doneAt, { timeout: 30_000 })
		.toBeGreaterThan(0);
	await running.relay.eraser.settle();
}

async function broughtBackAt(): Promise<number | null | undefined> {
	return (await running.relay.accounts.erasures())[0]?.broughtBackAt;
}

function socketOf({ cookie }: Browser): WebSocket {
	const url = `${running.syncUrl}/${workspace}/directory`;
	return new WebSocket(url, { headers: { cookie } });
}

/** Somebody is here: from then on the clerk has all documents at hand. */
async function cameIn(browser: Browser): Promise<WebSocket> {
	const socket = socketOf(browser);
	const answered = new Promise((resolve) => socket.once('message', resolve));
	socket.once('open', () => socket.send(ask()));
	await answered;
	await services.personName(workspace, town.me);
	return socket;
}

function closeCodeOf(browser: Browser): Promise<number> {
	return new Promise((resolve) => socketOf(browser).once('close', resolve));
}

describe('somebody who is erased', () => {
	test('is in no byte of the data folder, nor are her words and those about her', async () => {
		expect(foundIn(folder)).toEqual([...secrets, bobsPhone]);
		await erased();
		expect(foundIn(folder)).toEqual([]);
		await running.stop();
		expect(foundIn(folder)).toEqual([]);
		running = await start();
		expect(foundIn(folder)).toEqual([]);
	});

	test('is gone from a screen that was open, and from what is told to the next', async () => {
		const socket = await cameIn(browserOf('me'));
		const open = await tablet();
		expect(open.person()).toBeDefined();
		expect(open.heardOf()).toContain(bobs.name);
		await erased();
		await expect.poll(() => open.person()).toBeUndefined();
		const next = await tablet();
		expect(next.person()).toBeUndefined();
		expect(next.heardOf()).toEqual([]);
		expect(next.line.doc.getMap('people').size).toBeGreaterThan(0);
		socket.terminate();
	});

	test('keeps no lane, and nobody gets one of that name again', async () => {
		const open = await tablet(bobsLane);
		await erased();
		expect(open.line.closed).toEqual([4404]);
		expect((await tablet(bobsLane)).line.closed).toEqual([4404]);
		const { journal } = running.relay;
		expect(await journal.documents(`${workspace}/lane/${town.bob}`)).toEqual([]);
		await running.stop();
		running = await start();
		await expect.poll(async () => (await tablet(bobsLane)).line.closed).toEqual([4404]);
	});

	test('is told so on her own device, and let in nowhere', async () => {
		await erased();
		expect(await closeCodeOf(browserOf('bob'))).toBe(4412);
		const own = [`/api/workspaces/${workspace}/devices`, 'GET'] as const;
		expect(await codeOf(browserOf('bob'), own[1], own[0])).toEqual([410, 'person-erased']);
		const invitation = { person: town.bob, role: 'volunteer' };
		const invite = [`/api/workspaces/${workspace}/invitations`, invitation] as const;
		expect(await codeOf(browserOf('me'), 'POST', ...invite)).toEqual([410, 'person-erased']);
	});

	test('leaves the places that were held, and everybody else', async () => {
		const season = town.worked.season;
		const ledger = { kind: 'ledger', season } as const;
		const { journal } = running.relay;
		const rows = async () =>
			JSON.stringify((await stored(journal, workspace, ledger)).getArray('rows').toJSON());
		const names = async () => {
			const doc = await stored(journal, workspace, directory);
			return [...doc.getMap('people').keys()].filter((id) => id !== town.bob).toSorted();
		};
		const before = [await rows(), await names()];
		expect(JSON.stringify(before)).toContain(town.bob);
		await erased();
		expect([await rows(), await names()]).toEqual(before);
	});

	test('stays away when a device that was offline brings back what it has of her', async () => {
		const { journal } = running.relay;
		const away = await stored(journal, workspace, directory);
		away.getMap('people+').set(`${town.bob}/name`, bobs.name);
		away.getMap('people+').set(`${town.me}/name`, 'Ik');
		await erased();
		const open = await tablet();
		open.say(Y.encodeStateAsUpdate(away));
		const now = () => stored(journal, workspace, directory);
		await expect
			.poll(async () => (await now()).getMap('people+').get(`${town.me}/name`))
			.toBe('Ik');
		await expect.poll(async () => (await now()).getMap('people').has(town.bob)).toBe(false);
		await expect.poll(() => foundIn(folder), { timeout: 10_000 }).toEqual([]);
		const next = await tablet();
		expect(next.heardOf()).toEqual([]);
		expect(next.line.doc.getMap('people+').toJSON()).toEqual({ [`${town.me}/name`]: 'Ik' });
	});

	test('and is named by others is told to the host, who hears in which kinds of documents', async () => {
		const { journal } = running.relay;
		const doc = await stored(journal, workspace, directory);
		doc.getMap('people+').set(`${town.me}/name`, `Vraag het aan ${bobs.name}`);
		const update = Y.encodeStateAsUpdate(doc);
		await journal.append([{ document: `${workspace}/directory`, update }]);
		await erased();
		await expect
			.poll(() => logged)
			.toContainEqual(['warning', { event: 'still-named', kinds: 'directory' }]);
	});

	test('is noted in the log without a name or an id', async () => {
		await erased();
		await expect.poll(() => logged.map(([, { event }]) => event)).toContain('erased');
		expect(JSON.stringify(logged)).not.toContain(town.bob);
		expect(JSON.stringify(logged)).not.toContain(workspace);
	});
});

describe('erasing', () => {
	test('again what was brought back is not forgotten by a relay that stops', async () => {
		const { journal } = running.relay;
		const away = await stored(journal, workspace, directory);
		away.getMap('people+').set(`${town.bob}/name`, bobs.name);
		await erased();
		(await tablet()).say(Y.encodeStateAsUpdate(away));
		await expect.poll(broughtBackAt).toBeGreaterThan(0);
		await running.stop();
		running = await start();
		expect(await broughtBackAt()).toBeGreaterThan(0);
		await done();
		expect(foundIn(folder)).toEqual([]);
	});

	test('is for coordinators, and leaves one', async () => {
		expect(await codeOf(browserOf('bob'), 'DELETE', path)).toEqual([403, 'not-allowed']);
		const own = `/api/workspaces/${workspace}/people/${town.me}`;
		expect(await codeOf(browserOf('me'), 'DELETE', own)).toEqual([409, 'last-coordinator']);
		const odd = `/api/workspaces/${workspace}/people/somebody`;
		expect(await codeOf(browserOf('me'), 'DELETE', odd)).toEqual([400, 'malformed-request']);
	});

	test('that a relay was killed over is finished by the next', async () => {
		await running.relay.accounts.erase(workspace, town.bob, { by: null, at: 1 });
		await running.stop();
		expect(foundIn(folder)).toEqual(secrets);
		running = await start();
		await done();
		expect(foundIn(folder)).toEqual([]);
	});

	test('that another process asked for is done by the relay that works there', async () => {
		const { accounts } = running.relay;
		await accounts.erase(workspace, town.bob, { by: null, at: 1 });
		await done();
		expect(foundIn(folder)).toEqual([]);
	});
});
