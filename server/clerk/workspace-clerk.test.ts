// The clerk of one workspace beside its journal, when something goes wrong. Faults planted in
// workspace-clerk.ts, desk-reading.ts and desk.ts, each seen red and taken back: no expectation of where a ledger stands, a
// desk that goes on after it was overtaken, what a full disk refused is forgotten, a parked lane is
// read again, seasons that nobody knows are read, a silent journal is told as a bug, a desk that keeps a name which
// the disk refused, one that was only asked for names and is taken to have read all, a season or the venues settled
// without the ledger, a whole workspace that waits for one season, a directory that is tried without end.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { planActivity } from '#document/commands/activities.ts';
import { claim } from '#document/commands/claims.ts';
import { openDirectory } from '#document/layouts/directory.ts';
import { Ledger } from '#document/layouts/ledger.ts';
import { documentText } from '#domain/access/document-name.ts';
import { SeasonId, type PersonId } from '#domain/ids.ts';
import { planned } from '#tests/support/any-planned.ts';
import { coffee, workshopWithCoffee } from '#tests/support/planned-coffee.ts';
import type { Device } from '#tests/support/devices.ts';
import { ann, autumn, bob, idNamed, spring } from '#tests/support/named-ids.ts';
import { ClerkBench, ledgerName, workspace } from '#tests/support/clerk-bench.ts';
import { stored } from '../testing/stored.ts';

let bench: ClerkBench;
let town: ReturnType<typeof workshopWithCoffee>;

beforeEach(async () => {
	bench = new ClerkBench();
	town = workshopWithCoffee();
	await bench.put(town.workshop.tablet);
});

function claims(device: Device): void {
	const { date, need } = town;
	device.history.run('claim', (step) => claim(step, autumn, date, need, device.documents.me));
}

/** On coffee of another season, without a room. */
function claimsInSpring({ documents, history }: Device): void {
	const plan = { ...coffee, plan: { ...coffee.plan, venue: null } };
	history.run('plan', (step) => planActivity(step, documents, spring, plan));
	const [records] = documents.season(spring).series.all();
	const [date, need] = [planned(records!)[0]!.id, records!.needs[0]!.id];
	history.run('claim', (step) => claim(step, spring, date, need, documents.me));
}

describe('the clerk of a workspace', () => {
	test('numbers what comes into lanes, in one row', async () => {
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		claims(town.workshop.phone);
		await bench.put(town.workshop.phone, 'lane');
		expect(await bench.whoClaimed()).toEqual([ann, bob]);
		expect(bench.events).toEqual([]);
	});

	test('goes on beside a lane after which Yjs throws while it tidies up', async () => {
		const bad = [1, 2, 188, 179, 179, 157, 4, 0, 1, 1, 1, 109, 0, 9, 1, 1, 109];
		const rest = [9, 117, 110, 100, 101, 102, 105, 110, 101, 100, 118, 0, 0];
		await bench.write({ kind: 'lane', person: bob }, new Uint8Array([...bad, ...rest]));
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		expect(await bench.whoClaimed()).toEqual([ann]);
		expect(bench.events.map(({ kind }) => kind)).toEqual(['lane-parked']);
	});

	test('tells a journal that is silent from a bug, and settles afterwards what came meanwhile', async () => {
		const load = bench.journal.load.bind(bench.journal);
		bench.restart();
		bench.journal.load = () => Promise.reject(new Error('no route'));
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		expect(new Set(bench.events.map(({ kind }) => kind))).toEqual(new Set(['not-opened']));
		bench.journal.load = load;
		bench.clerk.tick();
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('takes up on starting what a clerk that was killed had left, and nothing twice', async () => {
		claims(town.workshop.tablet);
		bench.isFull = true;
		await bench.put(town.workshop.tablet);
		expect(await bench.whoClaimed()).toEqual([]);
		bench.isFull = false;
		bench.restart();
		bench.clerk.came(ann);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
		bench.restart();
		bench.clerk.came(ann);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('tries again later what a full disk refused', async () => {
		claims(town.workshop.tablet);
		bench.isFull = true;
		await bench.put(town.workshop.tablet);
		bench.isFull = false;
		bench.clerk.tick();
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
		expect(bench.events).toEqual([]);
	});

	test("begins anew when another relay's clerk was faster: each claim has one number", async () => {
		claims(town.workshop.tablet);
		claims(town.workshop.phone);
		const faster = new ClerkBench();
		await faster.put(town.workshop.tablet);
		const ours = new Y.Doc();
		bench.before = async () => {
			const theirs = Y.encodeStateAsUpdate(await stored(faster.journal, workspace, ledgerName));
			Y.applyUpdate(ours, theirs);
			const document = `${workspace}/${documentText(ledgerName)}`;
			await bench.journal.append([{ document, update: theirs }]);
		};
		await bench.put(town.workshop.tablet);
		await bench.put(town.workshop.phone, 'lane');
		expect(await bench.whoClaimed()).toEqual([ann, bob]);
		expect(new Ledger(ours).entries.length).toBeGreaterThan(0);
	});

	test('finds what grew elsewhere of which no hint came, also when it is blind for the directory', async () => {
		const early = new ClerkBench();
		early.clerk.came(bob);
		await early.settle();
		await early.elsewhere(town.workshop.tablet);
		claims(town.workshop.tablet);
		await early.elsewhere(town.workshop.tablet);
		expect(await early.whoClaimed()).toEqual([]);
		for (let second = 0; second < 14; second++) {
			early.clerk.tick();
			await early.settle();
		}
		expect(await early.whoClaimed()).toEqual([ann]);
	});

	test('reads what grew elsewhere also where its own came to the same document meanwhile', async () => {
		claims(town.workshop.phone);
		const lane = { kind: 'lane', person: bob } as const;
		const update = Y.encodeStateAsUpdate(town.workshop.phone.documents.lane.doc);
		const stretch = await bench.append(lane, Y.encodeStateAsUpdate(new Y.Doc()));
		await bench.append(lane, update);
		bench.clerk.grown(documentText(lane));
		bench.clerk.committed({ workspace, document: lane, updates: [], stretch });
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([bob]);
	});

	test('leaves out a lane that takes too long, says so, and serves the others', async () => {
		claims(town.workshop.tablet);
		claims(town.workshop.phone);
		const lane = { kind: 'lane', person: ann } as const;
		bench.slow.add(documentText(lane));
		await bench.put(town.workshop.tablet);
		await bench.put(town.workshop.phone, 'lane');
		expect(await bench.whoClaimed()).toEqual([bob]);
		expect(bench.events.map(({ kind, document }) => [kind, document])).toEqual([
			['lane-parked', `${workspace}/${documentText(lane)}`]
		]);
		bench.slow.clear();
		bench.asked.length = 0;
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet, 'lane');
		expect(bench.read).not.toContain(documentText(lane));
	});

	test.for([
		{ kind: 'season', season: autumn },
		{ kind: 'ledger', season: autumn }
	] as const)(
		'leaves out a season of which the $kind takes too long, and serves the others',
		async (slow) => {
			const { tablet } = town.workshop;
			claims(tablet);
			claimsInSpring(tablet);
			bench.slow.add(documentText(slow));
			bench.restart();
			await bench.put(tablet);
			expect(await bench.whoClaimed()).toEqual([]);
			expect(await bench.whoClaimed(spring)).toEqual([ann]);
			expect(bench.events.map(({ kind }) => kind)).toEqual(['lane-parked']);
			bench.slow.clear();
			bench.restart();
			bench.clerk.came(ann);
			await bench.settle();
			expect(await bench.whoClaimed()).toEqual([ann]);
			expect(await bench.whoClaimed(spring)).toEqual([ann]);
		}
	);

	test('books nothing twice where the ledger of the venues takes too long', async () => {
		const venues = { kind: 'venues' } as const;
		const booked = async () =>
			new Ledger(await stored(bench.journal, workspace, venues)).entries.length;
		const before = await booked();
		expect(before).toBeGreaterThan(0);
		bench.slow.add(documentText(venues));
		bench.restart();
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		expect(await bench.whoClaimed()).toEqual([ann]);
		expect(await booked()).toBe(before);
	});

	test('rests where the directory takes too long, until all is begun again', async () => {
		bench.slow.add('directory');
		bench.asked.length = 0;
		bench.restart();
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		await expect(bench.clerk.names(ann)).rejects.toThrow();
		bench.clerk.tick();
		await bench.settle();
		expect(bench.events.map(({ kind }) => kind)).toEqual(['lane-parked']);
		expect(bench.read.filter((text) => text === 'directory')).toHaveLength(1);
		bench.slow.clear();
		bench.restart();
		bench.clerk.came(ann);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('says who holds a place also to a device that knows what was numbered after the backup', async () => {
		const { tablet, phone } = town.workshop;
		const backup = new ClerkBench();
		await backup.put(tablet);
		claims(tablet);
		await bench.put(tablet);
		claims(phone);
		await bench.put(phone, 'lane');
		const device = await stored(bench.journal, workspace, ledgerName);
		expect(await bench.whoClaimed()).toEqual([ann, bob]);
		await backup.write(
			{ kind: 'lane', person: bob },
			Y.encodeStateAsUpdate(phone.documents.lane.doc)
		);
		await backup.settle();
		await backup.put(tablet);
		expect(await backup.whoClaimed()).toEqual([bob, ann]);
		const relay = await stored(backup.journal, workspace, ledgerName);
		Y.applyUpdate(device, Y.encodeStateAsUpdate(relay));
		expect(new Ledger(device).entries).toEqual(new Ledger(relay).entries);
	});

	test('numbers beside a season of which the id is none', async () => {
		const { tablet } = town.workshop;
		const period = { first: '2027-01-01' as never, last: '2027-06-30' as never };
		tablet.documents.directory.seasons.add('Zomer 2027', { name: 'Zomer', ...period });
		claims(tablet);
		await bench.put(tablet);
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('calls nobody taken out of contact details that take too long', async () => {
		bench.slow.add('people');
		await bench.write({ kind: 'people' }, Y.encodeStateAsUpdate(new Y.Doc()));
		await bench.settle();
		await expect(bench.clerk.erase()).rejects.toThrow('people');
	});

	test('calls nobody taken out while a ledger is left out, which tells whom words are about', async () => {
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		bench.slow.add(documentText(ledgerName));
		bench.restart();
		await expect(bench.clerk.erase()).rejects.toThrow('ledger');
	});

	test('asks once for words in contact details that take too long, and says so', async () => {
		await bench.write({ kind: 'people' }, Y.encodeStateAsUpdate(new Y.Doc()));
		await bench.settle();
		bench.slow.add('people');
		await expect(bench.clerk.wordsAbout(bob)).rejects.toThrow();
		bench.asked.length = 0;
		await expect(bench.clerk.wordsAbout(bob)).rejects.toThrow('people');
		expect(bench.asked).toEqual([]);
		expect(bench.events.map(({ kind }) => kind)).toEqual(['lane-parked']);
	});

	test('takes somebody who was erased out of nothing before it is kept that her bytes are there', async () => {
		bench.erased = [bob];
		bench.onerased = () => Promise.reject(new Error('the disk is full'));
		const named = async () =>
			openDirectory(await stored(bench.journal, workspace, { kind: 'directory' })).people.get(bob);
		town.workshop.tablet.documents.directory.people.add(bob, {
			...{ name: 'Bob', qualifications: [], organisation: null, staff: false }
		});
		await bench.put(town.workshop.tablet);
		expect((await named())?.name).toBe('Bob');
		bench.onerased = () => Promise.resolve();
		bench.clerk.tick();
		await bench.settle();
		expect(await named()).toBeNull();
	});

	test('introduces somebody once, however often it is asked', async () => {
		const eva = idNamed({ parse: (text) => text as PersonId | null }, 'eva');
		await bench.clerk.introduce(eva, 'Eva');
		const before = await bench.journal.positions([`${workspace}/directory`]);
		await bench.clerk.introduce(eva, 'Eva again');
		expect(await bench.journal.positions([`${workspace}/directory`])).toEqual(before);
		const doc = await stored(bench.journal, workspace, { kind: 'directory' });
		expect(openDirectory(doc).people.get(eva)?.name).toBe('Eva');
		expect((await bench.clerk.names(eva)).person).toBe('Eva');
	});

	test('introduces her when she asks again where a full disk refused her name, and everybody after her', async () => {
		const [eva, dan] = ['eva', 'dan'].map((word) =>
			idNamed({ parse: (text) => text as PersonId | null }, word)
		) as [PersonId, PersonId];
		bench.isFull = true;
		await expect(bench.clerk.introduce(eva, 'Eva')).rejects.toThrow('full');
		bench.isFull = false;
		await bench.clerk.introduce(eva, 'Eva');
		await bench.clerk.introduce(dan, 'Dan');
		const doc = await stored(bench.journal, workspace, { kind: 'directory' });
		const { people } = openDirectory(doc);
		expect([people.get(eva)?.name, people.get(dan)?.name]).toEqual(['Eva', 'Dan']);
	});

	test('settles what a clerk that was killed had left also where it was first asked for names alone', async () => {
		claims(town.workshop.tablet);
		bench.isFull = true;
		await bench.put(town.workshop.tablet);
		bench.isFull = false;
		bench.restart();
		await bench.clerk.names(null);
		bench.clerk.came(bob);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('does not look into seasons that the directory does not know', async () => {
		const before = bench.asked.length;
		const season = idNamed(SeasonId, 'nowhere');
		await bench.write({ kind: 'season', season }, Y.encodeStateAsUpdate(new Y.Doc()));
		await bench.settle();
		expect(bench.asked).toHaveLength(before);
	});
});
