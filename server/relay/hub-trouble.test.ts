// What the rooms do when a disk is full, a line is slow, a listener throws, the relay stops. Faults
// planted in hub.ts and visit.ts, each seen red and taken back: a receipt or a fan-out although the
// journal threw, no keep-alive after the first round, sockets left open by a relay that stops.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import { defaultLimits } from '../limits.ts';
import { answer, ask, change, changeOf, hello } from '../testing/fake-device.ts';
import { directory, Rooms, workspace } from '../testing/rooms.ts';
import { personId } from '../testing/running-relay.ts';

let rooms: Rooms;

beforeEach(() => {
	rooms = new Rooms();
});

describe('a full disk', () => {
	test('nothing is passed on or acknowledged; the senders come back; the others read on', () => {
		const [ann, bob] = [rooms.device('ann').say(hello), rooms.device('bob')];
		ann.say(change(changeOf('x')));
		rooms.endTurn();
		rooms.journal.isFull = true;
		ann.say(change(changeOf('y')));
		rooms.endTurn();
		expect(ann.line.closed).toEqual([1013]);
		expect(ann.line.heard('receipt')).toHaveLength(1);
		expect(bob.line.words).toEqual({ x: 1 });
		expect(bob.line.closed).toEqual([]);
		expect(bob.say(ask()).line.words).toEqual({ x: 1 });
		expect(rooms.events.map((event) => event.kind)).toEqual(['not-kept']);

		rooms.journal.isFull = false;
		rooms.device('ann').say(answer(changeOf('y')));
		rooms.endTurn();
		expect(bob.line.words).toEqual({ x: 1, y: 1 });
	});

	test("the relay's own changes wait for room", () => {
		rooms.journal.isFull = true;
		rooms.hub.write(workspace, { kind: 'venues' }, changeOf('n'));
		rooms.endTurn();
		rooms.journal.isFull = false;
		rooms.hub.tick(0);
		rooms.endTurn();
		expect(rooms.device('bob', 'volunteer', { kind: 'venues' }).say(ask()).line.words).toEqual({
			n: 1
		});
	});
});

describe('the clerk', () => {
	test('hears of what is on disk, once per document and turn, and answers in the next turn', () => {
		const heard: unknown[] = [];
		rooms.hub.onCommitted((inWorkspace, document, updates) => {
			heard.push([inWorkspace, document.kind, updates.length, rooms.journal.batches.length]);
			if (document.kind === 'lane') rooms.hub.write(workspace, { kind: 'venues' }, changeOf('n'));
		});
		const bob = rooms.device('bob', 'volunteer', { kind: 'venues' });
		const lane: DocumentName = { kind: 'lane', person: personId('ann') };
		rooms.device('ann', 'volunteer', lane).say(change(changeOf('x')), change(changeOf('y')));
		rooms.endTurn();
		expect(heard).toEqual([[workspace, 'lane', 2, 1]]);
		expect(bob.line.words).toEqual({});
		rooms.endTurn();
		expect(bob.line.words).toEqual({ n: 1 });
	});

	test('a listener that throws is reported, and the others are served', () => {
		let served = 0;
		rooms.hub.onCommitted(() => {
			throw new Error('a bug');
		});
		rooms.hub.onCommitted(() => served++);
		rooms.device('ann').say(change(changeOf('x')));
		rooms.endTurn();
		expect(served).toBe(1);
		expect(rooms.events.map((event) => event.kind)).toEqual(['listener-failed']);
	});

	test('reads a document as one update, whether it is open or not', () => {
		const ann = rooms.device('ann').say(change(changeOf('x')), change(changeOf('y')));
		rooms.endTurn();
		const words = () => {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, rooms.hub.state(workspace, directory));
			return doc.getMap('m').toJSON();
		};
		expect(words()).toEqual({ x: 1, y: 1 });
		rooms.hub.leave(ann.visit);
		expect(words()).toEqual({ x: 1, y: 1 });
	});
});

describe('lines', () => {
	test('a malformed frame ends its own visit and no other', () => {
		const [ann, bob] = [rooms.device('ann'), rooms.device('bob')];
		ann.say(new Uint8Array([77]), change(changeOf('x')));
		rooms.endTurn();
		expect(ann.line.closed).toEqual([4400]);
		expect(bob.line.closed).toEqual([]);
		expect(bob.line.frames).toEqual([]);
	});

	test('everyone hears something at least every 20 seconds', () => {
		const ann = rooms.device('ann');
		const heardAt: number[] = [];
		ann.line.send = () => heardAt.push(now);
		let now = 0;
		for (; now <= 120_000; now += 1_000) rooms.hub.tick(now);
		const gaps = heardAt.map((at, index) => at - (heardAt[index - 1] ?? 0));
		expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
		expect(heardAt.length).toBeGreaterThan(5);
	});

	test('a slow line first goes without presence, then is sent away', () => {
		const [ann, bob] = [rooms.device('ann'), rooms.device('bob')];
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		ann.say(change(changeOf('x')));
		rooms.endTurn();
		expect(bob.line.heard('change')).toHaveLength(1);
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes + 1;
		ann.say(change(changeOf('y')));
		rooms.endTurn();
		expect(bob.line.closed).toEqual([1013]);
	});

	test('a withdrawn device is sent away from every document at once', () => {
		const [ann, bob] = [rooms.device('ann'), rooms.device('bob')];
		const also = rooms.device('ann', 'coordinator', { kind: 'people' });
		rooms.hub.drop(workspace, ann.visit.visitor.device, 4410);
		expect(ann.line.closed).toEqual([4410]);
		expect(also.line.closed).toEqual([4410]);
		expect(bob.line.closed).toEqual([]);
		expect(rooms.hub.counts).toEqual({ documents: 1, sockets: 1 });
	});

	test('a relay that stops puts on disk what came in, then sends everyone away', () => {
		const ann = rooms.device('ann').say(hello, change(changeOf('x')));
		rooms.hub.stop();
		expect(rooms.journal.batches).toEqual([1]);
		expect(ann.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
		expect(ann.line.closed).toEqual([1012]);
	});
});
