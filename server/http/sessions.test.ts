// How long a device stays in, how somebody signs out everywhere, and how often a link may be guessed at,
// over real listening servers. Faults planted, each seen red and taken back: an
// expired device told that it has no session, sockets left open by who signs out, guesses that are not
// counted or are all answered at once, a relay that does not look at what others did.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { DeviceId } from '#domain/ids.ts';
import type { MeAnswer, OwnDevicesAnswer, SignOutAnswer } from '#wire/api.ts';
import { hashOf } from '../accounts/secrets.ts';
import { SqlAccounts } from '../accounts/sql-accounts.ts';
import { SqliteSql } from '../accounts/sqlite.ts';
import { defaultLimits } from '../limits.ts';
import {
	ann,
	bob,
	codeOf,
	device,
	FoundedWorkspace,
	workspace
} from '../testing/founded-workspace.ts';
import { idOf, RunningRelay, workspaceId, type Browser } from '../testing/running-relay.ts';

const path = `/api/workspaces/${workspace}`;
const dayMs = 24 * 3_600_000;
let kern: FoundedWorkspace;

beforeEach(async () => {
	kern = await FoundedWorkspace.start();
});
afterEach(() => kern.relay.stop());

/** A socket of this browser: when it is open, and with which code it was closed. */
function line(
	relay: RunningRelay,
	{ cookie }: Browser
): { opened: Promise<void>; closed: Promise<number> } {
	const socket = new WebSocket(`${relay.syncUrl}/${workspace}/directory`, { headers: { cookie } });
	return {
		opened: new Promise((resolve, reject) => {
			socket.once('open', resolve);
			socket.once('error', reject);
		}),
		closed: new Promise((resolve) => socket.once('close', resolve))
	};
}

async function deviceOf(browser: Browser): Promise<string> {
	return (await browser.ask<MeAnswer>('GET', '/api/me')).memberships[0]!.device;
}

describe('a device that was not seen for more than 400 days', () => {
	let old: Browser;

	beforeEach(async () => {
		const at = Date.now() - 400 * dayMs - 1_000;
		const arrival = {
			...{ workspace: workspaceId('old'), person: ann, session: hashOf('token') },
			...{ device: idOf(DeviceId, 'old'), label: 'old', at }
		};
		await kern.relay.relay.accounts.found(arrival, 'founded');
		old = kern.relay.browser();
		old.cookie = '__Host-draaiboek=token';
	});

	test('gets no further, and is told why in a code of its own', async () => {
		const answer = await codeOf(old, 'GET', `/api/workspaces/${workspaceId('old')}/members`);
		expect(answer).toEqual([401, 'session-expired']);
		expect(await old.ask('GET', '/api/me')).toEqual({ memberships: [] });
	});

	test('is told so by its sockets, too', async () => {
		const url = `${kern.relay.syncUrl}/${workspaceId('old')}/directory`;
		const socket = new WebSocket(url, { headers: { cookie: old.cookie } });
		expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4411);
	});

	test('is renewed by every visit before that', async () => {
		const { accounts } = kern.relay.relay;
		await accounts.seen(idOf(DeviceId, 'old'), Date.now() - 399 * dayMs);
		expect((await old.ask<MeAnswer>('GET', '/api/me')).memberships).toHaveLength(1);
		const standing = accounts.membership(
			hashOf('token'),
			workspaceId('old'),
			Date.now() + 399 * dayMs
		);
		expect(await standing).toMatchObject({ device: idOf(DeviceId, 'old') });
	});
});

test('what she may do is told also where a full disk can not note that she was here', async () => {
	const { accounts } = kern.relay.relay;
	vi.spyOn(accounts, 'seen').mockRejectedValue(new Error('database or disk is full'));
	const { memberships } = await kern.tablet.ask<MeAnswer>('GET', '/api/me');
	expect(memberships).toMatchObject([{ role: 'coordinator' }]);
	vi.restoreAllMocks();
});

test('whoever asks for what a full disk can not keep is told that it is full', async () => {
	const { accounts } = kern.relay.relay;
	const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
	vi.spyOn(accounts, 'invite').mockRejectedValue(full);
	const body = { role: 'volunteer' };
	const told = await codeOf(kern.tablet, 'POST', `${path}/invitations`, body);
	expect(told).toEqual([507, 'disk-full']);
	vi.restoreAllMocks();
});

describe('her own devices', () => {
	async function secondDevice(first: Browser, role: 'volunteer' | 'coordinator'): Promise<Browser> {
		const { memberships } = await first.ask<MeAnswer>('GET', '/api/me');
		return kern.join(await kern.invited(first, { person: memberships[0]!.person, role }));
	}

	test('are listed for everybody, those of others for nobody but coordinators', async () => {
		const phone = await kern.volunteer();
		const laptop = await secondDevice(phone, 'volunteer');
		const own = await phone.ask<OwnDevicesAnswer>('GET', `${path}/devices`);
		expect(own.devices.map((one) => one.device).toSorted()).toEqual(
			[await deviceOf(phone), await deviceOf(laptop)].toSorted()
		);
		expect(own.thisDevice).toBe(await deviceOf(phone));
		expect(await codeOf(kern.relay.browser(), 'GET', `${path}/devices`)).toEqual([
			401,
			'no-session'
		]);
	});

	test('are all signed out but the one in her hand, in one call, with their sockets', async () => {
		const phone = await kern.volunteer();
		const lost = await secondDevice(phone, 'volunteer');
		const lostDevice = await deviceOf(lost);
		const [here, there] = [line(kern.relay, phone), line(kern.relay, lost)];
		await Promise.all([here.opened, there.opened]);
		const told = await phone.ask<SignOutAnswer>('POST', `${path}/sign-out`, { which: 'others' });
		expect(told.withdrawn).toEqual([lostDevice]);
		expect(await there.closed).toBe(4410);
		expect(await codeOf(lost, 'GET', `${path}/devices`)).toEqual([403, 'device-withdrawn']);
		expect((await phone.ask<MeAnswer>('GET', '/api/me')).memberships).toHaveLength(1);
	});

	test('who has the lost phone in hand does not come back with a link that was made on it', async () => {
		const phone = await kern.volunteer();
		const lost = await secondDevice(phone, 'volunteer');
		const { memberships } = await lost.ask<MeAnswer>('GET', '/api/me');
		const link = await kern.invited(lost, { person: memberships[0]!.person, role: 'volunteer' });
		await phone.ask('POST', `${path}/sign-out`, { which: 'others' });
		const body = { invitation: link.invitation, secret: link.secret, device };
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join', body)).toEqual([
			...[404, 'invitation-unknown']
		]);
	});

	test('are all signed out, this one as well; but not those of the last coordinator', async () => {
		const phone = await kern.volunteer();
		await phone.ask('POST', `${path}/sign-out`, { which: 'all' });
		expect(await codeOf(phone, 'GET', `${path}/devices`)).toEqual([403, 'device-withdrawn']);
		expect(await codeOf(kern.tablet, 'POST', `${path}/sign-out`, { which: 'all' })).toEqual([
			...[409, 'last-coordinator']
		]);
		expect(await codeOf(kern.tablet, 'POST', `${path}/sign-out`, { which: 'some' })).toEqual([
			...[400, 'malformed-request']
		]);
	});
});

describe('guessing at one invitation', () => {
	const guess = (browser: Browser, invitation: string, address: string) =>
		codeOf(
			browser,
			...(['POST', '/api/join/look', { invitation, secret: 'a'.repeat(32) }] as const),
			{ 'x-forwarded-for': address }
		);

	test('from ever new addresses ends it, and the real link opens nothing any more', async () => {
		await kern.restart({ trustProxy: true });
		const link = await kern.invited(kern.tablet, { role: 'coordinator' });
		const browser = kern.relay.browser();
		for (let n = 1; n <= 9; n++)
			expect(await guess(browser, link.invitation, `10.0.0.${n}`)).toEqual([
				404,
				'invitation-unknown'
			]);
		expect((await browser.call('POST', '/api/join/look', link)).status).toBe(200);
		await guess(browser, link.invitation, '10.0.0.10');
		const gone = [404, 'invitation-unknown'];
		expect(await codeOf(browser, 'POST', '/api/join/look', link)).toEqual(gone);
		expect(await codeOf(browser, 'POST', '/api/join', { ...link, device })).toEqual(gone);
		expect(await kern.tablet.ask('GET', `${path}/invitations`)).toEqual({ invitations: [] });
		const { entries } = await kern.tablet.ask<{ entries: { kind: string; by: unknown }[] }>(
			...['GET', `${path}/audit`]
		);
		expect(entries[0]).toMatchObject({ kind: 'invitation-guessed', by: null, role: 'coordinator' });
	});

	test('a host may allow fewer', async () => {
		await kern.restart({ limits: { wrongSecretsPerInvitation: 1 } });
		const link = await kern.invited(kern.tablet, { role: 'volunteer' });
		await guess(kern.tablet, link.invitation, '');
		expect((await kern.tablet.call('POST', '/api/join/look', link)).status).toBe(404);
	});

	test('twenty times at once teaches no more than one address may ask', async () => {
		await kern.restart({ limits: { wrongSecretsAtOnce: 3, wrongSecretsPerHour: 1 } });
		const link = await kern.invited(kern.tablet, { role: 'volunteer' });
		answerTogether(20);
		const browser = kern.relay.browser();
		const codes = await Promise.all(
			Array.from({ length: 20 }, async () => (await guess(browser, link.invitation, ''))[1])
		);
		expect(codes.filter((code) => code === 'invitation-unknown')).toHaveLength(3);
	});

	/** The accounts answer about an invitation when so many have asked. */
	function answerTogether(count: number): void {
		const { accounts } = kern.relay.relay;
		const invitation = accounts.invitation.bind(accounts);
		const waiting: (() => void)[] = [];
		vi.spyOn(accounts, 'invitation').mockImplementation(async (id) => {
			const known = await invitation(id);
			await new Promise<void>((resolve) => {
				waiting.push(resolve);
				if (waiting.length === count) for (const answer of waiting) answer();
			});
			return known;
		});
	}
});

describe('two relays on the same accounts', () => {
	let folder: string;
	let other: RunningRelay;

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'relays-'));
		const open = () => new SqlAccounts(new SqliteSql(join(folder, 'a.sqlite')), defaultLimits);
		await kern.restart({ shared: { accounts: open() }, trustProxy: true });
		other = await RunningRelay.start({ shared: { accounts: open() }, trustProxy: true });
	});
	afterEach(async () => {
		await other.stop();
		rmSync(folder, { recursive: true });
	});

	/** The same browser, at the other relay. */
	function elsewhere({ cookie }: Browser): Browser {
		const browser = other.browser();
		browser.cookie = cookie;
		return browser;
	}

	test('a device that is withdrawn at one is hung up on at the other as well', async () => {
		const phone = await kern.volunteer();
		const [there, alsoThere] = [line(other, phone), line(other, kern.tablet)];
		await Promise.all([there.opened, alsoThere.opened]);
		const gone = await deviceOf(phone);
		await kern.tablet.ask('DELETE', `${path}/devices/${gone}`);
		expect(await there.closed).toBe(4410);
		expect(await line(other, phone).closed).toBe(4410);
		const left = await Promise.race([alsoThere.closed, Promise.resolve('still there')]);
		expect(left).toBe('still there');
	});

	test('a role that changes at one is the role at the other', async () => {
		const phone = await kern.volunteer();
		const there = line(other, phone);
		await there.opened;
		const { memberships } = await phone.ask<MeAnswer>('GET', '/api/me');
		await kern.tablet.ask('PATCH', `${path}/members/${memberships[0]!.person}`, {
			role: 'partner'
		});
		expect(await there.closed).toBe(1012);
		const me = await elsewhere(phone).ask<MeAnswer>('GET', '/api/me');
		expect(me.memberships[0]?.role).toBe('partner');
	});

	test('guesses are counted together', async () => {
		const link = await kern.invited(kern.tablet, { person: bob, role: 'volunteer' });
		const wrong = { ...link, secret: 'a'.repeat(32) };
		for (let n = 0; n < 10; n++)
			await (n % 2 === 0 ? kern.relay : other)
				.browser()
				.call('POST', '/api/join/look', wrong, { 'x-forwarded-for': `10.0.1.${n}` });
		const right = await other.browser().call('POST', '/api/join/look', link);
		expect(right.status).toBe(404);
	});
});
