// What a device is told when it comes in. Faults planted in hub.ts and stored-state.ts, each seen red and
// taken back: an answer without the tail, a room that stays in memory when its last member leaves.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ask, change, changeOf } from '../testing/fake-device.ts';
import { Rooms } from '../testing/rooms.ts';

let rooms: Rooms;

beforeEach(() => {
	rooms = new Rooms();
});

describe('joining', () => {
	test('a new device gets everything, in order, and is asked for what the relay lacks', async () => {
		const ann = await rooms.device('ann');
		for (let n = 0; n < 5; n++) ann.say(change(changeOf(`k${n}`)));
		await rooms.endTurn();
		const bob = (await rooms.device('bob')).say(ask());
		expect(Object.keys(bob.line.words)).toHaveLength(5);
		expect(bob.line.frames.at(-2)?.kind).toBe('answer');
		expect(bob.line.heard('answer')).toHaveLength(1);
		expect(bob.line.frames.at(-1)?.kind).toBe('ask');
	});

	test('a device that has everything is sent next to nothing', async () => {
		const doc = new Y.Doc();
		for (let n = 0; n < 300; n++) doc.getMap('m').set(`key${n}`, n);
		(await rooms.device('ann')).say(change(Y.encodeStateAsUpdate(doc)));
		await rooms.endTurn();
		const bob = (await rooms.device('bob')).say(ask(Y.encodeStateVector(doc)));
		expect(bob.line.heard('answer')[0]?.update.length).toBeLessThan(4);
	});

	test('the relay asks for what lies behind a gap', async () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const key of ['a', 'b', 'c']) doc.getMap('m').set(key, 1);
		(await rooms.device('ann')).say(change(updates[0]!), change(updates[2]!));
		await rooms.endTurn();
		const bob = (await rooms.device('bob')).say(ask());
		const have = Y.decodeStateVector(bob.line.heard('ask')[0]!.have);
		expect(have.get(doc.clientID)).toBe(1);
	});

	test('rooms without members leave memory; what they held does not', async () => {
		const ann = (await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		expect(rooms.hub.counts).toEqual({ documents: 1, sockets: 1 });
		rooms.hub.leave(ann.visit);
		expect(rooms.hub.counts).toEqual({ documents: 0, sockets: 0 });
		expect((await rooms.device('bob')).say(ask()).line.words).toEqual({ x: 1 });
	});
});
