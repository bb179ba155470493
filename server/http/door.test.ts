// The door for sockets while the accounts take their time. Faults planted in sync.ts, each seen red and
// taken back: the handshake finished before the answer, an answer that is not asked anew, nobody
// counted while she waits, a place that is not given back, an error of the accounts let go.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { DeviceId } from '#domain/ids.ts';
import type { MeAnswer } from '#wire/api.ts';
import type { Standing } from '../accounts/accounts.ts';
import { ask } from '../testing/fake-device.ts';
import { FoundedWorkspace, workspace } from '../testing/founded-workspace.ts';

let kern: FoundedWorkspace;

beforeEach(async () => {
	kern = await FoundedWorkspace.start({ limits: { socketsPerAddress: 1 } });
});
afterEach(async () => {
	vi.restoreAllMocks();
	await kern.relay.stop();
});

function socketOf({ cookie }: { readonly cookie: string }): WebSocket {
	const socket = new WebSocket(`${kern.relay.syncUrl}/${workspace}/directory`, {
		headers: { cookie }
	});
	socket.on('error', () => undefined);
	return socket;
}

function closing(socket: WebSocket): Promise<number> {
	return new Promise((resolve) => socket.once('close', resolve));
}

/** The next question who somebody is waits: for `answer`, which is called with what is true now. */
function holdNext(answer: (standing: Standing) => Promise<Standing>): Promise<void> {
	const { accounts } = kern.relay.relay;
	const membership = accounts.membership.bind(accounts);
	return new Promise((resolve) => {
		vi.spyOn(accounts, 'membership').mockImplementationOnce(async (...asked) => {
			const standing = await membership(...asked);
			resolve();
			return answer(standing);
		});
	});
}

test('a device is let in when it is known who it is, and loses nothing that it says', async () => {
	let letGo = (): void => undefined;
	const released = new Promise<void>((resolve) => (letGo = resolve));
	const asked = holdNext((standing) => released.then(() => standing));
	const socket = socketOf(kern.tablet);
	const opened = new Promise((resolve) => socket.once('open', resolve));
	const heard = new Promise((resolve) => socket.once('message', resolve));
	void opened.then(() => socket.send(ask()));
	await asked;
	// Whatever was under way has arrived by now.
	await kern.tablet.ask('GET', '/health');
	expect(socket.readyState).toBe(WebSocket.CONNECTING);
	letGo();
	expect(await heard).toBeInstanceOf(Buffer);
});

test('a device that is withdrawn while it is asked about stays out', async () => {
	const phone = await kern.volunteer();
	const { memberships } = await phone.ask<MeAnswer>('GET', '/api/me');
	const device = DeviceId.parse(memberships[0]?.device)!;
	void holdNext(async (standing) => {
		await kern.tablet.ask('DELETE', `/api/workspaces/${workspace}/devices/${device}`);
		return standing;
	});
	expect(await closing(socketOf(phone))).toBe(4410);
	expect(kern.relay.relay.hub.counts.sockets).toBe(0);
});

test('when the accounts do not answer, a device comes back later', async () => {
	void holdNext(() => Promise.reject(new Error('no line to the database')));
	expect(await closing(socketOf(kern.tablet))).toBe(1013);
});

test('whoever waits takes a place, and gives it back when she goes', async () => {
	let letGo = (): void => undefined;
	const released = new Promise<void>((resolve) => (letGo = resolve));
	const asked = holdNext((standing) => released.then(() => standing));
	const waiting = socketOf(kern.tablet);
	await asked;
	const second = socketOf(kern.tablet);
	const refused = new Promise((resolve) => second.once('error', resolve));
	expect(String(await refused)).toContain('429');
	waiting.terminate();
	letGo();
	await expect.poll(() => openNow()).toBe(true);
});

/** Whether there is a place now. */
async function openNow(): Promise<boolean> {
	const socket = socketOf(kern.tablet);
	return new Promise((resolve) => {
		socket.once('open', () => resolve(true));
		socket.once('error', () => resolve(false));
	});
}
