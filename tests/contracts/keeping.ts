import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { hashOf } from '#server/accounts/secrets.ts';
import { SqlAccounts } from '#server/accounts/sql-accounts.ts';
import { BackupReader, type Manifest } from '#server/keep/backup-file.ts';
import { backup, partOf } from '#server/keep/backup.ts';
import { check } from '#server/keep/check.ts';
import { erase } from '#server/keep/erase.ts';
import type { Moment } from '#server/keep/moment.ts';
import type { Place } from '#server/keep/places.ts';
import { restore, type Restored, type Store } from '#server/keep/restore.ts';
import { defaultLimits } from '#server/limits.ts';
import { integratorHere } from '#server/relay/integrator.ts';
import { changeOf } from '#server/testing/fake-device.ts';
import { personId, workspaceId } from '#server/testing/running-relay.ts';
import { disturbed } from '#tests/support/disturbed-moment.ts';
import { bobsPhone, keepTown, someTown } from '#tests/support/kept-town.ts';
import { secrets } from '#tests/support/town-with-bob.ts';

/** A place to keep things, with what a test may ask of it behind its back. */
export interface TestedPlace {
	readonly place: Place;
	/** Which of these words lie in one of its files, as bytes. */
	found(words: readonly string[]): Promise<string[]>;
	remove(): Promise<void>;
}

type Opened = Awaited<ReturnType<Place['open']>>;

const town = someTown();
const { workspace } = town.worked.draft;
/** Two documents that are only ever written together. */
const [one, other] = ['a', 'b'].map((name) => `${workspaceId('kern')}/season/${name}`) as [
	string,
	string
];

/** What `Place` and `Moment` promise, and what backing up and putting back make of it. */
export function keepingContract(name: string, fresh: () => Promise<TestedPlace>): void {
	describe(`keeping contract: ${name}`, () => {
		let folder: string;
		let places: TestedPlace[];
		let from: TestedPlace;
		let to: TestedPlace;

		beforeEach(async () => {
			folder = mkdtempSync(join(tmpdir(), 'keeping-'));
			places = [await fresh(), await fresh()];
			[from, to] = places as [TestedPlace, TestedPlace];
		});
		afterEach(async () => {
			for (const place of places) await place.remove();
			rmSync(folder, { recursive: true });
		});

		async function within<T>({ place }: TestedPlace, work: (store: Opened) => Promise<T>) {
			const store = await place.open();
			try {
				return await work(store);
			} finally {
				await store.close();
			}
		}

		async function save(file: string, moment: Moment): Promise<Manifest> {
			const path = join(folder, file);
			const part = partOf(path, randomBytes(4));
			const made = { madeAt: new Date(0), madeBy: 'test', integrator: integratorHere };
			try {
				return await backup(moment, { path, part, force: false, ...made });
			} finally {
				await moment.close();
			}
		}

		function putBack(file: string, place: TestedPlace): Promise<Restored> {
			const reader = new BackupReader(join(folder, file));
			check(reader, file);
			const options = { erased: [], integrator: integratorHere, atMs: 70 };
			return within(place, (store) => restore(reader, store, options)).finally(() =>
				reader.close()
			);
		}

		test('what is written while it is saved is in it together or not at all', async () => {
			await within(from, async (store) => {
				await keepTown(town, { ...store, accounts: accountsOn(store) });
				const saved: number[] = [];
				for (let times = 0; times < 5; times++) {
					const file = `${times}.backup`;
					const moment = await from.place.moment();
					await save(
						file,
						disturbed(moment, () => work(store))
					);
					saved.push(await countTogether(join(folder, file)));
				}
				expect(saved.toSorted((a, b) => a - b)).toEqual(saved);
				expect(saved.at(-1)).toBeGreaterThan(0);
			});
		});

		test('somebody is erased there by the host, beside others at work, and as often as asked', async () => {
			await within(from, async (store) => {
				await keepTown(town, { ...store, accounts: accountsOn(store) });
				const times = [50, 60].map(
					(atMs) => ({ atMs, seenSince: 0, which: 'not-the-last' }) as const
				);
				const first = await erase(from.place, workspace, town.bob, times[0]!);
				expect(first).toEqual({ isNew: true, at: 50, doneAt: null });
				expect(await accountsOn(store).membership(hashOf('bob'), workspace, 3)).toBe('erased');
				const again = await erase(from.place, workspace, town.bob, times[1]!);
				expect(again).toEqual({ isNew: false, at: 50, doneAt: null });
				expect(await accountsOn(store).erasures()).toMatchObject([{ person: town.bob, at: 50 }]);
			});
		});

		test('what was saved under way and put back says the same, and is saved the same again', async () => {
			const made = await within(from, async (store) => {
				await keepTown(town, { ...store, accounts: accountsOn(store) });
				await work(store);
				const moment = await from.place.moment();
				return save(
					'first.backup',
					disturbed(moment, () => work(store))
				);
			});
			const restored = await putBack('first.backup', to);
			expect(restored).toMatchObject({ state: made.state, documents: made.documents, changed: 0 });
			expect(await to.found([...secrets, bobsPhone])).toEqual([...secrets, bobsPhone]);
			const again = await save('again.backup', await to.place.moment());
			expect(again).toMatchObject({ whole: made.whole, state: made.state });
			expect((await save('later.backup', await from.place.moment())).state).not.toBe(made.state);
		});

		test('a place where a relay works, or where something lies, is not filled', async () => {
			await within(from, (store) => keepTown(town, { ...store, accounts: accountsOn(store) }));
			await save('town.backup', await from.place.moment());
			await within(to, async () => {
				await expect(putBack('town.backup', to)).rejects.toThrow(/relay/);
			});
			await putBack('town.backup', to);
			await expect(putBack('town.backup', to)).rejects.toThrow(/there already/);
		});

		test('a place where nobody ever worked has no moment', async () => {
			await expect(from.place.moment()).rejects.toThrow(/not there/);
		});

		test('two at once to one name: one is kept, the other says that it exists', async () => {
			await within(from, (store) => keepTown(town, { ...store, accounts: accountsOn(store) }));
			const moments = [await from.place.moment(), await from.place.moment()];
			const ends = await Promise.allSettled(moments.map((moment) => save('same.backup', moment)));
			expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
			const reader = new BackupReader(join(folder, 'same.backup'));
			check(reader, 'same.backup');
			reader.close();
		});

		let count = 0;

		/** A moment's work of a relay: documents grow and are folded, people come in. */
		async function work({ journal, accounts }: Store): Promise<void> {
			for (let times = 0; times < 3; times++) {
				const update = changeOf(`k${++count}`);
				await journal.append([one, other].map((document) => ({ document, update })));
			}
			if (count % 2 === 0) {
				const { snapshot, tail, upTo } = await journal.load(one);
				const state = Y.mergeUpdates(snapshot ? [snapshot, ...tail] : tail);
				await journal.fold([{ document: one, upTo, state }]);
			}
			const member = {
				person: personId(`p${count}`),
				role: 'volunteer',
				organisations: []
			} as const;
			await accountsOn({ accounts }).enrol(workspace, member);
		}

		/** In how many changes of the two documents the backup ends, which must be as many in both. */
		async function countTogether(path: string): Promise<number> {
			const reader = new BackupReader(path);
			const documents = [...reader.documents()].filter(({ name }) => [one, other].includes(name));
			reader.close();
			const counts = await Promise.all(
				documents.map(async ({ pieces }) => {
					const doc = new Y.Doc();
					Y.applyUpdate(doc, (await integratorHere.integrate(pieces)).state);
					return doc.getMap('m').size;
				})
			);
			expect(new Set(counts).size).toBeLessThanOrEqual(1);
			return counts[0] ?? 0;
		}
	});
}

function accountsOn({ accounts }: Pick<Store, 'accounts'>): SqlAccounts {
	return new SqlAccounts(accounts, defaultLimits);
}
