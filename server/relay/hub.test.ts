// The rooms without a socket, disk or clock. Faults planted in hub.ts, room.ts and visit.ts, each seen
// red and taken back: send before journal, the sender hears itself, a refusal that is not counted,
// receipts without hello, `mayWrite` always true, a known change journaled again, a change lost when its
// sender leaves in the same turn.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import {
	answer,
	ask,
	change,
	changeOf,
	FakeLine,
	hello,
	visitorNamed
} from '../testing/fake-device.ts';
import { directory, Rooms, workspace } from '../testing/rooms.ts';
import { personId, workspaceId } from '../testing/running-relay.ts';

let rooms: Rooms;

beforeEach(() => {
	rooms = new Rooms();
});

describe('a change', () => {
	test('goes to disk, then to the others, then its sender gets a receipt', async () => {
		const order: string[] = [];
		const ann = (await rooms.device('ann')).say(hello);
		const bob = await rooms.device('bob');
		rooms.journal.onappend = () => order.push(`kept, bob heard ${bob.line.heard('change').length}`);
		bob.line.send = () => order.push('bob hears');
		ann.line.send = () => order.push('receipt');
		ann.say(change(changeOf('x')));
		expect(order).toEqual([]);
		await rooms.endTurn();
		expect(order.filter((step) => step !== 'receipt')).toEqual(['kept, bob heard 0', 'bob hears']);
		expect(order[0]).toBe('kept, bob heard 0');
		expect(order).toContain('receipt');
	});

	test('reaches everyone but its sender, as the bytes it came as', async () => {
		const [ann, bob, cas] = [
			await rooms.device('ann'),
			await rooms.device('bob'),
			await rooms.device('cas')
		];
		const update = changeOf('x');
		ann.say(change(update));
		await rooms.endTurn();
		expect(ann.line.frames).toEqual([]);
		expect(bob.line.frames).toEqual([{ kind: 'change', update }]);
		expect(cas.line.frames).toEqual([{ kind: 'change', update }]);
	});

	test('stays within its document and its workspace', async () => {
		const ann = await rooms.device('ann');
		const people = await rooms.device('bob', 'coordinator', { kind: 'people' });
		const foreign = new FakeLine();
		rooms.hub.join(workspaceId('elders'), directory, visitorNamed('cas'), foreign);
		ann.say(change(changeOf('x')));
		await rooms.endTurn();
		expect(people.line.frames).toEqual([]);
		expect(foreign.frames).toEqual([]);
	});

	test('is one step to the disk with all others of its turn', async () => {
		const devices = await Promise.all(['ann', 'bob', 'cas'].map((name) => rooms.device(name)));
		for (const device of devices) device.say(change(changeOf('x')), change(changeOf('y')));
		await rooms.endTurn();
		expect(rooms.journal.batches).toEqual([6]);
	});

	test('is kept although its sender leaves in the same turn', async () => {
		const ann = (await rooms.device('ann')).say(change(changeOf('x')));
		rooms.hub.leave(ann.visit);
		await rooms.endTurn();
		expect((await rooms.device('bob')).say(ask()).line.words).toEqual({ x: 1 });
	});

	test('that is here already costs no disk and disturbs nobody, and is settled', async () => {
		const update = changeOf('x');
		const ann = (await rooms.device('ann')).say(hello, change(update));
		await rooms.endTurn();
		const bob = await rooms.device('bob');
		ann.say(answer(update));
		await rooms.endTurn();
		expect(rooms.journal.batches).toEqual([1]);
		expect(bob.line.frames).toEqual([]);
		expect(ann.line.heard('receipt').at(-1)).toEqual({ kind: 'receipt', settled: 2 });
	});

	test('that only deletes is passed on once', async () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('x', 1);
		const ann = (await rooms.device('ann')).say(change(Y.encodeStateAsUpdate(doc)));
		await rooms.endTurn();
		doc.getMap('m').delete('x');
		const deletion = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
		ann.say(change(deletion));
		await rooms.endTurn();
		ann.say(change(deletion));
		await rooms.endTurn();
		expect(rooms.journal.batches).toEqual([1, 1]);
		expect((await rooms.device('bob')).say(ask(Y.encodeStateVector(doc))).line.words).toEqual({});
	});
});

describe('receipts', () => {
	test('count all changes of a socket, refused ones too', async () => {
		rooms.restart({ changeBytes: 200 });
		const ann = (await rooms.device('ann')).say(hello, change(changeOf('x')));
		await rooms.endTurn();
		ann.say(change(changeOf('big', 'x'.repeat(300))), change(changeOf('y')));
		ann.say(change(new Uint8Array([9, 9, 9])));
		await rooms.endTurn();
		expect(ann.line.heard('refusal')).toEqual([
			{ kind: 'refusal', change: 2, code: 'too-large' },
			{ kind: 'refusal', change: 4, code: 'malformed' }
		]);
		expect(ann.line.heard('receipt').map((frame) => frame.settled)).toEqual([1, 4]);
		expect(ann.line.closed).toEqual([]);
	});

	test('go to those alone who said hello', async () => {
		const ann = (await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.line.frames).toEqual([]);
	});
});

describe('access', () => {
	test('a volunteer reads the directory and can not write it; she is told and stays', async () => {
		(await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		const bob = (await rooms.device('bob', 'volunteer')).say(hello, ask());
		expect(bob.line.words).toEqual({ x: 1 });
		bob.say(change(changeOf('y')));
		await rooms.endTurn();
		expect(bob.line.heard('refusal')).toEqual([
			{ kind: 'refusal', change: 1, code: 'not-allowed' }
		]);
		expect(bob.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
		expect(bob.line.closed).toEqual([]);
		expect(rooms.journal.batches).toEqual([1]);
	});

	test('what a reader repeats of what she was told is no offence', async () => {
		(await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		const bob = (await rooms.device('bob', 'volunteer')).say(hello, ask());
		bob.say(answer(Y.encodeStateAsUpdate(bob.line.doc)));
		await rooms.endTurn();
		expect(bob.line.heard('refusal')).toEqual([]);
		expect(bob.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
	});

	test('what a reader works out by itself where two edits met is no offence either', async () => {
		for (const name of ['ann', 'cas']) (await rooms.device(name)).say(change(changeOf('x', name)));
		await rooms.endTurn();
		const bob = (await rooms.device('bob', 'volunteer')).say(hello, ask());
		bob.say(answer(Y.encodeStateAsUpdate(bob.line.doc)));
		await rooms.endTurn();
		expect(bob.line.heard('refusal')).toEqual([]);
		expect(rooms.journal.batches).toEqual([2]);
	});

	test('a deletion by a reader is refused', async () => {
		(await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		const bob = (await rooms.device('bob', 'volunteer')).say(hello, ask());
		const doc = bob.line.doc;
		doc.getMap('m').delete('x');
		bob.say(answer(Y.encodeStateAsUpdate(doc)));
		await rooms.endTurn();
		expect(bob.line.heard('refusal')).toHaveLength(1);
	});

	test('a client that never said hello is passed over in silence', async () => {
		const bob = (await rooms.device('bob', 'volunteer')).say(change(changeOf('y')));
		await rooms.endTurn();
		expect(bob.line.frames).toEqual([]);
		expect(bob.line.closed).toEqual([]);
		expect(rooms.journal.batches).toEqual([]);
	});

	test('nobody writes a ledger, nobody but a coordinator opens the people, or the lane of another', async () => {
		const line = new FakeLine();
		expect(
			rooms.hub.join(workspace, { kind: 'people' }, visitorNamed('bob', 'volunteer'), line)
		).toBeNull();
		const lane: DocumentName = { kind: 'lane', person: personId('ann') };
		expect(rooms.hub.join(workspace, lane, visitorNamed('bob', 'partner'), line)).toBeNull();
		expect(line.closed).toEqual([4403, 4403]);
		const ann = await rooms.device('ann', 'coordinator', { kind: 'venues' });
		ann.say(hello, change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.line.heard('refusal')).toHaveLength(1);
	});
});
