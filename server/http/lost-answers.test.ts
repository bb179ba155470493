// Who never got the answer that let her in, over a real listening server. Faults planted, each seen red and taken
// back: a device that lost its answer taken for a stranger, one that was shut out taken for itself.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InviteAnswer, MeAnswer } from '#wire/api.ts';
import { ann, codeOf, device, FoundedWorkspace, workspace } from '../testing/founded-workspace.ts';
import { workspaceId, type Browser } from '../testing/running-relay.ts';

const path = `/api/workspaces/${workspace}`;
let kern: FoundedWorkspace;

beforeEach(async () => {
	kern = await FoundedWorkspace.start();
});
afterEach(() => kern.relay.stop());

describe('an answer that was lost on its way, with the cookie in it', () => {
	const key = 'k'.repeat(43);
	const named = { ...device, key };
	const founding = { workspace: workspaceId('lost'), person: ann, device: named };
	const me = (browser: Browser) => browser.ask<MeAnswer>('GET', '/api/me');

	test('who founds again with the same key is let into her own workspace, and nobody else is', async () => {
		const first = await kern.relay.browser().call('POST', '/api/workspaces', founding);
		const again = kern.relay.browser();
		const second = await again.call('POST', '/api/workspaces', founding);
		expect([first.status, second.status]).toEqual([201, 200]);
		expect(second.body).toEqual(first.body);
		expect((await me(again)).memberships).toEqual([first.body]);
		for (const other of [{ ...device, key: 'o'.repeat(43) }, device]) {
			const stranger = { ...founding, device: other };
			expect(await codeOf(kern.relay.browser(), 'POST', '/api/workspaces', stranger)).toEqual([
				...[409, 'workspace-exists']
			]);
		}
	});

	test('who joins again with the same key is let in as herself, and may look at the link again', async () => {
		const { invitation, secret } = await kern.invited(kern.tablet, { role: 'volunteer' });
		const link = { invitation, secret };
		const joining = { ...link, name: 'Bob', device: named };
		const first = await kern.relay.browser().call('POST', '/api/join', joining);
		const again = kern.relay.browser();
		expect(await codeOf(again, 'POST', '/api/join/look', link)).toEqual([410, 'invitation-used']);
		const looked = await again.ask('POST', '/api/join/look', { ...link, key });
		expect(looked).toMatchObject({ workspace, role: 'volunteer', person: null });
		const second = await again.call('POST', '/api/join', joining);
		expect([first.status, second.status]).toEqual([201, 200]);
		expect((await me(again)).memberships).toEqual([first.body]);
		const other = { ...joining, device: { ...device, key: 'o'.repeat(43) } };
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/join', other)).toEqual([
			...[410, 'invitation-used']
		]);
	});

	test('a second workspace before the first is heard of belongs to the same browser', async () => {
		await kern.relay.browser().call('POST', '/api/workspaces', founding);
		const browser = kern.relay.browser();
		const second = { ...founding, workspace: workspaceId('next') };
		await browser.ask('POST', '/api/workspaces', second);
		await browser.ask('POST', '/api/workspaces', { ...founding, device });
		expect((await me(browser)).memberships).toHaveLength(2);
	});

	test('who was shut out does not come back with it as the device that she was', async () => {
		const joining = { name: 'Bob', device: named };
		const linkOf = ({ invitation, secret }: InviteAnswer) => ({ invitation, secret });
		const link = linkOf(await kern.invited(kern.tablet, { role: 'volunteer' }));
		const phone = kern.relay.browser();
		await phone.ask('POST', '/api/join', { ...link, ...joining });
		await kern.tablet.ask('DELETE', `${path}/devices/${(await me(phone)).memberships[0]!.device}`);
		const again = kern.relay.browser();
		expect(await codeOf(again, 'POST', '/api/join', { ...link, ...joining })).toEqual([
			...[410, 'invitation-used']
		]);
		const newLink = linkOf(await kern.invited(kern.tablet, { role: 'volunteer' }));
		await again.ask('POST', '/api/join', { ...newLink, ...joining });
		expect((await me(again)).memberships).toHaveLength(1);
		expect(again.cookie).not.toBe(phone.cookie);
	});

	test('a key that is none is said to be', async () => {
		const short = { ...founding, device: { ...device, key: 'short' } };
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/workspaces', short)).toEqual([
			...[400, 'malformed-request']
		]);
	});
});
