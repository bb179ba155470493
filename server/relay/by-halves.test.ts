// What builds on something that is not here can be read by nobody. Faults planted in admission.ts and commits.ts, each
// seen red and taken back: taken all the same, refused although the rest is on its way to the disk, kept behind
// what the disk refused, what was refused counts as on its way.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { answer, change } from '../testing/fake-device.ts';
import { quiet, Rooms } from '../testing/rooms.ts';

let rooms: Rooms;
/** Two changes of one client, the second of which builds on the first, and both as one. */
let first: Uint8Array;
let second: Uint8Array;
let both: Uint8Array;

beforeEach(() => {
	rooms = new Rooms();
	const doc = new Y.Doc();
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	doc.getMap('m').set('a', 1);
	doc.getMap('m').set('b', 1);
	[first, second] = [made[0]!, made[1]!];
	both = Y.encodeStateAsUpdate(doc);
});

describe('a change', () => {
	test('that goes out before the answer is not taken without what it builds on; the answer brings it', async () => {
		const [ann, bob] = [await rooms.device('ann'), await rooms.device('bob')];
		ann.say(change(second));
		await rooms.endTurn();
		expect(rooms.journal.batches).toEqual([]);
		expect(bob.line.heard('change')).toEqual([]);
		ann.say(answer(both));
		await rooms.endTurn();
		expect(await rooms.words()).toEqual({ a: 1, b: 1 });
		expect(bob.line.words).toEqual({ a: 1, b: 1 });
	});

	test('is taken while what it builds on is still on its way to the disk', async () => {
		const ann = await rooms.device('ann');
		ann.say(change(first), change(second));
		await rooms.endTurn();
		expect(await rooms.words()).toEqual({ a: 1, b: 1 });
	});

	test('after the answer is taken as it is, for it would not come again', async () => {
		const ann = await rooms.device('ann');
		ann.say(answer(new Uint8Array([0, 0])), change(second));
		await rooms.endTurn();
		expect(rooms.journal.batches).toEqual([1]);
	});

	test('that came while the disk refused the one before it is not taken either, nor when she comes back', async () => {
		const { promise: refusal, reject: refuse } = Promise.withResolvers<never>();
		vi.spyOn(rooms.journal, 'append').mockReturnValueOnce(refusal);
		await rooms.device('bob');
		const ann = await rooms.device('ann');
		ann.say(change(first));
		await rooms.endTurn();
		ann.say(change(second));
		refuse(new Error('the disk is full'));
		await quiet();
		await rooms.endTurn();
		expect(ann.line.closed).toEqual([1013]);
		expect(await rooms.words()).toEqual({});
		const again = (await rooms.device('ann')).say(change(second));
		await rooms.endTurn();
		expect(rooms.journal.batches).toEqual([]);
		again.say(answer(both));
		await rooms.endTurn();
		expect(await rooms.words()).toEqual({ a: 1, b: 1 });
	});
});
