import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, InvitationId, WorkspaceId, type PersonId } from '#domain/ids.ts';
import type { Accounts, Standing } from '#server/accounts/accounts.ts';
import type { AuditEntry } from '#server/accounts/audit.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import {
	ann,
	arrival,
	bob,
	bobArrives,
	byAnn,
	cas,
	contractLimits,
	elders,
	id,
	kern,
	link,
	TestedAccounts,
	type AccountsPlace
} from './accounts-place.ts';

const dayMs = 24 * 3_600_000;
const tablet = id(DeviceId, 'tablet');
const everything = { before: null, most: 100 };

/** Who did what with access, and how other relays hear of it. */
export function trailContract(name: string, fresh: () => Promise<AccountsPlace>): void {
	describe(`accounts contract, trail: ${name}`, () => {
		const tested = new TestedAccounts(fresh);
		let accounts: Accounts;

		beforeEach(async () => {
			accounts = tested.one;
			await accounts.found(arrival(), 'founded');
		});

		/** What was noted since the founding, the oldest first. */
		async function noted(): Promise<Omit<AuditEntry, 'number'>[]> {
			const entries = await accounts.audit(kern, everything, 50);
			return entries
				.toReversed()
				.slice(1)
				.map(({ kind, at, madeAt, by, person, device, role }) => ({
					...{ kind, at, madeAt, by, person, device, role }
				}));
		}

		const nothing = { madeAt: null, by: null, person: null, device: null, role: null };

		describe('the audit list', () => {
			test('says who founded it, or put it back, and nothing of other workspaces', async () => {
				const restored = arrival({ workspace: elders, person: cas, device: id(DeviceId, 'd2') });
				await accounts.found(restored, 'restored');
				const kinds = async (workspace: typeof kern) =>
					(await accounts.audit(workspace, everything, 5)).map(({ kind, by }) => [kind, by]);
				expect(await kinds(kern)).toEqual([['founded', ann]]);
				expect(await kinds(elders)).toEqual([['restored', cas]]);
			});

			test('says who came, with which role, and who let her in', async () => {
				await tested.invite();
				await accounts.join(link, bobArrives);
				expect(await noted()).toEqual([
					{
						...{ ...nothing, kind: 'joined', at: 2, by: ann, person: bob, role: 'volunteer' },
						device: bobArrives.device
					}
				]);
			});

			test('says who changed whose role, and nothing where nothing changed', async () => {
				await accounts.enrol(kern, { person: bob, role: 'volunteer', organisations: [] });
				const to = { role: 'partner', organisations: [] } as const;
				for (const at of [5, 6]) await accounts.setRole(kern, bob, to, byAnn(at));
				await accounts.setRole(kern, ann, { ...to, role: 'volunteer' }, byAnn(7));
				expect(await noted()).toEqual([
					{ ...nothing, kind: 'role-changed', at: 5, by: ann, person: bob, role: 'partner' }
				]);
			});

			test('tells a device that left from one that was withdrawn', async () => {
				await tested.invite(ann);
				const laptop = id(DeviceId, 'laptop');
				await accounts.join(link, arrival({ session: hashOf('laptop'), device: laptop, at: 2 }));
				for (const at of [5, 6]) await accounts.withdraw(kern, laptop, byAnn(at));
				await accounts.withdraw(kern, tablet, byAnn(7), 'even-the-last');
				expect((await noted()).slice(1)).toEqual([
					{ ...nothing, kind: 'device-withdrawn', at: 5, by: ann, person: ann, device: laptop },
					{ ...nothing, kind: 'left', at: 7, by: ann, person: ann, device: tablet }
				]);
			});

			test('says who shut whom out, and who signed out where, once', async () => {
				await tested.invite();
				await accounts.join(link, bobArrives);
				for (const at of [5, 6]) await accounts.shutOut(kern, bob, byAnn(at));
				await tested.invite(ann, id(InvitationId, 'hers'));
				for (const at of [7, 8]) await accounts.signOut(kern, 'others', byAnn(at));
				expect((await noted()).slice(1)).toEqual([
					{ ...nothing, kind: 'shut-out', at: 5, by: ann, person: bob },
					{ ...nothing, kind: 'signed-out', at: 7, by: ann, person: ann, device: tablet }
				]);
			});

			test('says whose invitation was taken back, and which one was guessed at', async () => {
				await tested.invite(bob);
				for (const at of [5, 6]) await accounts.cancelInvitation(kern, link, byAnn(at));
				await tested.invite(cas);
				for (let at = 7; at < 20; at++) await accounts.wrongSecret(link, at);
				const whose = { ...nothing, role: 'volunteer' };
				expect(await noted()).toEqual([
					{ ...whose, kind: 'invitation-cancelled', at: 5, by: ann, person: bob, device: tablet },
					{ ...whose, kind: 'invitation-guessed', at: 9, person: cas }
				]);
			});

			test('takes what others tell: when it was told, and when it was done', async () => {
				for (const at of [9, 11]) await accounts.noteExport(kern, byAnn(at), 4);
				await accounts.note(kern, { kind: 'erased', at: 10, by: ann, person: bob });
				expect(await noted()).toEqual([
					{ ...nothing, kind: 'exported', at: 9, madeAt: 4, by: ann, device: tablet },
					{ ...nothing, kind: 'erased', at: 10, by: ann, person: bob }
				]);
			});

			test('says nothing of what was refused', async () => {
				const to = { role: 'volunteer', organisations: [] } as const;
				await accounts.setRole(kern, ann, to, byAnn(5));
				await accounts.setRole(kern, cas, to, byAnn(5));
				await accounts.shutOut(kern, ann, byAnn(5));
				await accounts.signOut(kern, 'all', byAnn(5));
				for (const device of [tablet, id(DeviceId, 'none')])
					await accounts.withdraw(kern, device, byAnn(5));
				await accounts.join(id(InvitationId, 'none'), bobArrives);
				expect(await noted()).toEqual([]);
			});

			test('comes in pages, the newest first, with nothing twice', async () => {
				for (let at = 5; at < 12; at++) await accounts.note(kern, happenedAt(at));
				const ats: number[] = [];
				let before: number | null = null;
				for (let page = 0; page < 4; page++) {
					const entries: AuditEntry[] = await accounts.audit(kern, { before, most: 3 }, 50);
					ats.push(...entries.map(({ at }) => at));
					before = entries.at(-1)?.number ?? 0;
				}
				expect(ats).toEqual([11, 10, 9, 8, 7, 6, 5, 1]);
			});

			test('forgets what is old, and shows none of it before that', async () => {
				await accounts.note(kern, happenedAt(dayMs));
				const now = contractLimits.auditDays * dayMs + 2;
				const kinds = async (at: number) =>
					(await accounts.audit(kern, everything, at)).map(({ kind }) => kind);
				expect(await kinds(now - 2)).toEqual(['exported', 'founded']);
				expect(await kinds(now)).toEqual(['exported']);
				await accounts.forgetOld(now);
				expect(await kinds(5)).toEqual(['exported']);
			});
		});

		describe('news for other relays', () => {
			test('names the workspaces that changed since, each once', async () => {
				const other = await tested.connect();
				await accounts.found(arrival({ workspace: elders, device: id(DeviceId, 'd2') }), 'founded');
				const { upTo, workspaces } = await other.changes(0);
				expect(new Set(workspaces)).toEqual(new Set([kern, elders]));
				expect(await other.changes(upTo)).toEqual({ workspaces: [], roles: [], upTo });
				for (const at of [5, 6]) await accounts.note(kern, happenedAt(at));
				const news = await other.changes(upTo);
				expect(news.workspaces).toEqual([kern]);
				expect(news.upTo).toBeGreaterThan(upTo);
				const none = { workspaces: [], roles: [], upTo: news.upTo };
				expect(await other.changes(news.upTo)).toEqual(none);
			});

			test('tells of each time that somebody got another role, also when she has the old one back', async () => {
				await tested.invite(bob);
				await accounts.join(link, bobArrives);
				const other = await tested.connect();
				const before = { role: 'coordinator', organisations: [] } as const;
				await accounts.setRole(kern, bob, before, byAnn(4));
				const { upTo } = await other.changes(0);
				const came = await other.membership(bobArrives.session, kern, 6);
				for (const role of ['partner', 'volunteer'] as const)
					await accounts.setRole(kern, bob, { role, organisations: [] }, byAnn(5));
				const news = await other.changes(upTo);
				expect(news.workspaces).toEqual([kern]);
				expect(news.roles.map(({ workspace, person }) => [workspace, person])).toEqual([
					[kern, bob],
					[kern, bob]
				]);
				const numbers = news.roles.map(({ number }) => number);
				expect(numbers.every((number) => number > asOf(came))).toBe(true);
				const since = await other.membership(bobArrives.session, kern, 6);
				expect(asOf(since)).toBe(news.upTo);
				expect(Math.max(...numbers)).toBe(news.upTo);
			});

			test('is of everything that changes what a device may do', async () => {
				await tested.invite(bob);
				const to = { role: 'partner', organisations: [] } as const;
				const bobs = { by: bob, from: bobArrives.device, at: 6 };
				const again = id(InvitationId, 'again');
				const changes: (() => Promise<unknown>)[] = [
					() => accounts.join(link, bobArrives),
					() => accounts.setRole(kern, bob, to, byAnn(5)),
					() => accounts.signOut(kern, 'all', bobs),
					() => tested.invite(bob, again),
					() => accounts.join(again, { ...bobArrives, device: id(DeviceId, 'second') }),
					() => accounts.withdraw(kern, id(DeviceId, 'second'), byAnn(7)),
					() => accounts.shutOut(kern, bob, byAnn(8))
				];
				const heard: number[] = [];
				let { upTo } = await accounts.changes(0);
				for (const change of changes) {
					await change();
					const news = await accounts.changes(upTo);
					heard.push(news.workspaces.length);
					upTo = news.upTo;
				}
				// To invite changes nothing yet; to shut out who is out already changes nothing any more.
				expect(heard).toEqual([1, 1, 1, 0, 1, 1, 0]);
			});

			test('is never late: what many write at once is heard by who reads along', async () => {
				const writers = [accounts, await tested.connect(), await tested.connect()];
				const reader = await tested.connect();
				const workspaces = ['a', 'b', 'c', 'd', 'e', 'f'].map((word) => arrivalAt(word));
				for (const one of workspaces) await accounts.found(one, 'founded');
				let { upTo } = await reader.changes(0);
				let isDone = false;
				const heard: string[] = [];
				const read = async (): Promise<void> => {
					while (!isDone) {
						const news = await reader.changes(upTo);
						heard.push(...news.workspaces);
						upTo = news.upTo;
						await new Promise((resolve) => setImmediate(resolve));
					}
				};
				const reading = read();
				await Promise.all(
					workspaces.map(({ workspace }, index) =>
						writers[index % writers.length]!.note(workspace, happenedAt(5))
					)
				);
				isDone = true;
				await reading;
				heard.push(...(await reader.changes(upTo)).workspaces);
				expect(new Set(heard)).toEqual(new Set(workspaces.map(({ workspace }) => workspace)));
			});
		});
	});
}

function asOf(standing: Standing): number {
	if (standing === null || typeof standing === 'string') throw new Error('not a member');
	return standing.asOf;
}

function happenedAt(at: number): { kind: 'exported'; at: number; by: PersonId } {
	return { kind: 'exported', at, by: ann };
}

function arrivalAt(word: string): ReturnType<typeof arrival> {
	const workspace = id(WorkspaceId, word);
	return arrival({ workspace, device: id(DeviceId, word), session: hashOf(word) });
}
