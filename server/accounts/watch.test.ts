// Two relays on one file of accounts. Faults planted in watch.ts, each seen red and taken back: a
// withdrawn device that stays; a change of role that is not looked at, or by which also who came after it
// goes; news counted as read before it was; visits of workspaces in which nothing changed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeviceId, InvitationId, OrganisationId, type WorkspaceId } from '#domain/ids.ts';
import { defaultLimits } from '../limits.ts';
import type { Visitor } from '../relay/visit.ts';
import { idOf, personId, workspaceId } from '../testing/running-relay.ts';
import { hashOf } from './secrets.ts';
import { SqlAccounts } from './sql-accounts.ts';
import { SqliteSql } from './sqlite.ts';
import { AccountsWatch, standingOf } from './watch.ts';

const [kern, elders] = [workspaceId('kern'), workspaceId('elders')];
const [ann, bob] = [personId('ann'), personId('bob')];
const [tablet, phone] = [idOf(DeviceId, 'tablet'), idOf(DeviceId, 'phone')];
const byAnn = (at: number) => ({ by: ann, from: tablet, at });

let folder: string;
let here: SqlAccounts;
let elsewhere: SqlAccounts;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'watch-'));
	const open = () => new SqlAccounts(new SqliteSql(join(folder, 'a.sqlite')), defaultLimits);
	here = open();
	elsewhere = open();
	await found(kern, tablet);
	await found(elders, idOf(DeviceId, 'other'));
	const link = idOf(InvitationId, 'link');
	const invitation = { id: link, workspace: kern, person: bob, expiresAt: 100 };
	await here.invite({ ...invitation, role: 'volunteer' }, hashOf('secret'), ann);
	await here.join(link, { ...arrival(kern, phone), person: bob, session: hashOf('bob') });
});

afterEach(async () => {
	await Promise.all([here.close(), elsewhere.close()]);
	rmSync(folder, { recursive: true });
});

function arrival(workspace: WorkspaceId, device: DeviceId) {
	return { workspace, person: ann, session: hashOf('ann'), device, label: '', at: 1 };
}

async function found(workspace: WorkspaceId, device: DeviceId): Promise<void> {
	await here.found(arrival(workspace, device), 'founded');
}

/** A relay's visits without a relay: who was hung up on, with which code. */
class Visits {
	readonly present: [WorkspaceId, Visitor][] = [];
	readonly ended: (readonly [Visitor['device'], number])[] = [];
	readonly reports: unknown[] = [];
	readonly watch: AccountsWatch;

	constructor(accounts: Pick<SqlAccounts, 'changes' | 'members'> = here) {
		this.watch = new AccountsWatch({
			accounts,
			dropWhere: (isSought, code) => {
				for (const [workspace, visitor] of this.present)
					if (isSought(workspace, visitor)) this.ended.push([visitor.device, code]);
			},
			report: (cause) => this.reports.push(cause)
		});
	}

	/** Lets in whoever holds this session there now. */
	async come(workspace: WorkspaceId, session: string): Promise<void> {
		const standing = await here.membership(hashOf(session), workspace, 5);
		if (standing === null || typeof standing === 'string') throw new Error('not a member');
		this.present.push([workspace, standing]);
	}
}

describe('what another relay did to the accounts', () => {
	let visits: Visits;

	beforeEach(async () => {
		visits = new Visits();
		await visits.watch.look();
		await visits.come(kern, 'ann');
		await visits.come(kern, 'bob');
		await visits.come(elders, 'ann');
	});

	test('ends the visits of a device that was withdrawn, for good, and no other', async () => {
		await elsewhere.withdraw(kern, phone, byAnn(5));
		await visits.watch.look();
		expect(visits.ended).toEqual([[phone, 4410]]);
	});

	test('sends her away whose role changed, to come back as what she is now', async () => {
		const organisations = [idOf(OrganisationId, 'ocmw')];
		await elsewhere.setRole(kern, bob, { role: 'partner', organisations }, byAnn(5));
		await visits.watch.look();
		expect(visits.ended).toEqual([[phone, 1012]]);
	});

	test('sends her away who had her old role back before it looked, for her device may have asked in between', async () => {
		const was = { role: 'volunteer', organisations: [] } as const;
		await elsewhere.setRole(kern, bob, { ...was, role: 'coordinator' }, byAnn(5));
		await elsewhere.setRole(kern, bob, was, byAnn(6));
		await visits.watch.look();
		expect(visits.ended).toEqual([[phone, 1012]]);
	});

	test('lets her be who came after her role was changed', async () => {
		await elsewhere.setRole(kern, bob, { role: 'partner', organisations: [] }, byAnn(5));
		visits.present.splice(0);
		await visits.come(kern, 'bob');
		await visits.watch.look();
		expect(visits.ended).toEqual([]);
	});

	test('ends all visits of who was shut out, or signed out', async () => {
		await elsewhere.signOut(kern, 'all', { by: bob, from: phone, at: 5 });
		await visits.watch.look();
		await elsewhere.shutOut(kern, bob, byAnn(6));
		await visits.watch.look();
		expect(visits.ended).toEqual([[phone, 4410]]);
	});

	test('is told once, and what changes nothing for a visitor ends nothing', async () => {
		await elsewhere.note(kern, { kind: 'exported', at: 5, by: ann });
		await elsewhere.enrol(kern, { person: personId('cas'), role: 'volunteer', organisations: [] });
		await visits.watch.look();
		await visits.watch.look();
		expect(visits.ended).toEqual([]);
	});
});

test('what happened before a relay began is no news to it', async () => {
	await elsewhere.withdraw(kern, phone, byAnn(5));
	const members = vi.spyOn(here, 'members');
	const visits = new Visits();
	await visits.watch.look();
	expect(members).not.toHaveBeenCalled();
});

describe('accounts that do not answer', () => {
	test('are reported once, and what was missed is read afterwards', async () => {
		let isBroken = false;
		const visits = new Visits({
			changes: (after) => here.changes(after),
			members: (workspace) =>
				isBroken ? Promise.reject(new Error('no line')) : here.members(workspace)
		});
		await visits.watch.look();
		await visits.come(kern, 'bob');
		isBroken = true;
		await elsewhere.withdraw(kern, phone, byAnn(5));
		await visits.watch.look();
		await visits.watch.look();
		expect(visits.reports).toEqual([new Error('no line')]);
		expect(visits.ended).toEqual([]);
		isBroken = false;
		await visits.watch.look();
		expect(visits.ended).toEqual([[phone, 4410]]);
	});

	test('are not asked again while they are being asked', async () => {
		let asked = 0;
		const never = new Promise<never>(() => undefined);
		const changes = () => (asked++, never);
		const visits = new Visits({ changes, members: () => never });
		void visits.watch.look();
		await visits.watch.look();
		expect(asked).toBe(1);
	});
});

test('a device that the accounts do not know (any more) is asked to come back and say who it is', () => {
	const member = { person: bob, role: 'volunteer', organisations: [] } as const;
	const visitor = { device: phone, member, asOf: 1 };
	expect(standingOf(visitor, { members: [], roles: [] })).toBe('other');
	expect(standingOf(visitor, { members: [{ member, devices: [] }], roles: [] })).toBe('other');
});
