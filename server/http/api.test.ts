// The API over a real listening server. Faults planted, each seen red and taken back: members listed to
// anybody, a volunteer who invites a coordinator, secrets not counted, Origin not looked at, a foreign
// session that takes a workspace over, a body without a bound, a withdrawn device that keeps its socket.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PersonId, SeasonId } from '#domain/ids.ts';
import type { InviteAnswer, MeAnswer, MembersAnswer } from '#wire/api.ts';
import { changeOf } from '../testing/fake-device.ts';
import {
	idOf,
	personId,
	RunningRelay,
	workspaceId,
	type Browser,
	type TestOptions
} from '../testing/running-relay.ts';

const workspace = workspaceId('kern');
const [ann, bob] = [personId('ann'), personId('bob')];
const device = { label: 'phone' };

let relay: RunningRelay;
let tablet: Browser;

beforeEach(() => start());
afterEach(() => relay.stop());

async function start(options: TestOptions = {}): Promise<void> {
	relay = await RunningRelay.start(options);
	tablet = relay.browser();
	await tablet.found(workspace, ann);
}

async function restart(options: TestOptions): Promise<void> {
	relay.stop();
	await start(options);
}

async function invited(by: Browser, whom: object): Promise<InviteAnswer> {
	return by.ask('POST', `/api/workspaces/${workspace}/invitations`, whom);
}

async function join(
	{ invitation, secret }: InviteAnswer,
	browser = relay.browser()
): Promise<Browser> {
	await browser.ask('POST', '/api/join', { invitation, secret, name: 'Bob', device });
	return browser;
}

async function volunteer(): Promise<Browser> {
	return join(await invited(tablet, { role: 'volunteer' }));
}

async function codeOf(
	browser: Browser,
	...call: Parameters<Browser['call']>
): Promise<readonly [number, string]> {
	const { status, body } = await browser.call(...call);
	const { error } = body as { error?: { code: string; message: string } };
	if (error) expect(error.message).toMatch(/\. .+\.$|nothing|no example|Nothing/);
	return [status, error?.code ?? 'ok'];
}

async function personOf(browser: Browser): Promise<string> {
	return (await browser.ask<MeAnswer>('GET', '/api/me')).memberships[0]!.person;
}

describe('registering a workspace', () => {
	test('makes the session its coordinator, and says so to /api/me', async () => {
		const me = await tablet.ask<MeAnswer>('GET', '/api/me');
		expect(me.memberships).toMatchObject([
			{ workspace, person: ann, role: 'coordinator', organisations: [] }
		]);
	});

	test('again is 200 for the same session and person, 409 for any other', async () => {
		const body = { workspace, person: ann, device };
		expect(await codeOf(tablet, 'POST', '/api/workspaces', body)).toEqual([200, 'ok']);
		const taken = [409, 'workspace-exists'];
		expect(await codeOf(relay.browser(), 'POST', '/api/workspaces', body)).toEqual(taken);
		expect(await codeOf(tablet, 'POST', '/api/workspaces', { ...body, person: bob })).toEqual(
			taken
		);
	});

	test('gives no cookie to a page, and none that another site sends along', async () => {
		const fresh = relay.browser();
		const { headers } = await fresh.call('POST', '/api/workspaces', {
			...{ workspace: workspaceId('other'), person: ann, device }
		});
		expect(headers.get('set-cookie')).toMatch(
			/^__Host-draaiboek=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/
		);
	});

	test('a stranger belongs nowhere, which is no error', async () => {
		expect(await relay.browser().ask('GET', '/api/me')).toEqual({ memberships: [] });
	});

	test('a token that somebody else chose is replaced', async () => {
		const fresh = relay.browser();
		fresh.cookie = '__Host-draaiboek=chosen';
		await fresh.found(workspaceId('other'), bob);
		expect(fresh.cookie).not.toContain('chosen');
	});
});

describe('invitations', () => {
	test('a link for a role makes a new person, who is introduced by her name', async () => {
		const introduced: unknown[] = [];
		await restart({
			services: { introduce: (...who) => introduced.push(who), workspaceName: () => 'Kern' }
		});
		const link = await invited(tablet, { role: 'volunteer' });
		expect(await relay.browser().ask('POST', '/api/join/look', link)).toEqual({
			...{ workspace, workspaceName: 'Kern', role: 'volunteer', person: null }
		});
		const phone = await join(link);
		const person = PersonId.parse(await personOf(phone));
		expect(person).not.toBeNull();
		expect(introduced).toEqual([[workspace, person, 'Bob']]);
	});

	test('a link for a person makes no new one', async () => {
		const phone = await join(await invited(tablet, { person: bob, role: 'volunteer' }));
		expect(await personOf(phone)).toBe(bob);
	});

	test('a link works once; the one who used it may ask again', async () => {
		const link = await invited(tablet, { role: 'volunteer' });
		const phone = await join(link);
		const body = { invitation: link.invitation, secret: link.secret, device };
		const used = [410, 'invitation-used'];
		expect(await codeOf(relay.browser(), 'POST', '/api/join', body)).toEqual(used);
		expect(await codeOf(relay.browser(), 'POST', '/api/join/look', link)).toEqual(used);
		expect(await codeOf(phone, 'POST', '/api/join', body)).toEqual([200, 'ok']);
		const second = await invited(tablet, { role: 'volunteer' });
		expect(await codeOf(phone, 'POST', '/api/join', { ...body, ...second })).toEqual([
			...[409, 'already-joined']
		]);
		expect(await codeOf(relay.browser(), 'POST', '/api/join/look', second)).toEqual([200, 'ok']);
	});

	test('after 72 hours a link is over', async () => {
		const { invitation, secret, expiresAt } = await invited(tablet, { role: 'volunteer' });
		expect(expiresAt).toBeGreaterThan(Date.now() + 71.9 * 3_600_000);
		expect(expiresAt).toBeLessThan(Date.now() + 72.1 * 3_600_000);
		const { accounts } = relay.relay;
		const stored = accounts.invitation(idOf({ parse: () => invitation as never }, ''))!;
		const old = { ...stored, id: idOf(PersonId, 'old') as never, expiresAt: Date.now() - 1 };
		accounts.invite(old, stored.secret);
		const call = { invitation: old.id, secret };
		expect(await codeOf(relay.browser(), 'POST', '/api/join/look', call)).toEqual([
			...[410, 'invitation-expired']
		]);
	});

	test('guessing ends soon, for that address', async () => {
		await restart({ limits: { wrongSecretsAtOnce: 3, wrongSecretsPerHour: 1 } });
		const link = await invited(tablet, { role: 'volunteer' });
		const guess = { ...link, secret: 'a'.repeat(32) };
		const codes: unknown[] = [];
		for (let n = 0; n < 4; n++) codes.push(await codeOf(tablet, 'POST', '/api/join/look', guess));
		const unknown = [404, 'invitation-unknown'];
		expect(codes).toEqual([unknown, unknown, unknown, [429, 'too-many-attempts']]);
		expect(await codeOf(tablet, 'POST', '/api/join/look', link)).toEqual([
			429,
			'too-many-attempts'
		]);
	});

	test('coordinators see the open ones and take them back', async () => {
		const link = await invited(tablet, { role: 'partner' });
		const path = `/api/workspaces/${workspace}/invitations`;
		expect(await tablet.ask('GET', path)).toEqual({
			invitations: [
				{ invitation: link.invitation, person: null, role: 'partner', expiresAt: link.expiresAt }
			]
		});
		await tablet.ask('DELETE', `${path}/${link.invitation}`);
		expect(await tablet.ask('GET', path)).toEqual({ invitations: [] });
		expect(await codeOf(relay.browser(), 'POST', '/api/join/look', link)).toEqual([
			...[404, 'invitation-unknown']
		]);
	});

	test('a volunteer invites herself on a second device, and nobody else', async () => {
		const phone = await volunteer();
		const herself = await personOf(phone);
		const path = `/api/workspaces/${workspace}/invitations`;
		const no = [403, 'not-allowed'];
		expect(await codeOf(phone, 'POST', path, { role: 'volunteer' })).toEqual(no);
		expect(await codeOf(phone, 'POST', path, { person: ann, role: 'volunteer' })).toEqual(no);
		expect(await codeOf(phone, 'POST', path, { person: herself, role: 'coordinator' })).toEqual(no);
		const laptop = await join(await invited(phone, { person: herself, role: 'volunteer' }));
		expect(await personOf(laptop)).toBe(herself);
	});
});

describe('members and devices', () => {
	const members = `/api/workspaces/${workspace}/members`;

	test('coordinators see who joined with which device; nobody else does', async () => {
		const phone = await volunteer();
		const list = await tablet.ask<MembersAnswer>('GET', members);
		expect(
			list.members.map((member) => [member.role, member.devices[0]?.label]).toSorted()
		).toEqual([
			['coordinator', 'tablet'],
			['volunteer', 'phone']
		]);
		expect(await codeOf(phone, 'GET', members)).toEqual([403, 'not-allowed']);
		expect(await codeOf(relay.browser(), 'GET', members)).toEqual([401, 'no-session']);
		const elsewhere = relay.browser();
		await elsewhere.found(workspaceId('elders'), bob);
		expect(await codeOf(elsewhere, 'GET', members)).toEqual([403, 'not-a-member']);
	});

	test('a role changes by a coordinator, and never so that there is none', async () => {
		const phone = await volunteer();
		const person = await personOf(phone);
		const call = ['PATCH', `${members}/${person}`, { role: 'coordinator' }] as const;
		expect(await codeOf(phone, ...call)).toEqual([403, 'not-allowed']);
		expect(await codeOf(tablet, 'PATCH', `${members}/${ann}`, { role: 'volunteer' })).toEqual([
			...[409, 'last-coordinator']
		]);
		await tablet.ask(...call);
		await phone.ask('PATCH', `${members}/${ann}`, { role: 'volunteer' });
		expect(await codeOf(tablet, 'GET', members)).toEqual([403, 'not-allowed']);
		expect(await codeOf(phone, 'PATCH', `${members}/${bob}`, { role: 'partner' })).toEqual([
			...[404, 'member-unknown']
		]);
	});

	test('a device is withdrawn by a coordinator or by its own person', async () => {
		const [phone, other] = [await volunteer(), await volunteer()];
		const { memberships } = await phone.ask<MeAnswer>('GET', '/api/me');
		const path = `/api/workspaces/${workspace}/devices/${memberships[0]!.device}`;
		expect(await codeOf(other, 'DELETE', path)).toEqual([403, 'not-allowed']);
		await phone.ask('DELETE', path);
		expect(await codeOf(tablet, 'DELETE', path)).toEqual([404, 'device-unknown']);
		expect(await codeOf(phone, 'GET', members)).toEqual([403, 'device-withdrawn']);
		expect(await phone.ask('GET', '/api/me')).toEqual({ memberships: [] });
	});

	test('leaving takes one call', async () => {
		const phone = await volunteer();
		await phone.ask('POST', '/api/leave', { workspace });
		expect(await phone.ask('GET', '/api/me')).toEqual({ memberships: [] });
	});
});

describe('the example', () => {
	const season = idOf(SeasonId, 'autumn');
	const example = {
		...{ workspace: workspaceId('example'), coordinator: ann },
		people: [{ person: bob, role: 'volunteer' as const }],
		documents: [{ name: { kind: 'season', season } as const, update: changeOf('x') }]
	};

	test('is a whole workspace of which the visitor is coordinator', async () => {
		await restart({ services: { makeExample: () => example } });
		const visitor = relay.browser();
		const made = await visitor.ask('POST', '/api/example', { device });
		expect(made).toEqual({ workspace: example.workspace, person: ann });
		const list = await visitor.ask<MembersAnswer>(
			'GET',
			`/api/workspaces/${example.workspace}/members`
		);
		expect(list.members).toHaveLength(2);
		const state = relay.relay.hub.state(example.workspace, { kind: 'season', season });
		expect(state).toEqual(example.documents[0]!.update);
	});

	test('is refused in words where there is none', async () => {
		expect(await codeOf(tablet, 'POST', '/api/example', { device })).toEqual([501, 'no-example']);
	});
});

describe('bad requests', () => {
	test('are refused with a code and change nothing', async () => {
		const malformed = [400, 'malformed-request'];
		for (const body of [null, [], {}, { workspace: 'x', person: ann, device }, 'x']) {
			expect(await codeOf(tablet, 'POST', '/api/workspaces', body)).toEqual(malformed);
		}
		expect(await codeOf(tablet, 'POST', '/api/nothing', {})).toEqual([404, 'unknown-address']);
		const large = { workspace, person: ann, device: { label: 'x'.repeat(70_000) } };
		expect(await codeOf(tablet, 'POST', '/api/workspaces', large)).toEqual([413, 'too-large']);
	});

	test('of another site are refused, of our own and of ORIGINS are not', async () => {
		await restart({ origins: ['https://draaiboek.example'] });
		const from = (origin: string) => codeOf(tablet, 'POST', '/api/leave', {}, { origin });
		expect(await from('https://evil.example')).toEqual([403, 'wrong-origin']);
		expect(await from('null')).toEqual([403, 'wrong-origin']);
		expect(await from(`http://127.0.0.1:${relay.port}`)).toEqual([400, 'malformed-request']);
		expect(await from('https://draaiboek.example')).toEqual([400, 'malformed-request']);
	});

	test('that come too fast are told to wait, and reading goes on', async () => {
		await restart({ limits: { callsAtOnce: 3, callsPerMinute: 1 } });
		for (let n = 0; n < 2; n++) await tablet.call('POST', '/api/leave', {});
		expect(await codeOf(tablet, 'POST', '/api/leave', {})).toEqual([429, 'too-many-requests']);
		expect((await tablet.call('GET', '/api/me')).status).toBe(200);
	});
});

describe('every answer', () => {
	test('carries the headers that keep other sites out', async () => {
		const { headers } = await tablet.call('GET', '/health');
		expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('cache-control')).toBe('no-store');
	});

	test('/health tells what is open', async () => {
		expect(await tablet.ask('GET', '/health')).toEqual({
			...{ status: 'ok', version: 'test', documents: 0, sockets: 0 }
		});
	});
});
