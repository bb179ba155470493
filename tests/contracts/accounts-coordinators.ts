import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId, WorkspaceId, type PersonId } from '#domain/ids.ts';
import type { Accounts, Deed } from '#server/accounts/accounts.ts';
import { hashOf, type SecretHash } from '#server/accounts/secrets.ts';
import {
	ann,
	annsCookie,
	arrival,
	bob,
	bobArrives,
	bobsCookie,
	byAnn,
	id,
	kern,
	link,
	TestedAccounts,
	type AccountsPlace
} from './accounts-place.ts';

const volunteer = { role: 'volunteer', organisations: [] } as const;

/** Somebody's place in a workspace, seen from the relay that she calls. */
interface Place {
	readonly accounts: Accounts;
	readonly workspace: WorkspaceId;
	readonly person: PersonId;
	readonly device: DeviceId;
}

type Way = (from: Place, whom: Place) => Promise<unknown>;

/** How somebody is made to go, by herself or by another coordinator. */
const byAnybody: Readonly<Record<string, Way>> = {
	'a device is withdrawn': (from, whom) =>
		from.accounts.withdraw(whom.workspace, whom.device, deedOf(from)),
	'a person is shut out': (from, whom) =>
		from.accounts.shutOut(whom.workspace, whom.person, deedOf(from)),
	'a role changes': (from, whom) =>
		from.accounts.setRole(whom.workspace, whom.person, volunteer, deedOf(from)),
	'a person is erased': (from, whom) =>
		from.accounts.erase(whom.workspace, whom.person, deedOf(from))
};

const byHerself: Readonly<Record<string, Way>> = {
	...byAnybody,
	'somebody signs out everywhere': (from) =>
		from.accounts.signOut(from.workspace, 'all', deedOf(from))
};

/** Any two of them, and a word for the two. */
function pairsOf(ways: Readonly<Record<string, Way>>): (readonly [Way, Way, string])[] {
	const all = Object.entries(ways);
	return all.flatMap(([one, first]) =>
		all.map(([another, second]) => [first, second, `${one}, ${another}`] as const)
	);
}

/** However coordinators go, somebody who coordinates can still come in. */
export function coordinatorsContract(name: string, fresh: () => Promise<AccountsPlace>): void {
	describe(`accounts contract, coordinators: ${name}`, () => {
		const tested = new TestedAccounts(fresh);
		const [tablet, laptop] = [id(DeviceId, 'tablet'), id(DeviceId, 'laptop')];
		let accounts: Accounts;
		let other: Accounts;

		beforeEach(async () => {
			accounts = tested.one;
			other = await tested.connect();
		});

		async function annsLaptop(): Promise<Deed> {
			await tested.invite(ann);
			await accounts.join(link, arrival({ session: hashOf('laptop'), device: laptop, at: 2 }));
			return { by: ann, from: laptop, at: 9 };
		}

		test('the last one who can still come in stays coordinator', async () => {
			await accounts.found(arrival(), 'founded');
			await accounts.enrol(kern, { person: bob, role: 'coordinator', organisations: [] });
			expect(await accounts.setRole(kern, ann, volunteer, byAnn(9))).toBe('last-coordinator');
			expect((await accounts.member(kern, ann))?.role).toBe('coordinator');
			await tested.invite(bob);
			await accounts.join(link, bobArrives);
			expect(await accounts.setRole(kern, ann, volunteer, byAnn(9))).toBe('changed');
			expect(await accounts.setRole(kern, bob, volunteer, byAnn(9))).toBe('last-coordinator');
		});

		test('the last device of the last one stays, unless she goes all the same', async () => {
			await accounts.found(arrival(), 'founded');
			await annsLaptop();
			await tested.invite(bob, id(InvitationId, 'bobs'));
			await accounts.join(id(InvitationId, 'bobs'), bobArrives);
			expect(await accounts.withdraw(kern, laptop, byAnn(5))).toBe('withdrawn');
			expect(await accounts.withdraw(kern, tablet, byAnn(6))).toBe('last-coordinator');
			expect(await accounts.membership(annsCookie, kern, 7)).toMatchObject({ device: tablet });
			expect(await accounts.withdraw(kern, bobArrives.device, byAnn(7))).toBe('withdrawn');
			expect(await accounts.withdraw(kern, tablet, byAnn(8), 'even-the-last')).toBe('withdrawn');
			expect(await accounts.membership(annsCookie, kern, 9)).toBe('withdrawn');
			expect(await accounts.withdraw(kern, tablet, byAnn(9))).toBe('unknown');
		});

		describe('two relays at once', () => {
			/** A workspace that Ann and Bob coordinate, each at a relay of her own. */
			async function town(word: string): Promise<readonly [Place, Place]> {
				const workspace = id(WorkspaceId, word);
				const place = (at: Accounts, person: PersonId, device: string): Place => ({
					...{ accounts: at, workspace, person },
					device: id(DeviceId, `${word}${device}`)
				});
				const [anns, bobs] = [place(accounts, ann, 'ann'), place(other, bob, 'bob')];
				await accounts.found(arrivalAt(anns, annsCookie), 'founded');
				const invitation = id(InvitationId, word);
				await accounts.invite(
					{ id: invitation, workspace, person: bob, role: 'coordinator', expiresAt: 100 },
					hashOf('secret'),
					ann
				);
				await other.join(invitation, arrivalAt(bobs, bobsCookie));
				return [anns, bobs];
			}

			async function whoCoordinate(workspace: WorkspaceId): Promise<readonly PersonId[]> {
				return (await accounts.members(workspace))
					.filter(({ member }) => member.role === 'coordinator')
					.filter(({ devices }) => devices.some(({ withdrawnAt }) => withdrawnAt === null))
					.map(({ member }) => member.person);
			}

			test('the two last ones go, each in some way: one of them stays', async () => {
				for (const [index, [one, another, words]] of pairsOf(byHerself).entries()) {
					const [anns, bobs] = await town(`r${index}x`);
					const outcomes = await Promise.all([one(anns, anns), another(bobs, bobs)]);
					expect(await whoCoordinate(anns.workspace), words).toHaveLength(1);
					expect(outcomes, words).toContain('last-coordinator');
				}
			});

			test('each of the two last ones makes the other go: one of them stays', async () => {
				for (const [index, [one, another, words]] of pairsOf(byAnybody).entries()) {
					const [anns, bobs] = await town(`r${index}x`);
					const outcomes = await Promise.all([one(anns, bobs), another(bobs, anns)]);
					expect(await whoCoordinate(anns.workspace), words).toHaveLength(1);
					expect(outcomes, words).toContain('last-coordinator');
				}
			});

			test('the two devices of the last one leave: one of them stays', async () => {
				await accounts.found(arrival(), 'founded');
				const fromLaptop = await annsLaptop();
				const outcomes = await Promise.all([
					accounts.withdraw(kern, tablet, byAnn(9)),
					other.withdraw(kern, laptop, fromLaptop)
				]);
				expect(outcomes.toSorted()).toEqual(['last-coordinator', 'withdrawn']);
				expect(await whoCoordinate(kern)).toEqual([ann]);
			});

			test('each device of the last one signs out the others: one of them stays', async () => {
				await accounts.found(arrival(), 'founded');
				const fromLaptop = await annsLaptop();
				const outcomes = await Promise.all([
					accounts.signOut(kern, 'others', byAnn(9)),
					other.signOut(kern, 'others', fromLaptop)
				]);
				expect(outcomes).toContain('last-coordinator');
				expect(await whoCoordinate(kern)).toEqual([ann]);
			});
		});
	});
}

function deedOf({ person, device }: Place): Deed {
	return { by: person, from: device, at: 9 };
}

function arrivalAt({ workspace, person, device }: Place, session: SecretHash) {
	return arrival({ workspace, person, device, session });
}
