// How soon a relay hears what another one did to the accounts, on a clock that is moved by hand: half of the promised
// second may be spent waiting, the other half is for looking and hanging up. Faults planted in relay.ts and watch.ts,
// each seen red and taken back: a look every five seconds, every 600 ms, or once; a second that is a minute.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { DeviceId, InvitationId } from '#domain/ids.ts';
import { defaultLimits } from '../limits.ts';
import { ann, bob, FoundedWorkspace, workspace } from '../testing/founded-workspace.ts';
import { idOf } from '../testing/running-relay.ts';
import { hashOf } from './secrets.ts';
import { SqlAccounts } from './sql-accounts.ts';
import { SqliteSql } from './sqlite.ts';
import { outWithinMs } from './watch.ts';

const phone = idOf(DeviceId, 'phone');
const cookie = '__Host-draaiboek=the-token-of-bob';
let folder: string;
let kern: FoundedWorkspace;
let elsewhere: SqlAccounts;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	folder = mkdtempSync(join(tmpdir(), 'round-'));
	const open = () => new SqlAccounts(new SqliteSql(join(folder, 'a.sqlite')), defaultLimits);
	elsewhere = open();
	kern = await FoundedWorkspace.start({ shared: { accounts: open() } });
	const invitation = { id: idOf(InvitationId, 'link'), workspace, person: bob, expiresAt: 100 };
	await elsewhere.invite({ ...invitation, role: 'volunteer' }, hashOf('secret'), ann);
	await elsewhere.join(invitation.id, {
		...{ workspace, person: bob, session: hashOf('the-token-of-bob') },
		...{ device: phone, label: 'phone', at: Date.now() }
	});
});

afterEach(async () => {
	vi.useRealTimers();
	await kern.relay.stop();
	await elsewhere.close();
	rmSync(folder, { recursive: true });
});

test('the promise is a second', () => {
	expect(outWithinMs).toBe(1_000);
});

describe('what another relay did just after a look', () => {
	const byAnn = { by: ann, from: idOf(DeviceId, 'tablet'), at: 5 };
	const deeds: Record<string, readonly [code: number, done: () => Promise<unknown>]> = {
		'a device that was withdrawn': [4410, () => elsewhere.withdraw(workspace, phone, byAnn)],
		'a role that changed': [
			1012,
			() => elsewhere.setRole(workspace, bob, { role: 'partner', organisations: [] }, byAnn)
		],
		'somebody who signed out everywhere': [
			4410,
			() => elsewhere.signOut(workspace, 'all', { by: bob, from: phone, at: 5 })
		]
	};

	test.each(Object.entries(deeds))('is known here in half of it: %s', async (_, [code, done]) => {
		const line = new WebSocket(`${kern.relay.syncUrl}/${workspace}`, { headers: { cookie } });
		const closed = once(line, 'close');
		await once(line, 'open');
		const looks = vi.spyOn(kern.relay.relay.accounts, 'changes');
		for (let ms = 0; ms < outWithinMs && looks.mock.calls.length === 0; ms += 10)
			await vi.advanceTimersByTimeAsync(10);
		looks.mockClear();
		await done();
		await vi.advanceTimersByTimeAsync(outWithinMs / 2);
		expect(looks).toHaveBeenCalled();
		expect((await closed)[0]).toBe(code);
	});
});
