import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId, PersonId } from '#domain/ids.ts';
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
	contractLimits,
	id,
	kern,
	link,
	TestedAccounts,
	type AccountsPlace
} from './accounts-place.ts';

const dayMs = 24 * 3_600_000;
const laptop = id(DeviceId, 'laptop');
const tablet = id(DeviceId, 'tablet');

/** How long somebody stays in, how she goes everywhere at once, and how often a link may be guessed at. */
export function sessionsContract(name: string, fresh: () => Promise<AccountsPlace>): void {
	describe(`accounts contract, sessions: ${name}`, () => {
		const tested = new TestedAccounts(fresh);
		const lastDay = contractLimits.sessionDays * dayMs;
		let accounts: Accounts;

		beforeEach(async () => {
			accounts = tested.one;
			await accounts.found(arrival(), 'founded');
		});

		/** Ann's second device. */
		async function annsLaptop(): Promise<void> {
			await tested.invite(ann);
			const device = { session: hashOf('laptop'), device: laptop, at: 2 };
			await accounts.join(link, arrival(device));
		}

		describe('a device that was not seen for a long time', () => {
			test('has expired, and each visit puts that off', async () => {
				expect(await accounts.membership(annsCookie, kern, lastDay)).toMatchObject({
					device: tablet
				});
				expect(await accounts.membership(annsCookie, kern, lastDay + 1)).toBe('expired');
				expect(await accounts.memberships(annsCookie, lastDay + 1)).toEqual([]);
				await accounts.seen(tablet, dayMs);
				expect(await accounts.membership(annsCookie, kern, lastDay + dayMs - 1)).toMatchObject({
					device: tablet
				});
			});

			test('comes back with a new invitation, as another device', async () => {
				await tested.invite(ann);
				await accounts.join(link, arrival({ device: laptop, at: lastDay + 5 }));
				expect(await accounts.membership(annsCookie, kern, lastDay + 5)).toMatchObject({
					device: laptop
				});
			});

			test('is no coordinator to lean on: the other one stays', async () => {
				await accounts.enrol(kern, { person: bob, role: 'coordinator', organisations: [] });
				await tested.invite(bob);
				await accounts.join(link, { ...bobArrives, at: lastDay });
				const to = { role: 'volunteer', organisations: [] } as const;
				const bobs = { by: bob, from: bobArrives.device, at: lastDay + 5 };
				expect(await accounts.setRole(kern, bob, to, bobs)).toBe('last-coordinator');
				expect(await accounts.setRole(kern, bob, to, { ...bobs, at: lastDay })).toBe('changed');
			});

			test('was withdrawn, where that came first', async () => {
				await accounts.withdraw(kern, tablet, byAnn(5), 'even-the-last');
				expect(await accounts.membership(annsCookie, kern, lastDay + 1)).toBe('withdrawn');
			});
		});

		describe('signing out', () => {
			test('of all other devices leaves the one that it is done from', async () => {
				await annsLaptop();
				expect(await accounts.signOut(kern, 'others', byAnn(5))).toEqual([laptop]);
				expect(await accounts.membership(hashOf('laptop'), kern, 6)).toBe('withdrawn');
				expect(await accounts.membership(annsCookie, kern, 6)).toMatchObject({ device: tablet });
				expect(await accounts.signOut(kern, 'others', byAnn(6))).toEqual([]);
			});

			test('takes back the invitations that she was to use herself, and nobody else', async () => {
				const [hers, bobs] = [id(InvitationId, 'hers'), id(InvitationId, 'bobs')];
				await tested.invite(ann, hers);
				await tested.invite(bob, bobs);
				await accounts.signOut(kern, 'others', byAnn(5));
				expect((await accounts.openInvitations(kern, 6)).map((one) => one.id)).toEqual([bobs]);
			});

			test('everywhere is everywhere, and touches nobody else', async () => {
				await tested.invite(bob);
				await accounts.join(link, bobArrives);
				const deed = { by: bob, from: bobArrives.device, at: 5 };
				expect(await accounts.signOut(kern, 'all', deed)).toEqual([bobArrives.device]);
				expect(await accounts.membership(bobsCookie, kern, 6)).toBe('withdrawn');
				expect(await accounts.membership(annsCookie, kern, 6)).toMatchObject({ device: tablet });
			});

			test('everywhere is not for the last coordinator', async () => {
				await annsLaptop();
				expect(await accounts.signOut(kern, 'all', byAnn(5))).toBe('last-coordinator');
				expect(await accounts.membership(hashOf('laptop'), kern, 6)).toMatchObject({
					device: laptop
				});
			});
		});

		describe('guessing at an invitation', () => {
			test('ends it after so many wrong secrets, whichever relay hears them', async () => {
				const other = await tested.connect();
				await tested.invite();
				for (let guess = 1; guess < contractLimits.wrongSecretsPerInvitation; guess++)
					await (guess % 2 === 0 ? accounts : other).wrongSecret(link, 5);
				expect(await accounts.invitation(link)).not.toBeNull();
				await accounts.wrongSecret(link, 6);
				expect(await other.invitation(link)).toBeNull();
				expect(await accounts.join(link, bobArrives)).toBe('unknown');
			});

			test('at once on two relays ends it once', async () => {
				const other = await tested.connect();
				await tested.invite();
				const guesses = Array.from({ length: 12 }, (_, n) =>
					(n % 2 === 0 ? accounts : other).wrongSecret(link, 5)
				);
				await Promise.all(guesses);
				expect(await accounts.invitation(link)).toBeNull();
				const entries = await accounts.audit(kern, { before: null, most: 50 }, 6);
				expect(entries.filter(({ kind }) => kind === 'invitation-guessed')).toHaveLength(1);
			});

			test('says nothing of one that is used, over, or does not exist', async () => {
				await tested.invite();
				await accounts.join(link, bobArrives);
				const over = id(InvitationId, 'over');
				await tested.invite(null, over);
				for (let guess = 0; guess < 9; guess++) {
					await accounts.wrongSecret(link, 5);
					await accounts.wrongSecret(over, 100);
					await accounts.wrongSecret(id(InvitationId, 'none'), 5);
				}
				expect((await accounts.invitation(link))?.usedBy).toBe(bobArrives.device);
				expect(await accounts.invitation(over)).toMatchObject({ wrongSecrets: 0 });
			});

			test('leaves other invitations alone', async () => {
				const another = id(InvitationId, 'another');
				await tested.invite();
				await tested.invite(null, another);
				for (let guess = 0; guess < 9; guess++) await accounts.wrongSecret(another, 5);
				const person = id(PersonId, 'new');
				expect(await accounts.join(link, { ...bobArrives, person })).toBe('joined');
			});
		});
	});
}
