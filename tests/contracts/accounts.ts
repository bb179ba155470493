import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
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
import { coordinatorsContract } from './accounts-coordinators.ts';
import { erasingContract } from './accounts-erasing.ts';
import { sessionsContract } from './accounts-sessions.ts';
import { trailContract } from './accounts-trail.ts';

/** What every keeper of accounts promises; `fresh` makes an empty place. */
export function accountsContract(name: string, fresh: () => Promise<AccountsPlace>): void {
	describe(`accounts contract: ${name}`, () => {
		const tested = new TestedAccounts(fresh);
		const invite: TestedAccounts['invite'] = (...whom) => tested.invite(...whom);
		let accounts: Accounts;

		beforeEach(() => {
			accounts = tested.one;
		});

		test('who registers a workspace is its coordinator, on that device', async () => {
			expect([await accounts.has(kern), await accounts.hasAny()]).toEqual([false, false]);
			expect(await accounts.found(arrival(), 'founded')).toBe('founded');
			expect([await accounts.has(kern), await accounts.hasAny()]).toEqual([true, true]);
			expect(await accounts.has(elders)).toBe(false);
			expect(await accounts.membership(annsCookie, kern, 9)).toEqual({
				...{ workspace: kern, device: id(DeviceId, 'tablet') },
				member: { person: ann, role: 'coordinator', organisations: [] },
				asOf: 1
			});
		});

		test('registering again changes nothing: the same session is told so, another is turned away', async () => {
			await accounts.found(arrival(), 'founded');
			const again = id(DeviceId, 'again');
			expect(await accounts.found(arrival({ device: again }), 'founded')).toBe('yours');
			expect(await accounts.found(arrival({ device: again, person: bob }), 'founded')).toBe(
				'taken'
			);
			expect(await accounts.found(arrival({ device: again, session: bobsCookie }), 'founded')).toBe(
				'taken'
			);
			expect((await accounts.members(kern)).flatMap((member) => member.devices)).toHaveLength(1);
		});

		test('one browser may belong to several workspaces, as somebody else in each', async () => {
			await accounts.found(arrival(), 'founded');
			await accounts.found(
				arrival({ workspace: elders, person: cas, device: id(DeviceId, 'd2'), at: 5 }),
				'founded'
			);
			const places = await accounts.memberships(annsCookie, 9);
			expect(places.map((place) => [place.workspace, place.member.person])).toEqual([
				[kern, ann],
				[elders, cas]
			]);
			expect(await accounts.memberships(bobsCookie, 9)).toEqual([]);
		});

		test('an invitation lets one device in, once', async () => {
			await accounts.found(arrival(), 'founded');
			await invite();
			expect(await accounts.join(link, bobArrives)).toBe('joined');
			expect((await accounts.member(kern, bob))?.role).toBe('volunteer');
			const late = arrival({ person: cas, session: hashOf('cas'), device: id(DeviceId, 'late') });
			expect(await accounts.join(link, late)).toBe('used');
			expect(await accounts.member(kern, cas)).toBeNull();
			expect(await accounts.memberships(hashOf('cas'), 9)).toEqual([]);
			expect((await accounts.invitation(link))?.usedBy).toBe(bobArrives.device);
		});

		test('a link never raises a member: she keeps the role that she has', async () => {
			await accounts.found(arrival(), 'founded');
			await invite(ann);
			await accounts.join(link, arrival({ session: bobsCookie, device: id(DeviceId, 'phone') }));
			expect((await accounts.member(kern, ann))?.role).toBe('coordinator');
			expect(await accounts.members(kern)).toHaveLength(1);
			expect((await accounts.members(kern))[0]?.devices).toHaveLength(2);
		});

		test('open invitations are those that can still be used', async () => {
			await accounts.found(arrival(), 'founded');
			await invite();
			expect(await accounts.openInvitations(kern, 99)).toEqual([
				{ id: link, workspace: kern, person: null, role: 'volunteer', expiresAt: 100 }
			]);
			expect(await accounts.openInvitations(kern, 100)).toEqual([]);
			expect(await accounts.openInvitations(elders, 1)).toEqual([]);
			await accounts.join(link, bobArrives);
			expect(await accounts.openInvitations(kern, 1)).toEqual([]);
		});

		test('an invitation can be taken back until it is used, in its own workspace', async () => {
			await accounts.found(arrival(), 'founded');
			await invite();
			expect(await accounts.cancelInvitation(elders, link, byAnn(5))).toBe(false);
			expect(await accounts.cancelInvitation(kern, link, byAnn(5))).toBe(true);
			expect(await accounts.invitation(link)).toBeNull();
			await invite();
			await accounts.join(link, bobArrives);
			expect(await accounts.cancelInvitation(kern, link, byAnn(5))).toBe(false);
		});

		test('a withdrawn device is out, and its other places are not', async () => {
			await accounts.found(arrival(), 'founded');
			await accounts.found(arrival({ workspace: elders, device: id(DeviceId, 'd2') }), 'founded');
			expect(await accounts.withdraw(elders, id(DeviceId, 'tablet'), byAnn(7))).toBe('unknown');
			expect(await accounts.withdraw(kern, id(DeviceId, 'tablet'), byAnn(7), 'even-the-last')).toBe(
				'withdrawn'
			);
			expect(await accounts.withdraw(kern, id(DeviceId, 'tablet'), byAnn(8))).toBe('unknown');
			expect(await accounts.membership(annsCookie, kern, 9)).toBe('withdrawn');
			expect((await accounts.memberships(annsCookie, 9)).map((place) => place.workspace)).toEqual([
				elders
			]);
			expect((await accounts.members(kern))[0]?.devices[0]?.withdrawnAt).toBe(7);
		});

		test('who is shut out is out with every device, and so are the invitations made for her', async () => {
			await accounts.found(arrival(), 'founded');
			await invite(bob);
			await accounts.join(link, bobArrives);
			const [hers, another] = [id(InvitationId, 'hers'), id(InvitationId, 'another')];
			const open = { workspace: kern, role: 'volunteer', expiresAt: 100 } as const;
			await accounts.invite({ ...open, id: hers, person: bob }, hashOf('secret'), ann);
			await accounts.invite({ ...open, id: another, person: null }, hashOf('secret'), ann);
			expect(await accounts.shutOut(kern, bob, byAnn(7))).toBe('shut-out');
			expect(await accounts.membership(bobsCookie, kern, 9)).toBe('withdrawn');
			expect((await accounts.openInvitations(kern, 8)).map((one) => one.id)).toEqual([another]);
			expect(await accounts.shutOut(kern, bob, byAnn(9))).toBe('shut-out');
			const bobs = (await accounts.members(kern)).find(({ member }) => member.person === bob);
			expect(bobs?.devices.map(({ withdrawnAt }) => withdrawnAt)).toEqual([7]);
			expect(await accounts.shutOut(kern, ann, byAnn(9))).toBe('last-coordinator');
			expect(await accounts.membership(annsCookie, kern, 9)).toMatchObject({ workspace: kern });
		});

		test('who was withdrawn can come in again with a new invitation', async () => {
			await accounts.found(arrival(), 'founded');
			await accounts.withdraw(kern, id(DeviceId, 'tablet'), byAnn(7), 'even-the-last');
			await invite(ann);
			await accounts.join(link, arrival({ device: id(DeviceId, 'again'), at: 8 }));
			expect(await accounts.membership(annsCookie, kern, 9)).toMatchObject({
				device: id(DeviceId, 'again')
			});
		});

		test('a role changes, with the organisations that go with it', async () => {
			await accounts.found(arrival(), 'founded');
			await accounts.enrol(kern, { person: bob, role: 'volunteer', organisations: [] });
			const organisation = id(OrganisationId, 'ocmw');
			expect(
				await accounts.setRole(
					kern,
					bob,
					{ role: 'partner', organisations: [organisation] },
					byAnn(9)
				)
			).toBe('changed');
			expect(await accounts.member(kern, bob)).toEqual({
				...{ person: bob, role: 'partner', organisations: [organisation] }
			});
			expect(
				await accounts.setRole(kern, cas, { role: 'partner', organisations: [] }, byAnn(9))
			).toBe('unknown');
		});

		test('the last time that a device was seen is known to the minute, and never goes back', async () => {
			await accounts.found(arrival(), 'founded');
			for (const at of [70_000, 60_000, 70_001]) await accounts.seen(id(DeviceId, 'tablet'), at);
			expect((await accounts.members(kern))[0]?.devices[0]).toEqual({
				...{ id: id(DeviceId, 'tablet'), label: 'tablet', joinedAt: 1, lastSeenAt: 70_000 },
				withdrawnAt: null
			});
		});

		test('knows whose device it is', async () => {
			await accounts.found(arrival(), 'founded');
			expect(await accounts.ownerOf(kern, id(DeviceId, 'tablet'))).toBe(ann);
			expect(await accounts.ownerOf(elders, id(DeviceId, 'tablet'))).toBeNull();
		});

		describe('two relays at once', () => {
			const rounds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
			let other: Accounts;

			beforeEach(async () => {
				other = await tested.connect();
			});

			test('found one workspace: one of them does', async () => {
				for (const round of rounds) {
					const workspace = id(WorkspaceId, round);
					const outcomes = await Promise.all([
						accounts.found(arrival({ workspace, device: id(DeviceId, `${round}1`) }), 'founded'),
						other.found(
							arrival({
								...{ workspace, person: bob, session: bobsCookie },
								device: id(DeviceId, `${round}2`)
							}),
							'founded'
						)
					]);
					expect(outcomes.toSorted()).toEqual(['founded', 'taken']);
					expect(await other.members(workspace)).toHaveLength(1);
				}
			});

			test('use one invitation: it lets one of them in', async () => {
				await accounts.found(arrival(), 'founded');
				for (const round of rounds) {
					const invitation = id(InvitationId, round);
					await invite(null, invitation);
					const join = (at: Accounts, word: string) =>
						at.join(invitation, {
							...arrival({ person: id(PersonId, word), session: hashOf(word) }),
							device: id(DeviceId, word)
						});
					const outcomes = await Promise.all([
						join(accounts, `${round}1`),
						join(other, `${round}2`)
					]);
					expect(outcomes.toSorted()).toEqual(['joined', 'used']);
				}
				expect(await other.members(kern)).toHaveLength(rounds.length + 1);
			});

			test('a herd that joins at once: everybody is let in, once', async () => {
				await accounts.found(arrival(), 'founded');
				const names = rounds.flatMap((round) => ['1', '2', '3'].map((n) => `${round}${n}`));
				for (const name of names) await invite(null, id(InvitationId, name));
				const outcomes = await Promise.all(
					names.map((name, index) =>
						(index % 2 === 0 ? accounts : other).join(id(InvitationId, name), {
							...arrival({ person: id(PersonId, name), session: hashOf(name) }),
							device: id(DeviceId, name)
						})
					)
				);
				expect(new Set(outcomes)).toEqual(new Set(['joined']));
				expect(await accounts.members(kern)).toHaveLength(names.length + 1);
			});
		});

		test('what one relay wrote, another sees', async () => {
			const other = await tested.connect();
			await accounts.found(arrival(), 'founded');
			expect(await other.membership(annsCookie, kern, 9)).toMatchObject({ workspace: kern });
			await other.withdraw(kern, id(DeviceId, 'tablet'), byAnn(7), 'even-the-last');
			expect(await accounts.membership(annsCookie, kern, 9)).toBe('withdrawn');
		});
	});
	coordinatorsContract(name, fresh);
	sessionsContract(name, fresh);
	trailContract(name, fresh);
	erasingContract(name, fresh);
}
