// What the relay says on a line, and how one ends. Faults planted in line.ts, line-voice.ts and hub.ts, each
// seen red and taken back: the others of a line left behind when it closes; bytes made anew for each line;
// a slow line of which only one document is shut, or on which more is opened; an answer that counts as waiting; keep-alives on a line.
import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentName } from '#domain/access/document-name.ts';
import { encode } from '#wire/frame.ts';
import { gone, writePresence } from '#wire/presence.ts';
import { defaultLimits, type RelayLimits } from '../limits.ts';
import { answer, ask, change, changeOf, visitorNamed } from '../testing/fake-device.ts';
import { LineDevice } from '../testing/line-device.ts';
import { directory, Rooms, workspace } from '../testing/rooms.ts';
import { personId } from '../testing/running-relay.ts';

const people: DocumentName = { kind: 'people' };
let rooms: Rooms;

beforeEach(() => {
	rooms = new Rooms();
});

function device(name = 'ann', role?: 'volunteer', limits: Partial<RelayLimits> = {}): LineDevice {
	const ports = { hub: rooms.hub, limits: { ...defaultLimits, ...limits } };
	return new LineDevice(ports, visitorNamed(name, role));
}

describe('what the relay says', () => {
	test('its bytes are made once for all lines that have the document open', async () => {
		const [ann, bob, cas] = [device('ann'), device('bob'), device('cas')];
		const [mine] = await ann.open(directory, people);
		await bob.open(people, directory);
		await cas.open(directory);
		const before = [bob, cas].map(({ sent }) => sent.length);
		ann.say(mine!, change(changeOf('x')), change(changeOf('y')));
		await rooms.endTurn();
		expect([bob, cas].map(({ sent }, index) => sent.length - before[index]!)).toEqual([1, 1]);
		expect(bob.sent.at(-1)).toBe(cas.sent.at(-1));
	});

	test('a room that empties and opens again is spoken of by another number', async () => {
		const ann = device();
		const [first] = await ann.open(directory);
		ann.tell({ kind: 'shut', channel: first!, code: 1000, reason: '' });
		await ann.open(directory);
		const numbers = ann.ofLine.flatMap((frame) => (frame.kind === 'opened' ? [frame.room] : []));
		expect(new Set(numbers).size).toBe(2);
	});

	test('nothing, where the others say nothing: a line shows life by itself', async () => {
		const ann = device();
		await ann.open(directory);
		const before = ann.sent.length;
		for (let now = 0; now <= 60_000; now += 1_000) await rooms.hub.tick(now);
		expect(ann.sent).toHaveLength(before);
	});
});

describe('the end of a line', () => {
	test('all of its documents are left, and whoever looked is told', async () => {
		const [ann, bob] = [device('ann'), device('bob')];
		const [mine] = await ann.open(directory, people);
		const [his] = await bob.open(directory);
		const entry = { client: ann.client, clock: 1, state: '{}' };
		ann.say(mine!, encode({ kind: 'presence', entries: writePresence([entry]) }));
		ann.say(mine!, change(changeOf('x')));
		expect(ann.isOver).toBe(false);
		ann.line.leave();
		expect(ann.isOver).toBe(true);
		await rooms.endTurn();
		expect(rooms.hub.counts).toEqual({ documents: 1, sockets: 1 });
		expect(bob.words(his!)).toEqual({ x: 1 });
		const last = bob.heard(his!, 'presence').at(-1)!;
		expect(last.entries).toEqual(writePresence([{ ...entry, state: gone }]));
	});

	test('a full disk shuts what could not be kept; what is only read goes on', async () => {
		const ann = device();
		const [first, second] = await ann.open(directory, people);
		rooms.journal.isFull = true;
		ann.say(first!, change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.shut).toEqual([[first, 1013]]);
		expect(ann.closed).toEqual([]);
		ann.say(second!, ask());
		expect(ann.heard(second!, 'answer')).toHaveLength(2);
	});

	test('a slow one first goes without presence, then is closed, with all documents of it', async () => {
		const [ann, bob] = [device('ann'), device('bob')];
		const [mine] = await ann.open(directory);
		const [his] = await bob.open(directory, people);
		bob.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		const entry = { client: ann.client, clock: 1, state: '{}' };
		ann.say(mine!, encode({ kind: 'presence', entries: writePresence([entry]) }));
		await rooms.endTurn();
		expect(bob.heard(his!, 'presence')).toEqual([]);
		bob.bufferedBytes = 2 * defaultLimits.sendBufferBytes;
		ann.say(mine!, change(changeOf('x')));
		await rooms.endTurn();
		expect(bob.closed).toEqual([1013]);
		expect(bob.shut).toEqual([]);
		expect(rooms.hub.counts.sockets).toBe(1);
		expect(ann.closed).toEqual([]);
	});

	test('a flood of pings that nobody reads the answers of is an end, too', () => {
		const ann = device();
		ann.bufferedBytes = defaultLimits.sendBufferBytes + 1;
		ann.tell({ kind: 'ping' });
		expect(ann.closed).toEqual([1013]);
	});

	test('when it is full nothing more is opened on it', async () => {
		const ann = device();
		ann.bufferedBytes = 2 * defaultLimits.sendBufferBytes;
		await ann.open('attic', directory);
		expect(ann.closed).toEqual([1013]);
		expect(rooms.hub.counts).toEqual({ documents: 0, sockets: 0 });
	});

	test('what was asked for may be larger than what may otherwise lie waiting', async () => {
		rooms.restart({ sendBufferBytes: 10_000 });
		const limits = { sendBufferBytes: 10_000 };
		const bob = device('bob', undefined, limits);
		const [large, small] = await bob.open(directory, people);
		bob.say(large!, answer(changeOf('x', 'x'.repeat(50_000))));
		await rooms.endTurn();
		const ann = device('ann', undefined, limits);
		ann.isStuck = true;
		await ann.open(directory, people);
		ann.isStuck = false;
		const waits = async (bytes: number, key: string): Promise<number[]> => {
			ann.bufferedBytes = bytes;
			bob.say(small!, change(changeOf(key)));
			await rooms.endTurn();
			return ann.closed;
		};
		expect(await waits(55_000, 'a')).toEqual([]);
		expect(await waits(5_000, 'b')).toEqual([]);
		// The answer has left: from here on the ordinary measure holds.
		expect(await waits(55_000, 'c')).toEqual([1013]);
	});

	test('of all that somebody asks for who takes nothing, one answer lies waiting', async () => {
		rooms.restart({ sendBufferBytes: 100_000 });
		const limits = { sendBufferBytes: 100_000 };
		const bob = device('bob', undefined, limits);
		const [his, its] = await bob.open(directory, people);
		for (const channel of [his!, its!])
			bob.say(channel, answer(changeOf(`x${channel}`, 'x'.repeat(50_000))));
		await rooms.endTurn();
		const ann = device('ann', undefined, limits);
		ann.isStuck = true;
		const [mine, other] = await ann.open(directory, people);
		for (let n = 0; n < 20; n++) ann.say(mine!, ask());
		expect(ann.bufferedBytes).toBeLessThan(60_000);
		// What was not asked for is still heard, and is what ends a line that takes nothing.
		bob.say(his!, change(changeOf('y')));
		await rooms.endTurn();
		expect(ann.words(mine!)).toEqual({ x1: 'x'.repeat(50_000), y: 1 });
		expect(ann.closed).toEqual([]);
		ann.drain();
		expect(ann.heard(other!, 'answer')).toHaveLength(1);
		expect(ann.bufferedBytes).toBeLessThan(60_000);
		ann.drain();
		expect(ann.heard(mine!, 'answer')).toHaveLength(2);
		ann.drain();
		expect(ann.bufferedBytes).toBe(0);
	});

	test('a question on a channel that was shut meanwhile is not answered, nor one of who left', async () => {
		const ann = device();
		const [mine] = await ann.open(directory);
		ann.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		ann.say(mine!, ask());
		ann.tell({ kind: 'shut', channel: mine!, code: 1000, reason: '' });
		ann.drain();
		const [again] = await ann.open(directory);
		ann.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		ann.say(again!, ask());
		ann.line.leave();
		ann.drain();
		expect(ann.heard(mine!, 'answer')).toHaveLength(1);
		expect(ann.heard(again!, 'answer')).toHaveLength(1);
	});

	test('a relay that stops says when it may be back, then closes', async () => {
		const ann = device();
		await ann.open(directory);
		ann.line.sendAway(2_500);
		expect(ann.ofLine.at(-1)).toEqual({ kind: 'return', afterMs: 2_500 });
		expect(ann.closed).toEqual([1012]);
		expect(ann.isOver).toBe(true);
		ann.line.sendAway(2_500);
		ann.line.reassure();
		expect(ann.closed).toEqual([1012]);
	});

	test('whoever is sent away is told apart by workspace, device and person, before the rooms are', () => {
		const told: [boolean, boolean, number][] = [];
		const stop = rooms.hub.onDropped((isSought, code) => {
			const [ann, bob] = [visitorNamed('ann'), visitorNamed('bob')];
			told.push([isSought(workspace, ann), isSought(workspace, bob), code]);
		});
		rooms.hub.drop(workspace, visitorNamed('ann').device, 4410);
		rooms.hub.dropPerson(workspace, personId('bob'), 1012);
		stop();
		rooms.hub.dropPerson(workspace, personId('bob'), 1012);
		expect(told).toEqual([
			[true, false, 4410],
			[false, true, 1012]
		]);
	});
});
