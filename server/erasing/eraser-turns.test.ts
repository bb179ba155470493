// Who does the work when, told by a clock of the test: the relays are nothing but what they share.
//
// Faults planted in eraser.ts, each seen red and taken back: her lane left, or not looked at again at the end;
// her devices not hung up on; all relays at work at once; no wait until all have heard of it; rooms of other
// relays not read anew, or not a second time; no rest after a failure, or after cleaning; one failure that
// keeps the next waiting, its own or another's; what was brought back forgotten when the disk refuses, when
// the relay stops, or when it comes while files are written anew; what its own clerk takes out taken for it, or
// forgotten when another relay was done first; what another clerk takes out meanwhile passed over; bringing back
// that puts off; words asked for a second time in the place of the first, or thrown away before they were told.
import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId } from '#domain/ids.ts';
import {
	arrival,
	ann,
	bob,
	byAnn,
	cas,
	contractLimits,
	kern
} from '#tests/contracts/accounts-place.ts';
import { SqlAccounts } from '../accounts/sql-accounts.ts';
import { SqliteSql } from '../accounts/sqlite.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { integratorHere } from '../relay/integrator.ts';
import { changeOf } from '../testing/fake-device.ts';
import { ErasedList } from './erased-list.ts';
import { Eraser, type EraserEvent } from './eraser.ts';

let nowMs: number;
let accounts: SqlAccounts;
let journal: MemoryJournal;
/** How often the files were written anew, and whether the disk refuses that. */
let compacted: number;
let isFull: boolean;
/** Whose words can't be looked for. */
let stuck: PersonId | null;

beforeEach(async () => {
	[nowMs, compacted, isFull, stuck] = [0, 0, false, null];
	accounts = new SqlAccounts(new SqliteSql(':memory:'), contractLimits);
	await accounts.found(arrival(), 'founded');
	journal = new MemoryJournal();
	await journal.append([
		{ document: `${kern}/lane/${bob}`, update: changeOf('claim') },
		{ document: `${kern}/directory`, update: changeOf('name') }
	]);
});

/** One relay of several, as far as erasing goes. */
class Peer {
	readonly dropped: string[] = [];
	readonly readAnew: string[] = [];
	readonly events: EraserEvent[] = [];
	readonly rewritten: string[] = [];
	readonly eraser: Eraser;
	/** What happens while its clerk takes people out of the documents. */
	whileTakingOut = () => Promise.resolve();
	whileCompacting = () => Promise.resolve();
	/** Happens whenever a document is read. */
	whileReading = () => Promise.resolve();
	/** What the documents say of whom one asks about. */
	words = (): Promise<string[]> => Promise.resolve([]);

	constructor(isShared = true) {
		this.eraser = new Eraser({
			accounts: {
				erase: (...asked) => accounts.erase(...asked),
				erasureDone: (...asked) => accounts.erasureDone(...asked),
				broughtBack: (...asked) => accounts.broughtBack(...asked),
				compact: () => Promise.resolve()
			},
			journal: {
				load: async (document) => {
					this.rewritten.push(document);
					await this.whileReading();
					return journal.load(document);
				},
				documents: (prefix) => journal.documents(prefix),
				fold: (folds) => journal.fold(folds),
				dropSetAside: () => journal.dropSetAside(),
				compact: async () => {
					compacted++;
					await this.whileCompacting();
					if (isFull) throw new Error('disk full');
				}
			},
			integrator: integratorHere,
			hub: {
				forget: (workspace, documents) =>
					journal.erase(documents.map((one) => `${workspace}/${textOf(one)}`)),
				readAnew: (workspace) => Promise.resolve(void this.readAnew.push(workspace)),
				dropPerson: (_, person) => void this.dropped.push(person)
			},
			services: {
				erase: () => this.whileTakingOut(),
				wordsAbout: (_, person) =>
					person === stuck ? Promise.reject(new Error('too slow')) : this.words()
			},
			isShared,
			list: new ErasedList(accounts),
			nowMs: () => nowMs,
			report: (event) => void this.events.push(event)
		});
	}

	/** A round so much later, with what it set going. */
	async after(laterMs: number): Promise<void> {
		nowMs += laterMs;
		await this.eraser.round();
		await this.eraser.settle();
	}
}

function textOf(name: DocumentName): string {
	return name.kind === 'lane' ? `lane/${name.person}` : name.kind;
}

async function isDone(): Promise<boolean> {
	const [erasure] = await accounts.erasures();
	return erasure?.doneAt !== null;
}

describe('several relays', () => {
	test('hear of it, hang up on her and refuse her lane at once; the one that was asked does the rest', async () => {
		const [asked, other] = [new Peer(), new Peer()];
		await other.after(0);
		expect(await asked.eraser.erase(kern, bob, byAnn(0))).toBe('erased');
		await other.after(1_000);
		expect([asked.dropped, other.dropped]).toEqual([[bob], [bob]]);
		expect(await journal.documents(kern)).toEqual([`${kern}/directory`]);
		await asked.after(1_000);
		expect(await isDone()).toBe(false);

		await journal.append([{ document: `${kern}/lane/${bob}`, update: changeOf('too late') }]);
		await asked.after(4_000);
		expect(await isDone()).toBe(true);
		expect(await journal.documents(kern)).toEqual([`${kern}/directory`]);
		expect([asked.events, other.events]).toEqual([[{ kind: 'erased' }], []]);
		await other.after(1_000);
		expect(other.readAnew).toEqual([kern]);
		expect(compacted).toBe(1);
	});

	test('finish what the one that was asked left undone, after a minute', async () => {
		const [asked, other] = [new Peer(), new Peer()];
		await asked.eraser.erase(kern, bob, byAnn(0));
		await other.after(59_000);
		expect(await isDone()).toBe(false);
		await other.after(2_000);
		expect(await isDone()).toBe(true);
		expect(other.events).toEqual([{ kind: 'erased' }]);
	});

	test('that start anew still know whose lane is refused', async () => {
		await new Peer(false).eraser.erase(kern, bob, byAnn(0));
		const started = new Peer();
		await journal.append([{ document: `${kern}/lane/${bob}`, update: changeOf('early') }]);
		await started.after(0);
		expect(await journal.documents(kern)).toEqual([`${kern}/directory`]);
		expect(started.dropped).toEqual([bob]);
	});
});

describe('what can not be done now', () => {
	test('is said, and tried again after a minute, not before', async () => {
		const peer = new Peer(false);
		isFull = true;
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(peer.events).toMatchObject([{ kind: 'not-erased' }]);
		expect(await isDone()).toBe(false);
		isFull = false;
		await peer.after(59_000);
		expect(compacted).toBe(1);
		await peer.after(2_000);
		expect(await isDone()).toBe(true);
	});

	test('does not keep the next from being erased, and the last coordinator from staying', async () => {
		const peer = new Peer(false);
		expect(await peer.eraser.erase(kern, ann, byAnn(0))).toBe('last-coordinator');
		isFull = true;
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		isFull = false;
		await peer.eraser.erase(kern, bob, byAnn(1));
		await peer.eraser.settle();
		expect(await isDone()).toBe(true);
	});
});

test('of two who are to be erased, the one who can not be keeps the other waiting for nothing', async () => {
	const peer = new Peer(false);
	stuck = bob;
	await peer.eraser.erase(kern, bob, byAnn(0));
	await peer.eraser.settle();
	await accounts.erase(kern, cas, byAnn(1));
	for (let round = 0; round < 3; round++) await peer.after(1_000);
	const left = (await accounts.erasures()).filter(({ doneAt }) => doneAt === null);
	expect(left).toMatchObject([{ person: bob }]);
	expect(peer.events).toMatchObject([{ kind: 'not-erased' }, { kind: 'erased' }]);
	stuck = null;
	await peer.after(60_000);
	expect(await isDone()).toBe(true);
});

describe('what is brought back', () => {
	async function whoErased(isShared = false): Promise<Peer> {
		const peer = new Peer(isShared);
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.after(6_000);
		expect([await isDone(), compacted]).toEqual([true, 1]);
		peer.rewritten.length = 0;
		return peer;
	}

	test('goes off the disk at once, and then once a minute', async () => {
		const peer = await whoErased();
		await peer.eraser.broughtBack(kern);
		expect(await isDone()).toBe(false);
		await peer.after(1_000);
		expect([peer.rewritten, await isDone()]).toEqual([[`${kern}/directory`], true]);
		await peer.eraser.broughtBack(kern);
		await peer.after(30_000);
		expect([compacted, await isDone()]).toEqual([2, false]);
		await peer.after(31_000);
		expect([compacted, await isDone()]).toEqual([3, true]);
		await peer.after(61_000);
		expect(compacted).toBe(3);
	});

	test('is not forgotten when the disk refuses', async () => {
		const peer = await whoErased();
		isFull = true;
		await peer.eraser.broughtBack(kern);
		await peer.after(1_000);
		expect(peer.events.slice(1)).toMatchObject([{ kind: 'not-erased' }]);
		isFull = false;
		await peer.after(59_000);
		expect(compacted).toBe(2);
		await peer.after(2_000);
		expect([compacted, await isDone()]).toEqual([3, true]);
	});

	test('is not forgotten by a relay that stops before it is off the disk', async () => {
		const peer = await whoErased();
		await peer.eraser.broughtBack(kern);
		const started = new Peer(false);
		await started.after(0);
		expect([started.rewritten, await isDone()]).toEqual([[`${kern}/directory`], true]);
	});

	test('is done once more when it comes while the files are written anew', async () => {
		const peer = await whoErased();
		await peer.eraser.broughtBack(kern);
		peer.whileCompacting = () => peer.eraser.broughtBack(kern);
		await peer.after(1_000);
		expect([compacted, await isDone()]).toEqual([2, false]);
		peer.whileCompacting = () => Promise.resolve();
		await peer.after(61_000);
		expect([compacted, await isDone()]).toEqual([3, true]);
		expect(peer.events).toEqual([{ kind: 'erased' }, { kind: 'erased' }]);
	});

	test('is not what its own clerk takes out while somebody is erased', async () => {
		const peer = new Peer(false);
		peer.whileTakingOut = () => peer.eraser.broughtBack(kern);
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(await accounts.erasures()).toMatchObject([{ broughtBackAt: null, doneAt: 0 }]);
	});

	test('is not passed over where another relay was done while its own clerk found it', async () => {
		const [peer, other] = [new Peer(false), new Peer(false)];
		peer.whileTakingOut = async () => {
			await peer.eraser.broughtBack(kern);
			await other.after(0);
		};
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(await isDone()).toBe(false);
		peer.whileTakingOut = () => Promise.resolve();
		await peer.after(1_000);
		expect(await isDone()).toBe(true);
	});

	test('is done once more when another relay’s clerk takes it out while this one looks', async () => {
		const [peer, other] = [new Peer(false), new Peer(false)];
		peer.whileTakingOut = () => other.eraser.broughtBack(kern);
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect([compacted, await isDone()]).toEqual([1, false]);
		peer.whileTakingOut = () => Promise.resolve();
		await peer.after(61_000);
		expect([compacted, await isDone()]).toEqual([2, true]);
	});

	test('puts nothing off, however often it comes', async () => {
		const [asked, other] = [new Peer(), new Peer()];
		await asked.eraser.erase(kern, bob, byAnn(0));
		for (let times = 0; times < 3; times++) {
			await other.eraser.broughtBack(kern);
			await asked.after(2_000);
		}
		expect([compacted, await isDone()]).toEqual([1, true]);
	});

	test('is taken off the disk by one relay, and read anew by those that never saw it open', async () => {
		const [saw, other, far] = [await whoErased(true), new Peer(), new Peer()];
		await far.after(0);
		nowMs += 120_000;
		await saw.eraser.broughtBack(kern);
		await other.after(4_000);
		expect(await isDone()).toBe(false);
		await saw.after(2_000);
		expect([compacted, await isDone()]).toEqual([2, true]);
		await far.after(1_000);
		expect(far.readAnew).toEqual([kern]);
		expect(compacted).toBe(2);
	});
});

describe('where others name her', () => {
	const told = [{ kind: 'erased' }, { kind: 'still-named', where: ['directory'] }];
	let peer: Peer;

	beforeEach(async () => {
		peer = new Peer(false);
		await journal.append([{ document: `${kern}/directory`, update: changeOf('ask Bobby') }]);
		peer.words = async () => ((await accounts.erasures()).length > 0 ? [] : ['Bobby']);
	});

	test('is looked for with words from before any clerk heard of it', async () => {
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(peer.events).toEqual(told);
	});

	test('is told also when she who asked for it asks once more', async () => {
		isFull = true;
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		isFull = false;
		await peer.eraser.erase(kern, bob, byAnn(1));
		await peer.eraser.settle();
		expect(peer.events.slice(1)).toEqual(told);
	});

	test('is told also when it could not be looked for at first', async () => {
		peer.whileCompacting = () => {
			peer.whileReading = () => Promise.reject(new Error('the disk is away'));
			return Promise.resolve();
		};
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(await isDone()).toBe(false);
		[peer.whileReading, peer.whileCompacting] = [() => Promise.resolve(), () => Promise.resolve()];
		await peer.after(61_000);
		expect(peer.events.slice(1)).toEqual(told);
	});
});
