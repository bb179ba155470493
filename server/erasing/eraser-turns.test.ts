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
import { ann, bob, byAnn, cas, kern } from '#tests/contracts/accounts-place.ts';
import { ErasingPlace, type Peer } from '#tests/support/eraser-bench.ts';
import { changeOf } from '../testing/fake-device.ts';

let place: ErasingPlace;

beforeEach(async () => {
	place = await ErasingPlace.begin();
});

describe('several relays', () => {
	test('hear of it, hang up on her and refuse her lane at once; the one that was asked does the rest', async () => {
		const [asked, other] = [place.peer(), place.peer()];
		await other.after(0);
		expect(await asked.eraser.erase(kern, bob, byAnn(0))).toBe('erased');
		await other.after(1_000);
		expect([asked.dropped, other.dropped]).toEqual([[bob], [bob]]);
		expect(await place.journal.documents(kern)).toEqual([`${kern}/directory`]);
		await asked.after(1_000);
		expect(await place.isDone()).toBe(false);

		await place.journal.append([{ document: `${kern}/lane/${bob}`, update: changeOf('too late') }]);
		await asked.after(4_000);
		expect(await place.isDone()).toBe(true);
		expect(await place.journal.documents(kern)).toEqual([`${kern}/directory`]);
		expect([asked.events, other.events]).toEqual([[{ kind: 'erased' }], []]);
		await other.after(1_000);
		expect(other.readAnew).toEqual([kern]);
		expect(place.compacted).toBe(1);
	});

	test('finish what the one that was asked left undone, after a minute', async () => {
		const [asked, other] = [place.peer(), place.peer()];
		await asked.eraser.erase(kern, bob, byAnn(0));
		await other.after(59_000);
		expect(await place.isDone()).toBe(false);
		await other.after(2_000);
		expect(await place.isDone()).toBe(true);
		expect(other.events).toEqual([{ kind: 'erased' }]);
	});

	test('that start anew still know whose lane is refused', async () => {
		await place.peer(false).eraser.erase(kern, bob, byAnn(0));
		const started = place.peer();
		await place.journal.append([{ document: `${kern}/lane/${bob}`, update: changeOf('early') }]);
		await started.after(0);
		expect(await place.journal.documents(kern)).toEqual([`${kern}/directory`]);
		expect(started.dropped).toEqual([bob]);
	});
});

describe('what can not be done now', () => {
	test('is said, and tried again after a minute, not before', async () => {
		const peer = place.peer(false);
		place.isFull = true;
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(peer.events).toMatchObject([{ kind: 'not-erased' }]);
		expect(await place.isDone()).toBe(false);
		place.isFull = false;
		await peer.after(59_000);
		expect(place.compacted).toBe(1);
		await peer.after(2_000);
		expect(await place.isDone()).toBe(true);
	});

	test('does not keep the next from being erased, and the last coordinator from staying', async () => {
		const peer = place.peer(false);
		expect(await peer.eraser.erase(kern, ann, byAnn(0))).toBe('last-coordinator');
		place.isFull = true;
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		place.isFull = false;
		await peer.eraser.erase(kern, bob, byAnn(1));
		await peer.eraser.settle();
		expect(await place.isDone()).toBe(true);
	});
});

test('of two who are to be erased, the one who can not be keeps the other waiting for nothing', async () => {
	const peer = place.peer(false);
	place.stuck = bob;
	await peer.eraser.erase(kern, bob, byAnn(0));
	await peer.eraser.settle();
	await place.accounts.erase(kern, cas, byAnn(1));
	for (let round = 0; round < 3; round++) await peer.after(1_000);
	const left = (await place.accounts.erasures()).filter(({ doneAt }) => doneAt === null);
	expect(left).toMatchObject([{ person: bob }]);
	expect(peer.events).toMatchObject([{ kind: 'not-erased' }, { kind: 'erased' }]);
	place.stuck = null;
	await peer.after(60_000);
	expect(await place.isDone()).toBe(true);
});

test('of two who are erased, the one whose end can not be written keeps the other waiting for nothing', async () => {
	const peer = place.peer(false);
	place.isFull = true;
	await peer.eraser.erase(kern, bob, byAnn(0));
	await peer.eraser.erase(kern, cas, byAnn(1));
	await peer.eraser.settle();
	place.isFull = false;
	const [done, { accounts }] = [place.accounts.erasureDone.bind(place.accounts), place];
	accounts.erasureDone = (one, at) =>
		one.person === bob ? Promise.reject(new Error('the disk is away')) : done(one, at);
	await peer.after(61_000);
	const left = (await accounts.erasures()).filter(({ doneAt }) => doneAt === null);
	expect(left).toMatchObject([{ person: bob }]);
});

describe('what is brought back', () => {
	async function whoErased(isShared = false): Promise<Peer> {
		const peer = place.peer(isShared);
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.after(6_000);
		expect([await place.isDone(), place.compacted]).toEqual([true, 1]);
		peer.rewritten.length = 0;
		return peer;
	}

	test('goes off the disk at once, and then once a minute', async () => {
		const peer = await whoErased();
		await peer.eraser.broughtBack(kern);
		expect(await place.isDone()).toBe(false);
		await peer.after(1_000);
		expect([peer.rewritten, await place.isDone()]).toEqual([[`${kern}/directory`], true]);
		await peer.eraser.broughtBack(kern);
		await peer.after(30_000);
		expect([place.compacted, await place.isDone()]).toEqual([2, false]);
		await peer.after(31_000);
		expect([place.compacted, await place.isDone()]).toEqual([3, true]);
		await peer.after(61_000);
		expect(place.compacted).toBe(3);
	});

	test('is not forgotten when the disk refuses', async () => {
		const peer = await whoErased();
		place.isFull = true;
		await peer.eraser.broughtBack(kern);
		await peer.after(1_000);
		expect(peer.events.slice(1)).toMatchObject([{ kind: 'not-erased' }]);
		place.isFull = false;
		await peer.after(59_000);
		expect(place.compacted).toBe(2);
		await peer.after(2_000);
		expect([place.compacted, await place.isDone()]).toEqual([3, true]);
	});

	test('is not forgotten by a relay that stops before it is off the disk', async () => {
		const peer = await whoErased();
		await peer.eraser.broughtBack(kern);
		const started = place.peer(false);
		await started.after(0);
		expect([started.rewritten, await place.isDone()]).toEqual([[`${kern}/directory`], true]);
	});

	test('is done once more when it comes while the files are written anew', async () => {
		const peer = await whoErased();
		await peer.eraser.broughtBack(kern);
		peer.whileCompacting = () => peer.eraser.broughtBack(kern);
		await peer.after(1_000);
		expect([place.compacted, await place.isDone()]).toEqual([2, false]);
		peer.whileCompacting = () => Promise.resolve();
		await peer.after(61_000);
		expect([place.compacted, await place.isDone()]).toEqual([3, true]);
		expect(peer.events).toEqual([{ kind: 'erased' }, { kind: 'erased' }]);
	});

	test('is not what its own clerk takes out while somebody is erased', async () => {
		const peer = place.peer(false);
		peer.whileTakingOut = () => peer.eraser.broughtBack(kern);
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(await place.accounts.erasures()).toMatchObject([{ broughtBackAt: null, doneAt: 0 }]);
	});

	test('is not passed over where another relay was done while its own clerk found it', async () => {
		const [peer, other] = [place.peer(false), place.peer(false)];
		peer.whileTakingOut = async () => {
			await peer.eraser.broughtBack(kern);
			await other.after(0);
		};
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(await place.isDone()).toBe(false);
		peer.whileTakingOut = () => Promise.resolve();
		await peer.after(1_000);
		expect(await place.isDone()).toBe(true);
	});

	test('is done once more when another relay’s clerk takes it out while this one looks', async () => {
		const [peer, other] = [place.peer(false), place.peer(false)];
		peer.whileTakingOut = () => other.eraser.broughtBack(kern);
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect([place.compacted, await place.isDone()]).toEqual([1, false]);
		peer.whileTakingOut = () => Promise.resolve();
		await peer.after(61_000);
		expect([place.compacted, await place.isDone()]).toEqual([2, true]);
	});

	test('puts nothing off, however often it comes', async () => {
		const [asked, other] = [place.peer(), place.peer()];
		await asked.eraser.erase(kern, bob, byAnn(0));
		for (let times = 0; times < 3; times++) {
			await other.eraser.broughtBack(kern);
			await asked.after(2_000);
		}
		expect([place.compacted, await place.isDone()]).toEqual([1, true]);
	});

	test('is taken off the disk by one relay, and read anew by those that never saw it open', async () => {
		const [saw, other, far] = [await whoErased(true), place.peer(), place.peer()];
		await far.after(0);
		place.nowMs += 120_000;
		await saw.eraser.broughtBack(kern);
		await other.after(4_000);
		expect(await place.isDone()).toBe(false);
		await saw.after(2_000);
		expect([place.compacted, await place.isDone()]).toEqual([2, true]);
		await far.after(1_000);
		expect(far.readAnew).toEqual([kern]);
		expect(place.compacted).toBe(2);
	});
});

describe('where others name her', () => {
	const told = [{ kind: 'erased' }, { kind: 'still-named', where: ['directory'] }];
	let peer: Peer;

	beforeEach(async () => {
		peer = place.peer(false);
		await place.journal.append([{ document: `${kern}/directory`, update: changeOf('ask Bobby') }]);
		peer.words = async () => ((await place.accounts.erasures()).length > 0 ? [] : ['Bobby']);
	});

	test('is looked for with words from before any clerk heard of it', async () => {
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		expect(peer.events).toEqual(told);
	});

	test('is told also when she who asked for it asks once more', async () => {
		place.isFull = true;
		await peer.eraser.erase(kern, bob, byAnn(0));
		await peer.eraser.settle();
		place.isFull = false;
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
		expect(await place.isDone()).toBe(false);
		[peer.whileReading, peer.whileCompacting] = [() => Promise.resolve(), () => Promise.resolve()];
		await peer.after(61_000);
		expect(peer.events.slice(1)).toEqual(told);
	});
});
