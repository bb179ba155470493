import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId } from '#domain/ids.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import {
	ann,
	annsCookie,
	arrival,
	bob,
	bobArrives,
	bobsCookie,
	byAnn,
	cas,
	elders,
	id,
	kern,
	link,
	TestedAccounts,
	type AccountsPlace
} from './accounts-place.ts';

/** What is left of somebody who was erased: an id in a list, and devices that can be told so. */
export function erasingContract(name: string, fresh: () => Promise<AccountsPlace>): void {
	describe(`accounts contract, erasing: ${name}`, () => {
		const tested = new TestedAccounts(fresh);
		let accounts: Accounts;

		beforeEach(async () => {
			accounts = tested.one;
			await accounts.found(arrival(), 'founded');
			await tested.invite(bob);
			await accounts.join(link, bobArrives);
		});

		test('she is no member any more, and her devices are told why', async () => {
			expect(await accounts.erase(kern, bob, byAnn(10))).toBe('erased');
			expect(await accounts.member(kern, bob)).toBeNull();
			expect((await accounts.members(kern)).map(({ member }) => member.person)).toEqual([ann]);
			expect(await accounts.membership(bobsCookie, kern, 11)).toBe('erased');
			expect(await accounts.memberships(bobsCookie, 11)).toEqual([]);
			expect(await accounts.membership(hashOf('a stranger'), kern, 11)).toBeNull();
			expect(await accounts.membership(annsCookie, kern, 11)).toMatchObject({ workspace: kern });
		});

		test('nobody of that id is let in, enrolled or invited from then on', async () => {
			const another = id(InvitationId, 'another');
			await tested.invite(bob, another);
			await accounts.erase(kern, bob, byAnn(10));
			expect(await accounts.invitation(another)).toBeNull();
			expect(await accounts.join(another, bobArrives)).toBe('unknown');
			await accounts.enrol(kern, { person: bob, role: 'coordinator', organisations: [] });
			expect(await accounts.member(kern, bob)).toBeNull();
			const invitation = { id: another, workspace: kern, person: bob, expiresAt: 100 };
			const invited = accounts.invite({ ...invitation, role: 'volunteer' }, hashOf('s'), ann);
			expect(await invited).toBe('erased');
			expect(await accounts.invitation(another)).toBeNull();
		});

		test('the same browser may come in as somebody new', async () => {
			await accounts.erase(kern, bob, byAnn(10));
			const another = id(InvitationId, 'another');
			await tested.invite(null, another);
			const again = { ...bobArrives, person: cas, device: id(DeviceId, 'again'), at: 11 };
			expect(await accounts.join(another, again)).toBe('joined');
			expect(await accounts.membership(bobsCookie, kern, 12)).toMatchObject({
				member: { person: cas }
			});
		});

		test('it is noted once, with ids alone, and stays in the list of the erased', async () => {
			await accounts.erase(kern, bob, { by: null, at: 10 });
			await accounts.erase(kern, bob, byAnn(20));
			const [last, before] = await accounts.audit(kern, { before: null, most: 2 }, 20);
			expect(last).toMatchObject({ kind: 'erased', by: null, person: bob, at: 10 });
			expect(before?.kind).toBe('joined');
			const erasure = { workspace: kern, person: bob, at: 10, doneAt: null, broughtBackAt: null };
			expect(await accounts.erasures()).toEqual([erasure]);
			await accounts.erasureDone(erasure, 30);
			expect(await (await tested.connect()).erasures()).toEqual([{ ...erasure, doneAt: 30 }]);
		});

		test('what is brought back of hers opens it again, until that is done as well', async () => {
			await accounts.erase(kern, bob, byAnn(10));
			const [erasure] = await accounts.erasures();
			await accounts.erasureDone(erasure!, 30);
			expect(await accounts.broughtBack(kern, 40)).toEqual([bob]);
			const [open] = await (await tested.connect()).erasures();
			expect(open).toEqual({ ...erasure, doneAt: null, broughtBackAt: 40 });
			await accounts.broughtBack(kern, 40);
			await accounts.erasureDone(open!, 50);
			const [later] = await accounts.erasures();
			expect(later).toEqual({ ...open, broughtBackAt: 41 });
			await accounts.erasureDone(later!, 60);
			expect(await accounts.erasures()).toEqual([{ ...later, doneAt: 60 }]);
		});

		test('what is brought back opens what is under way there, or else the last; and nothing elsewhere', async () => {
			expect(await accounts.broughtBack(kern, 5)).toEqual([]);
			await accounts.erase(kern, bob, byAnn(10));
			await accounts.erasureDone((await accounts.erasures())[0]!, 15);
			await accounts.erase(kern, cas, byAnn(20));
			expect(await accounts.broughtBack(elders, 25)).toEqual([]);
			expect(await accounts.broughtBack(kern, 25)).toEqual([cas]);
			await accounts.erasureDone((await accounts.erasures())[1]!, 30);
			expect(await accounts.broughtBack(kern, 35)).toEqual([cas]);
		});

		test('somebody who never joined is listed, too', async () => {
			expect(await accounts.erase(kern, cas, byAnn(10))).toBe('erased');
			expect(await accounts.erasures()).toMatchObject([{ person: cas }]);
		});

		test('other workspaces know nothing of it', async () => {
			const elsewhere = { workspace: elders, device: id(DeviceId, 'd2') };
			await accounts.found({ ...bobArrives, ...elsewhere }, 'founded');
			await accounts.erase(kern, bob, byAnn(10));
			expect(await accounts.membership(bobsCookie, elders, 11)).toMatchObject(elsewhere);
			expect(await accounts.erase(id(DeviceId, 'none') as never, bob, byAnn(10))).toBe('unknown');
			expect(await accounts.erasures()).toHaveLength(1);
		});

		test('the last coordinator stays', async () => {
			expect(await accounts.erase(kern, ann, byAnn(10))).toBe('last-coordinator');
			expect(await accounts.membership(annsCookie, kern, 11)).toMatchObject({ workspace: kern });
			expect(await accounts.erasures()).toEqual([]);
		});

		test('compacting takes nothing that counts', async () => {
			await accounts.erase(kern, bob, byAnn(10));
			const members = await accounts.members(kern);
			await accounts.compact();
			expect(await accounts.members(kern)).toEqual(members);
			expect(await accounts.erasures()).toHaveLength(1);
		});
	});
}
