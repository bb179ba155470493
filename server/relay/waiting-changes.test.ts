// Fairness on the way to the disk. Faults planted in waiting-changes.ts and commits.ts, each seen red and
// taken back: everything goes at once; a sender's later change overtakes an earlier one; the rest is
// forgotten; a receipt before all is on disk; a change larger than a share never goes.
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, change, changeOf, hello } from '../testing/fake-device.ts';
import { Rooms } from '../testing/rooms.ts';

let rooms: Rooms;

beforeEach(() => {
	rooms = new Rooms();
});

const large = (key: string): Uint8Array => change(changeOf(key, 'x'.repeat(40_000)));

describe('who brings much', () => {
	test('holds up nobody who brings little, and all of it follows in its order', async () => {
		const [ann, bob] = [
			(await rooms.device('ann')).say(hello),
			(await rooms.device('bob')).say(hello)
		];
		const cas = await rooms.device('cas');
		ann.say(...['a1', 'a2', 'a3', 'a4'].map(large));
		bob.say(change(changeOf('b')));
		await rooms.endTurn();
		expect(Object.keys(cas.line.words)).toEqual(['a1', 'b']);
		expect([ann, bob].map(({ line }) => line.heard('receipt').length)).toEqual([0, 1]);

		ann.say(change(changeOf('a5')));
		for (let turn = 0; turn < 3; turn++) await rooms.endTurn();
		expect(cas.line.heard('change').map(({ update }) => update.length > 1_000)).toEqual([
			...[true, false],
			...[true, true, true, false]
		]);
		expect(Object.keys(await rooms.words())).toHaveLength(6);
		expect(ann.line.heard('receipt').map(({ settled }) => settled)).toEqual([5]);
	});

	test('brings one that is larger than a share, with what others bring', async () => {
		const [ann, bob] = [await rooms.device('ann'), await rooms.device('bob')];
		ann.say(answer(changeOf('whole', 'x'.repeat(1_000_000))), large('next'));
		bob.say(change(changeOf('b')));
		await rooms.endTurn();
		expect(Object.keys(await rooms.words()).toSorted()).toEqual(['b', 'whole']);
		await rooms.endTurn();
		expect(Object.keys(await rooms.words()).toSorted()).toEqual(['b', 'next', 'whole']);
	});

	test('has all of it on disk when the relay stops', async () => {
		const ann = await rooms.device('ann');
		ann.say(...['a1', 'a2', 'a3', 'a4'].map(large));
		await rooms.hub.stop();
		expect(Object.keys(await rooms.words())).toHaveLength(4);
	});
});
