import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Accounts, Arrival } from '#server/accounts/accounts.ts';
import { hashOf } from '#server/accounts/secrets.ts';

const id = <Id extends string>(kind: { parse(text: unknown): Id | null }, word: string): Id =>
	kind.parse(word.padEnd(16, '0'))!;
const kern = id(WorkspaceId, 'kern');
const elders = id(WorkspaceId, 'elders');
const [ann, bob, cas] = ['ann', 'bob', 'cas'].map((name) => id(PersonId, name)) as [
	PersonId,
	PersonId,
	PersonId
];
const link = id(InvitationId, 'link');
const [annsCookie, bobsCookie] = [hashOf('ann'), hashOf('bob')];

function arrival(changes: Partial<Arrival> = {}): Arrival {
	return {
		...{ workspace: kern, person: ann, session: annsCookie },
		...{ device: id(DeviceId, 'tablet'), label: 'tablet', at: 1 },
		...changes
	};
}

const bobArrives = arrival({
	person: bob,
	session: bobsCookie,
	device: id(DeviceId, 'phone'),
	at: 2
});

/** What every keeper of accounts promises; `open` gives a fresh, empty one. */
export function accountsContract(name: string, open: () => Accounts): void {
	describe(`accounts contract: ${name}`, () => {
		let accounts: Accounts;

		beforeEach(() => {
			accounts = open();
		});

		function invite(person: PersonId | null = null): void {
			const invitation = {
				id: link,
				workspace: kern,
				person,
				role: 'volunteer',
				expiresAt: 100
			} as const;
			accounts.invite(invitation, hashOf('secret'));
		}

		test('who registers a workspace is its coordinator, on that device', () => {
			expect(accounts.has(kern)).toBe(false);
			expect(accounts.found(arrival())).toBe('founded');
			expect(accounts.has(kern)).toBe(true);
			expect(accounts.membership(annsCookie, kern)).toEqual({
				...{ workspace: kern, device: id(DeviceId, 'tablet') },
				member: { person: ann, role: 'coordinator', organisations: [] }
			});
		});

		test('registering again changes nothing: the same session is told so, another is turned away', () => {
			accounts.found(arrival());
			const again = id(DeviceId, 'again');
			expect(accounts.found(arrival({ device: again }))).toBe('yours');
			expect(accounts.found(arrival({ device: again, person: bob }))).toBe('taken');
			expect(accounts.found(arrival({ device: again, session: bobsCookie }))).toBe('taken');
			expect(accounts.members(kern).flatMap((member) => member.devices)).toHaveLength(1);
		});

		test('one browser may belong to several workspaces, as somebody else in each', () => {
			accounts.found(arrival());
			accounts.found(
				arrival({ workspace: elders, person: cas, device: id(DeviceId, 'd2'), at: 5 })
			);
			const places = accounts.memberships(annsCookie);
			expect(places.map((place) => [place.workspace, place.member.person])).toEqual([
				[kern, ann],
				[elders, cas]
			]);
			expect(accounts.memberships(bobsCookie)).toEqual([]);
		});

		test('an invitation lets one device in, once', () => {
			accounts.found(arrival());
			invite();
			expect(accounts.join(link, bobArrives)).toBe('joined');
			expect(accounts.member(kern, bob)?.role).toBe('volunteer');
			const late = arrival({ person: cas, session: hashOf('cas'), device: id(DeviceId, 'late') });
			expect(accounts.join(link, late)).toBe('used');
			expect(accounts.member(kern, cas)).toBeNull();
			expect(accounts.memberships(hashOf('cas'))).toEqual([]);
			expect(accounts.invitation(link)?.usedBy).toBe(bobArrives.device);
		});

		test('a link never raises a member: she keeps the role that she has', () => {
			accounts.found(arrival());
			invite(ann);
			accounts.join(link, arrival({ session: bobsCookie, device: id(DeviceId, 'phone') }));
			expect(accounts.member(kern, ann)?.role).toBe('coordinator');
			expect(accounts.members(kern)).toHaveLength(1);
			expect(accounts.members(kern)[0]?.devices).toHaveLength(2);
		});

		test('open invitations are those that can still be used', () => {
			invite();
			expect(accounts.openInvitations(kern, 99)).toEqual([
				{ id: link, workspace: kern, person: null, role: 'volunteer', expiresAt: 100 }
			]);
			expect(accounts.openInvitations(kern, 100)).toEqual([]);
			expect(accounts.openInvitations(elders, 1)).toEqual([]);
			accounts.join(link, bobArrives);
			expect(accounts.openInvitations(kern, 1)).toEqual([]);
		});

		test('an invitation can be taken back until it is used, in its own workspace', () => {
			invite();
			expect(accounts.cancelInvitation(elders, link)).toBe(false);
			expect(accounts.cancelInvitation(kern, link)).toBe(true);
			expect(accounts.invitation(link)).toBeNull();
			invite();
			accounts.join(link, bobArrives);
			expect(accounts.cancelInvitation(kern, link)).toBe(false);
		});

		test('a withdrawn device is out, and its other places are not', () => {
			accounts.found(arrival());
			accounts.found(arrival({ workspace: elders, device: id(DeviceId, 'd2') }));
			expect(accounts.withdraw(elders, id(DeviceId, 'tablet'), 7)).toBe(false);
			expect(accounts.withdraw(kern, id(DeviceId, 'tablet'), 7)).toBe(true);
			expect(accounts.withdraw(kern, id(DeviceId, 'tablet'), 8)).toBe(false);
			expect(accounts.membership(annsCookie, kern)).toBe('withdrawn');
			expect(accounts.memberships(annsCookie).map((place) => place.workspace)).toEqual([elders]);
			expect(accounts.members(kern)[0]?.devices[0]?.withdrawnAt).toBe(7);
		});

		test('who is shut out is out with every device, and so are the invitations made for her', () => {
			accounts.found(arrival());
			invite(bob);
			accounts.join(link, bobArrives);
			const [hers, another] = [id(InvitationId, 'hers'), id(InvitationId, 'another')];
			const open = { workspace: kern, role: 'volunteer', expiresAt: 100 } as const;
			accounts.invite({ ...open, id: hers, person: bob }, hashOf('secret'));
			accounts.invite({ ...open, id: another, person: null }, hashOf('secret'));
			expect(accounts.shutOut(kern, bob, 7)).toBe('shut-out');
			expect(accounts.membership(bobsCookie, kern)).toBe('withdrawn');
			expect(accounts.openInvitations(kern, 8).map((one) => one.id)).toEqual([another]);
			expect(accounts.shutOut(kern, bob, 9)).toBe('shut-out');
			const bobs = accounts.members(kern).find(({ member }) => member.person === bob);
			expect(bobs?.devices.map(({ withdrawnAt }) => withdrawnAt)).toEqual([7]);
			expect(accounts.shutOut(kern, ann, 9)).toBe('last-coordinator');
			expect(accounts.membership(annsCookie, kern)).toMatchObject({ workspace: kern });
		});

		test('who was withdrawn can come in again with a new invitation', () => {
			accounts.found(arrival());
			accounts.withdraw(kern, id(DeviceId, 'tablet'), 7);
			invite(ann);
			accounts.join(link, arrival({ device: id(DeviceId, 'again'), at: 8 }));
			expect(accounts.membership(annsCookie, kern)).toMatchObject({
				device: id(DeviceId, 'again')
			});
		});

		test('a role changes, with the organisations that go with it', () => {
			accounts.found(arrival());
			accounts.enrol(kern, bob, 'volunteer');
			const organisation = id(OrganisationId, 'ocmw');
			expect(accounts.setRole(kern, bob, 'partner', [organisation])).toBe('changed');
			expect(accounts.member(kern, bob)).toEqual({
				...{ person: bob, role: 'partner', organisations: [organisation] }
			});
			expect(accounts.setRole(kern, cas, 'partner', [])).toBe('unknown');
		});

		test('the last coordinator who can still come in stays coordinator', () => {
			accounts.found(arrival());
			accounts.enrol(kern, bob, 'coordinator');
			expect(accounts.setRole(kern, ann, 'volunteer', [])).toBe('last-coordinator');
			expect(accounts.member(kern, ann)?.role).toBe('coordinator');
			invite(bob);
			accounts.join(link, bobArrives);
			expect(accounts.setRole(kern, ann, 'volunteer', [])).toBe('changed');
			expect(accounts.setRole(kern, bob, 'volunteer', [])).toBe('last-coordinator');
		});

		test('the last time that a device was seen is known to the minute, and never goes back', () => {
			accounts.found(arrival());
			for (const at of [70_000, 60_000, 70_001]) accounts.seen(id(DeviceId, 'tablet'), at);
			expect(accounts.members(kern)[0]?.devices[0]).toEqual({
				...{ id: id(DeviceId, 'tablet'), label: 'tablet', joinedAt: 1, lastSeenAt: 70_000 },
				withdrawnAt: null
			});
		});

		test('knows whose device it is', () => {
			accounts.found(arrival());
			expect(accounts.ownerOf(kern, id(DeviceId, 'tablet'))).toBe(ann);
			expect(accounts.ownerOf(elders, id(DeviceId, 'tablet'))).toBeNull();
		});
	});
}
