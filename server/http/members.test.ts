// Invitations, members and devices over a real listening server. Faults planted, each seen red and taken
// back: members listed to anybody, a volunteer who invites a coordinator, secrets not counted.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvitationId, PersonId } from '#domain/ids.ts';
import type { MeAnswer, MembersAnswer } from '#wire/api.ts';
import {
	ann,
	bob,
	codeOf,
	device,
	FoundedWorkspace,
	personOf,
	workspace
} from '../testing/founded-workspace.ts';
import { idOf, workspaceId } from '../testing/running-relay.ts';

let kern: FoundedWorkspace;

beforeEach(async () => {
	kern = await FoundedWorkspace.start();
});
afterEach(() => kern.relay.stop());

describe('invitations', () => {
	test('a link for a role makes a new person, who is introduced by her name', async () => {
		const introduced: unknown[] = [];
		await kern.restart({
			services: {
				introduce: (...who) => Promise.resolve(void introduced.push(who)),
				workspaceName: () => Promise.resolve('Kern')
			}
		});
		const link = await kern.invited(kern.tablet, { role: 'volunteer' });
		expect(await kern.relay.browser().ask('POST', '/api/join/look', link)).toEqual({
			...{ workspace, workspaceName: 'Kern', role: 'volunteer', person: null },
			personName: null
		});
		const phone = await kern.join(link);
		const person = PersonId.parse(await personOf(phone));
		expect(person).not.toBeNull();
		expect(introduced).toEqual([[workspace, person, 'Bob']]);
	});

	test('a link for a person says whose it is, to whoever has the secret and to nobody else', async () => {
		const names = new Map([[bob, 'Bob']]);
		await kern.restart({
			services: { personName: (_, person) => Promise.resolve(names.get(person) ?? null) }
		});
		const link = await kern.invited(kern.tablet, { person: bob, role: 'volunteer' });
		const browser = kern.relay.browser();
		expect(await browser.ask('POST', '/api/join/look', link)).toMatchObject({
			person: bob,
			personName: 'Bob'
		});
		const guess = { ...link, secret: 'a'.repeat(32) };
		expect((await browser.call('POST', '/api/join/look', guess)).body).not.toHaveProperty(
			'personName'
		);
	});

	test('a link for a person makes no new one', async () => {
		const phone = await kern.join(
			await kern.invited(kern.tablet, { person: bob, role: 'volunteer' })
		);
		expect(await personOf(phone)).toBe(bob);
	});

	test('a link works once; the one who used it may ask again', async () => {
		const link = await kern.invited(kern.tablet, { role: 'volunteer' });
		const phone = await kern.join(link);
		const body = { invitation: link.invitation, secret: link.secret, device };
		const used = [410, 'invitation-used'];
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join', body)).toEqual(used);
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join/look', link)).toEqual(used);
		expect(await codeOf(phone, 'POST', '/api/join', body)).toEqual([200, 'ok']);
		const second = await kern.invited(kern.tablet, { role: 'volunteer' });
		expect(await codeOf(phone, 'POST', '/api/join', { ...body, ...second })).toEqual([
			...[409, 'already-joined']
		]);
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join/look', second)).toEqual([
			200,
			'ok'
		]);
	});

	test('after 72 hours a link is over', async () => {
		const { invitation, secret, expiresAt } = await kern.invited(kern.tablet, {
			role: 'volunteer'
		});
		expect(expiresAt).toBeGreaterThan(Date.now() + 71.9 * 3_600_000);
		expect(expiresAt).toBeLessThan(Date.now() + 72.1 * 3_600_000);
		const { accounts } = kern.relay.relay;
		const stored = (await accounts.invitation(idOf(InvitationId, invitation)))!;
		const old = { ...stored, id: idOf(InvitationId, 'old'), expiresAt: Date.now() - 1 };
		await accounts.invite(old, stored.secret, ann);
		const call = { invitation: old.id, secret };
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join/look', call)).toEqual([
			...[410, 'invitation-expired']
		]);
	});

	test('a host may give links less time', async () => {
		await kern.restart({ limits: { invitationHours: 0.5 } });
		const { expiresAt } = await kern.invited(kern.tablet, { role: 'volunteer' });
		expect(Math.abs(expiresAt - Date.now() - 1_800_000)).toBeLessThan(60_000);
	});

	test('guessing ends soon, for that address', async () => {
		await kern.restart({ limits: { wrongSecretsAtOnce: 3, wrongSecretsPerHour: 1 } });
		const link = await kern.invited(kern.tablet, { role: 'volunteer' });
		const guess = { ...link, secret: 'a'.repeat(32) };
		const codes: unknown[] = [];
		for (let n = 0; n < 4; n++)
			codes.push(await codeOf(kern.tablet, 'POST', '/api/join/look', guess));
		const unknown = [404, 'invitation-unknown'];
		expect(codes).toEqual([unknown, unknown, unknown, [429, 'too-many-attempts']]);
		expect(await codeOf(kern.tablet, 'POST', '/api/join/look', link)).toEqual([
			429,
			'too-many-attempts'
		]);
	});

	test('coordinators see the open ones and take them back', async () => {
		const link = await kern.invited(kern.tablet, { role: 'partner' });
		const path = `/api/workspaces/${workspace}/invitations`;
		expect(await kern.tablet.ask('GET', path)).toEqual({
			invitations: [
				{ invitation: link.invitation, person: null, role: 'partner', expiresAt: link.expiresAt }
			]
		});
		await kern.tablet.ask('DELETE', `${path}/${link.invitation}`);
		expect(await kern.tablet.ask('GET', path)).toEqual({ invitations: [] });
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join/look', link)).toEqual([
			...[404, 'invitation-unknown']
		]);
	});

	test('a volunteer invites herself on a second device, and nobody else', async () => {
		const phone = await kern.volunteer();
		const herself = await personOf(phone);
		const path = `/api/workspaces/${workspace}/invitations`;
		const no = [403, 'not-allowed'];
		expect(await codeOf(phone, 'POST', path, { role: 'volunteer' })).toEqual(no);
		expect(await codeOf(phone, 'POST', path, { person: ann, role: 'volunteer' })).toEqual(no);
		expect(await codeOf(phone, 'POST', path, { person: herself, role: 'coordinator' })).toEqual(no);
		const laptop = await kern.join(
			await kern.invited(phone, { person: herself, role: 'volunteer' })
		);
		expect(await personOf(laptop)).toBe(herself);
	});
});

describe('members and devices', () => {
	const members = `/api/workspaces/${workspace}/members`;

	test('coordinators see who joined with which device; nobody else does', async () => {
		const phone = await kern.volunteer();
		const list = await kern.tablet.ask<MembersAnswer>('GET', members);
		expect(
			list.members.map((member) => [member.role, member.devices[0]?.label]).toSorted()
		).toEqual([
			['coordinator', 'tablet'],
			['volunteer', 'phone']
		]);
		expect(await codeOf(phone, 'GET', members)).toEqual([403, 'not-allowed']);
		expect(await codeOf(kern.relay.browser(), 'GET', members)).toEqual([401, 'no-session']);
		const elsewhere = kern.relay.browser();
		await elsewhere.found(workspaceId('elders'), bob);
		expect(await codeOf(elsewhere, 'GET', members)).toEqual([403, 'not-a-member']);
	});

	test('a role changes by a coordinator, and never so that there is none', async () => {
		const phone = await kern.volunteer();
		const person = await personOf(phone);
		const call = ['PATCH', `${members}/${person}`, { role: 'coordinator' }] as const;
		expect(await codeOf(phone, ...call)).toEqual([403, 'not-allowed']);
		expect(await codeOf(kern.tablet, 'PATCH', `${members}/${ann}`, { role: 'volunteer' })).toEqual([
			...[409, 'last-coordinator']
		]);
		await kern.tablet.ask(...call);
		await phone.ask('PATCH', `${members}/${ann}`, { role: 'volunteer' });
		expect(await codeOf(kern.tablet, 'GET', members)).toEqual([403, 'not-allowed']);
		expect(await codeOf(phone, 'PATCH', `${members}/${bob}`, { role: 'partner' })).toEqual([
			...[404, 'member-unknown']
		]);
	});

	test('a device is withdrawn by a coordinator or by its own person', async () => {
		const [phone, other] = [await kern.volunteer(), await kern.volunteer()];
		const { memberships } = await phone.ask<MeAnswer>('GET', '/api/me');
		const path = `/api/workspaces/${workspace}/devices/${memberships[0]!.device}`;
		expect(await codeOf(other, 'DELETE', path)).toEqual([403, 'not-allowed']);
		await phone.ask('DELETE', path);
		expect(await codeOf(kern.tablet, 'DELETE', path)).toEqual([404, 'device-unknown']);
		expect(await codeOf(phone, 'GET', members)).toEqual([403, 'device-withdrawn']);
		expect(await phone.ask('GET', '/api/me')).toEqual({ memberships: [] });
	});

	test('a person is shut out by a coordinator, stays on the list, and never so that nobody is left', async () => {
		const phone = await kern.volunteer();
		const person = await personOf(phone);
		const path = `${members}/${person}`;
		const [one] = (await kern.tablet.ask<MeAnswer>('GET', '/api/me')).memberships;
		expect(await codeOf(phone, 'DELETE', path)).toEqual([403, 'not-allowed']);
		await kern.tablet.ask('DELETE', path);
		expect(await phone.ask('GET', '/api/me')).toEqual({ memberships: [] });
		const list = await kern.tablet.ask<MembersAnswer>('GET', members);
		expect(list.thisDevice).toBe(one?.device);
		const left = list.members.find((member) => member.person === person);
		expect(left?.devices[0]?.withdrawnAt).toBeGreaterThan(0);
		expect(await codeOf(kern.tablet, 'DELETE', `${members}/${ann}`)).toEqual([
			...[409, 'last-coordinator']
		]);
	});

	test('the last device that coordinates is not withdrawn, and leaves only when it knows', async () => {
		const [one] = (await kern.tablet.ask<MeAnswer>('GET', '/api/me')).memberships;
		const path = `/api/workspaces/${workspace}/devices/${one!.device}`;
		const refused = [409, 'last-coordinator'];
		expect(await codeOf(kern.tablet, 'DELETE', path)).toEqual(refused);
		expect(await codeOf(kern.tablet, 'POST', '/api/leave', { workspace })).toEqual(refused);
		expect((await kern.tablet.ask<MeAnswer>('GET', '/api/me')).memberships).toEqual([one]);
		await kern.tablet.ask('POST', '/api/leave', { workspace, evenLast: true });
		expect(await kern.tablet.ask('GET', '/api/me')).toEqual({ memberships: [] });
	});

	test('leaving takes one call', async () => {
		const phone = await kern.volunteer();
		await phone.ask('POST', '/api/leave', { workspace });
		expect(await phone.ask('GET', '/api/me')).toEqual({ memberships: [] });
	});
});
