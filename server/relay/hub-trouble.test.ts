// What the rooms do when a disk is full, a line is slow, a listener throws, the relay stops. Faults
// planted in hub.ts and visit.ts, each seen red and taken back: a receipt or a fan-out although the
// journal threw, no keep-alive after the first round, sockets left open by a relay that stops.
import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentName } from '#domain/access/document-name.ts';
import { defaultLimits } from '../limits.ts';
import { answer, ask, change, changeOf, hello } from '../testing/fake-device.ts';
import { Rooms, workspace } from '../testing/rooms.ts';
import { personId } from '../testing/running-relay.ts';

let rooms: Rooms;

const deaf = { oncommitted: () => undefined, ongrown: () => undefined };

beforeEach(() => {
	rooms = new Rooms();
});

describe('a full disk', () => {
	test('nothing is passed on or acknowledged; the senders come back; the others read on', async () => {
		const [ann, bob] = [(await rooms.device('ann')).say(hello), await rooms.device('bob')];
		ann.say(change(changeOf('x')));
		await rooms.endTurn();
		rooms.journal.isFull = true;
		ann.say(change(changeOf('y')));
		await rooms.endTurn();
		expect(ann.line.closed).toEqual([1013]);
		expect(ann.line.heard('receipt')).toHaveLength(1);
		expect(bob.line.words).toEqual({ x: 1 });
		expect(bob.line.closed).toEqual([]);
		expect(bob.say(ask()).line.words).toEqual({ x: 1 });
		expect(rooms.events.map((event) => event.kind)).toEqual(['not-kept']);

		rooms.journal.isFull = false;
		(await rooms.device('ann')).say(answer(changeOf('y')));
		await rooms.endTurn();
		expect(bob.line.words).toEqual({ x: 1, y: 1 });
	});

	test("refuses the relay's own changes, and whoever made them hears it", async () => {
		const venues = { kind: 'venues' } as const;
		const write = () => rooms.hub.write(workspace, [{ document: venues, update: changeOf('n') }]);
		rooms.journal.isFull = true;
		const refused = expect(write()).rejects.toMatchObject({ code: 'not-kept' });
		await rooms.endTurn();
		await refused;
		rooms.journal.isFull = false;
		const written = write();
		await rooms.endTurn();
		expect(await written).not.toBe('overtaken');
		const bob = await rooms.device('bob', 'volunteer', venues);
		expect(bob.say(ask()).line.words).toEqual({ n: 1 });
	});
});

describe('the clerk', () => {
	test('hears of what is on disk, once per document and turn, and answers in the next turn', async () => {
		const heard: unknown[] = [];
		const venues = { kind: 'venues' } as const;
		rooms.hub.listen({
			...deaf,
			oncommitted: ({ document, updates, stretch }) => {
				heard.push([document.kind, updates.length, stretch, rooms.journal.batches.length]);
				if (document.kind !== 'lane') return;
				void rooms.hub.write(workspace, [{ document: venues, update: changeOf('n') }]);
			}
		});
		const bob = await rooms.device('bob', 'volunteer', venues);
		const lane: DocumentName = { kind: 'lane', person: personId('ann') };
		const ann = await rooms.device('ann', 'volunteer', lane);
		ann.say(change(changeOf('x')), change(changeOf('y')));
		await rooms.endTurn();
		expect(heard).toEqual([['lane', 2, { before: 0, upTo: 2 }, 1]]);
		expect(bob.line.words).toEqual({});
		await rooms.endTurn();
		expect(bob.line.words).toEqual({ n: 1 });
	});

	test('writes only while the ledgers stand where it knows them to stand', async () => {
		const venues = { kind: 'venues' } as const;
		const write = (key: string, at: number) =>
			rooms.hub.write(
				workspace,
				[{ document: venues, update: changeOf(key) }],
				new Map([['ledger/venues', at]])
			);
		const outcomes = Promise.all([write('first', 0), write('second', 0), write('third', 1)]);
		await rooms.endTurn();
		const [first, second, third] = await outcomes;
		expect([first, third]).not.toContain('overtaken');
		expect(second).toBe('overtaken');
		expect(await rooms.words(venues)).toEqual({ first: 1, third: 1 });
	});

	test('a listener that throws is reported, and the others are served', async () => {
		let served = 0;
		rooms.hub.listen({
			...deaf,
			oncommitted: () => {
				throw new Error('a bug');
			}
		});
		rooms.hub.listen({ ...deaf, oncommitted: () => served++ });
		(await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		expect(served).toBe(1);
		expect(rooms.events.map((event) => event.kind)).toEqual(['listener-failed']);
	});
});

describe('lines', () => {
	test('a malformed frame ends its own visit and no other', async () => {
		const [ann, bob] = [await rooms.device('ann'), await rooms.device('bob')];
		ann.say(new Uint8Array([77]), change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.line.closed).toEqual([4400]);
		expect(bob.line.closed).toEqual([]);
		expect(bob.line.frames).toEqual([]);
	});

	test('everyone hears something at least every 20 seconds', async () => {
		const ann = await rooms.device('ann');
		const heardAt: number[] = [];
		ann.line.send = () => heardAt.push(now);
		let now = 0;
		for (; now <= 120_000; now += 1_000) await rooms.hub.tick(now);
		const gaps = heardAt.map((at, index) => at - (heardAt[index - 1] ?? 0));
		expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
		expect(heardAt.length).toBeGreaterThan(5);
	});

	test('a slow line first goes without presence, then is sent away', async () => {
		const [ann, bob] = [await rooms.device('ann'), await rooms.device('bob')];
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		ann.say(change(changeOf('x')));
		await rooms.endTurn();
		expect(bob.line.heard('change')).toHaveLength(1);
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes + 1;
		ann.say(change(changeOf('y')));
		await rooms.endTurn();
		expect(bob.line.closed).toEqual([1013]);
	});

	test('a withdrawn device is sent away from every document at once', async () => {
		const [ann, bob] = [await rooms.device('ann'), await rooms.device('bob')];
		const also = await rooms.device('ann', 'coordinator', { kind: 'people' });
		rooms.hub.drop(workspace, ann.visit.visitor.device, 4410);
		expect(ann.line.closed).toEqual([4410]);
		expect(also.line.closed).toEqual([4410]);
		expect(bob.line.closed).toEqual([]);
		expect(rooms.hub.counts).toEqual({ documents: 1, sockets: 1 });
	});

	test('a relay that stops puts on disk what came in, then sends everyone away', async () => {
		const ann = (await rooms.device('ann')).say(hello, change(changeOf('x')));
		await rooms.hub.stop();
		expect(rooms.journal.batches).toEqual([1]);
		expect(ann.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
		expect(ann.line.closed).toEqual([1012]);
	});
});
