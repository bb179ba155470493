// Any y-websocket client with a valid session can sync a document that it may read: shown with
// y-websocket's own provider, to which nothing was added but the cookie that a browser sends by itself.
//
// Faults planted here, each seen red and taken back: no `answer` at the end of a state, presence not
// passed on, `mayRead` always true, a withdrawn device that keeps its socket.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { InviteAnswer } from '#wire/api.ts';
import { personId, RunningRelay, workspaceId, type Browser } from './testing/running-relay.ts';
import { stored } from './testing/stored.ts';

const workspace = workspaceId('kern');
const ann = personId('ann');

let relay: RunningRelay;
let annsTablet: Browser;
const providers: WebsocketProvider[] = [];

beforeEach(async () => {
	relay = await RunningRelay.start();
	annsTablet = relay.browser();
	await annsTablet.found(workspace, ann);
});

afterEach(async () => {
	for (const provider of providers.splice(0)) provider.destroy();
	await relay.stop();
});

function open(browser: Browser, document: string, doc = new Y.Doc()): WebsocketProvider {
	const provider = new WebsocketProvider(relay.syncUrl, `${workspace}/${document}`, doc, {
		WebSocketPolyfill: browser.WebSocket,
		disableBc: true
	});
	providers.push(provider);
	return provider;
}

async function joined(role: 'volunteer' | 'coordinator'): Promise<Browser> {
	const invitation = await annsTablet.ask<InviteAnswer>(
		'POST',
		`/api/workspaces/${workspace}/invitations`,
		{ role }
	);
	const browser = relay.browser();
	const { secret } = invitation;
	await browser.ask('POST', '/api/join', {
		...{ invitation: invitation.invitation, secret, name: 'Bob' },
		device: { label: 'phone' }
	});
	return browser;
}

async function inStep(...opened: WebsocketProvider[]): Promise<void> {
	await vi.waitFor(() => expect(opened.every((provider) => provider.synced)).toBe(true));
}

describe('y-websocket', () => {
	test('two devices share two documents, while both are there and afterwards', async () => {
		const bobsPhone = await joined('coordinator');
		const here = [open(annsTablet, 'directory'), open(annsTablet, 'season/abcdefghijklmnop')];
		const there = [open(bobsPhone, 'directory'), open(bobsPhone, 'season/abcdefghijklmnop')];
		await inStep(...here, ...there);

		for (const [index, provider] of here.entries()) provider.doc.getMap('m').set('from', index);
		await vi.waitFor(() => {
			expect(there.map((provider) => provider.doc.getMap('m').get('from'))).toEqual([0, 1]);
		});

		const later = open(bobsPhone, 'directory');
		await inStep(later);
		expect(later.doc.getMap('m').get('from')).toBe(0);
	});

	test('what was made offline arrives on return', async () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('made', 'offline');
		await inStep(open(annsTablet, 'directory', doc));
		await vi.waitFor(async () => expect(await words()).toEqual({ made: 'offline' }));
	});

	test('a state in many parts is whole when the client says that it is in step', async () => {
		const here = open(annsTablet, 'directory');
		await inStep(here);
		for (let edit = 0; edit < 50; edit++) here.doc.getMap('m').set(`edit${edit}`, edit);
		await vi.waitFor(async () => expect(Object.keys(await words())).toHaveLength(50));
		const later = open(annsTablet, 'directory');
		const atStep = new Promise((resolve) => {
			later.on('sync', () => resolve(later.doc.getMap('m').size));
		});
		expect(await atStep).toBe(50);
	});

	test('two devices see who else is there, and that she has gone', async () => {
		const bobsPhone = await joined('volunteer');
		const here = open(annsTablet, 'directory');
		const there = open(bobsPhone, 'directory');
		await inStep(here, there);
		here.awareness.setLocalStateField('looksAt', '2026-W48');
		const seen = () => there.awareness.getStates().get(here.doc.clientID);
		await vi.waitFor(() => expect(seen()).toEqual({ looksAt: '2026-W48' }));

		const third = open(bobsPhone, 'directory');
		await vi.waitFor(() => {
			expect(third.awareness.getStates().get(here.doc.clientID)).toEqual({ looksAt: '2026-W48' });
		});

		here.destroy();
		await vi.waitFor(() => expect(seen()).toBeUndefined());
	});

	test('a volunteer is refused for good at a document that she may not read', async () => {
		const bobsPhone = await joined('volunteer');
		const provider = open(bobsPhone, 'people');
		const closed = await new Promise<{ code: number }>((resolve) => provider.on('closed', resolve));
		expect(closed.code).toBe(4403);
		expect(provider.shouldConnect).toBe(false);
	});

	test('a withdrawn device is sent away at once and stays away', async () => {
		const bobsPhone = await joined('volunteer');
		const me = await bobsPhone.ask<{ memberships: { device: string }[] }>('GET', '/api/me');
		const provider = open(bobsPhone, 'directory');
		await inStep(provider);
		const closed = new Promise<{ code: number }>((resolve) => provider.on('closed', resolve));
		await annsTablet.ask(
			'DELETE',
			`/api/workspaces/${workspace}/devices/${me.memberships[0]!.device}`
		);
		expect((await closed).code).toBe(4410);
		const again = open(bobsPhone, 'directory');
		const refused = new Promise<{ code: number }>((resolve) => again.on('closed', resolve));
		expect((await refused).code).toBe(4410);
	});
});

async function words(): Promise<Record<string, unknown>> {
	const doc = await stored(relay.relay.journal, workspace, { kind: 'directory' });
	return doc.getMap('m').toJSON();
}
