// All documents of a device over one line, without a socket, disk or clock. Faults planted in line.ts,
// each seen red and taken back: a deny that closes the line; a channel that is taken twice; no end to the
// documents of a member; what is said before `opened`; a frame on a shut channel that closes the line; hello
// that only counts for what is opened after it; a large frame that closes the line.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import { encode } from '#wire/frame.ts';
import { encodeLine } from '#wire/line-frame.ts';
import { joined, lineChannel, pack, pieceBytes } from '#wire/line.ts';
import { writePresence } from '#wire/presence.ts';
import { defaultLimits, type RelayLimits } from '../limits.ts';
import { allAtOnce } from '../testing/all-at-once.ts';
import { answer, ask, change, changeOf, visitorNamed } from '../testing/fake-device.ts';
import { LineDevice } from '../testing/line-device.ts';
import { directory, quiet, Rooms } from '../testing/rooms.ts';
import { personId } from '../testing/running-relay.ts';

const hello = { kind: 'hello', version: 1 } as const;
const people: DocumentName = { kind: 'people' };
const venues: DocumentName = { kind: 'venues' };
const laneOf = (name: string): DocumentName => ({ kind: 'lane', person: personId(name) });
let rooms: Rooms;

beforeEach(() => {
	rooms = new Rooms();
});

function device(name = 'ann', role?: 'volunteer', limits: Partial<RelayLimits> = {}): LineDevice {
	const ports = { hub: rooms.hub, limits: { ...defaultLimits, ...limits } };
	return new LineDevice(ports, visitorNamed(name, role));
}

describe('opening', () => {
	test('one message opens several documents, and each of them is answered', async () => {
		(await rooms.device('bob')).say(change(changeOf('x')));
		(await rooms.device('bob', 'coordinator', people)).say(change(changeOf('y')));
		await rooms.endTurn();
		const ann = device();
		const [first, second, third] = await ann.open(directory, people, laneOf('ann'));
		expect([ann.words(first!), ann.words(second!), ann.words(third!)]).toEqual([
			{ x: 1 },
			{ y: 1 },
			{}
		]);
		for (const channel of [first!, second!, third!]) {
			expect(ann.heard(channel, 'answer')).toHaveLength(1);
			expect(ann.heard(channel, 'ask')).toHaveLength(1);
		}
		expect(rooms.hub.counts.documents).toBe(3);
	});

	test('what is known is not sent again', async () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('x', 'long '.repeat(100));
		(await rooms.device('bob')).say(change(Y.encodeStateAsUpdate(doc)));
		await rooms.endTurn();
		const ann = device();
		const have = Y.encodeStateVector(doc);
		ann.tell({ kind: 'open', documents: [{ channel: 1, document: 'directory', client: 7, have }] });
		expect(ann.heard(1, 'answer')[0]!.update.length).toBeLessThan(20);
	});

	test('a document that may not be read, or is none, is shut, and the others go on', async () => {
		const bob = device('bob', 'volunteer');
		const [mine, secret, none, foreign] = await bob.open(directory, people, 'attic', laneOf('ann'));
		expect(bob.shut).toEqual([
			[secret, 4403],
			[none, 4404],
			[foreign, 4403]
		]);
		(await rooms.device('ann')).say(change(changeOf('x')));
		await rooms.endTurn();
		expect(bob.words(mine!)).toEqual({ x: 1 });
		expect(bob.closed).toEqual([]);
	});

	test('a member has so many documents open on all her lines, and gets the place of a closed one back', async () => {
		rooms = new Rooms({ documentsPerMember: 3 });
		const [tablet, phone] = [device('ann'), device('ann')];
		const [first] = await tablet.open(directory, people);
		const [, second] = await phone.open(directory, venues);
		expect([tablet.shut, phone.shut]).toEqual([[], [[second, 1013]]]);
		const bob = device('bob');
		await bob.open(directory);
		expect(bob.shut).toEqual([]);
		tablet.tell({ kind: 'shut', channel: first!, code: 1000, reason: '' });
		const [again] = await phone.open(venues);
		expect(phone.heard(again!, 'answer')).toHaveLength(1);
		const [none] = await tablet.open(directory);
		expect(tablet.shut).toEqual([[none, 1013]]);
		phone.line.leave();
		await tablet.open(directory, venues);
		expect(tablet.shut).toHaveLength(1);
	});

	test('a document that is open already is shut, and stays open where it was', async () => {
		const ann = device();
		const [first, second] = await ann.open(directory, directory);
		expect(ann.shut).toEqual([[second, 4400]]);
		expect(ann.heard(first!, 'answer')).toHaveLength(1);
		expect(rooms.hub.counts.sockets).toBe(1);
	});

	test('who is there already is heard after the document is opened, not before', async () => {
		const bob = await rooms.device('bob');
		const entry = { client: 7, clock: 1, state: '{"week":"2026-W48"}' };
		bob.say(encode({ kind: 'presence', entries: writePresence([entry]) }));
		await rooms.endTurn();
		const ann = device();
		const [channel] = await ann.open(directory);
		expect(ann.ofLine[0]).toMatchObject({ kind: 'opened', channel });
		expect(ann.heard(channel!, 'presence')).toHaveLength(1);
	});
});

describe('what a device says', () => {
	test('goes to whoever has the document open, on a line or not, and gets its receipt', async () => {
		const [ann, bob, cas] = [device('ann'), device('bob'), await rooms.device('cas')];
		ann.tell(hello);
		const [, mine] = await ann.open(people, directory);
		const [his] = await bob.open(directory);
		ann.say(mine!, change(changeOf('x')));
		await rooms.endTurn();
		expect(bob.words(his!)).toEqual({ x: 1 });
		expect(cas.line.words).toEqual({ x: 1 });
		expect(ann.heard(mine!, 'receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
		expect(ann.heard(mine!, 'change')).toEqual([]);
		expect(bob.heard(his!, 'receipt')).toEqual([]);
	});

	test('is confirmed also where hello comes after the documents', async () => {
		const ann = device();
		const [mine] = await ann.open(directory);
		ann.tell(hello);
		ann.say(mine!, change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.heard(mine!, 'receipt')).toHaveLength(1);
	});

	test('is not confirmed to a device that never said hello', async () => {
		const ann = device();
		const [mine] = await ann.open(directory);
		ann.say(mine!, change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.heard(mine!, 'receipt')).toEqual([]);
	});

	test('is counted document by document, refusals too', async () => {
		const bob = device('bob', 'volunteer');
		bob.tell(hello);
		const [read, own] = await bob.open(directory, laneOf('bob'));
		bob.say(own!, change(changeOf('x')), change(changeOf('y')));
		bob.say(read!, change(changeOf('z')));
		await rooms.endTurn();
		expect(bob.heard(own!, 'receipt')).toEqual([{ kind: 'receipt', settled: 2 }]);
		expect(bob.heard(read!, 'refusal')).toEqual([
			{ kind: 'refusal', change: 1, code: 'not-allowed' }
		]);
	});

	test('on a document that was shut meanwhile, or never open, harms nothing', async () => {
		const [ann, bob] = [device('ann'), device('bob')];
		const [channel] = await ann.open(directory);
		const [his] = await bob.open(directory);
		ann.tell({ kind: 'shut', channel: channel!, code: 1000, reason: '' });
		ann.say(channel!, change(changeOf('x')));
		ann.say(99, change(changeOf('y')));
		ann.tell({ kind: 'shut', channel: channel!, code: 1000, reason: '' });
		await rooms.endTurn();
		expect(ann.closed).toEqual([]);
		expect(bob.heard(his!, 'change')).toEqual([]);
		expect(rooms.hub.counts.sockets).toBe(1);
	});

	test('that makes no sense ends its document, and no other', async () => {
		const ann = device();
		const [first, second] = await ann.open(directory, people);
		ann.say(first!, new Uint8Array([77]));
		ann.say(second!, change(changeOf('x')));
		await rooms.endTurn();
		expect(ann.shut).toEqual([[first, 4400]]);
		expect(ann.closed).toEqual([]);
		expect((await rooms.device('bob', 'coordinator', people)).say(ask()).line.words).toEqual({
			x: 1
		});
	});

	test.each([
		['a part that ends too soon', [1, 9, 2]],
		['no frame of a line', [0, 1, 99]],
		['a channel that was used before', [0, 8, 67, 1, 1, 2, 97, 98, 1, 0]],
		['half a question', [0, 3, 67, 1, 2]]
	])('%s ends the line, with all documents of it', async (_, message) => {
		const ann = device();
		await ann.open(directory, people);
		expect(allAtOnce(ann.line.receive(Uint8Array.from(message)))).toBeGreaterThanOrEqual(0);
		expect(ann.closed).toEqual([4400]);
		expect(rooms.hub.counts).toEqual({ documents: 0, sockets: 0 });
		await ann.open(venues);
		expect(rooms.hub.counts.sockets).toBe(0);
	});

	test('a question asked again is answered again', async () => {
		const ann = device();
		const [channel] = await ann.open(directory);
		ann.say(channel!, ask());
		expect(ann.heard(channel!, 'answer')).toHaveLength(2);
	});

	test('a ping gets its pong, and words that only a relay says mean nothing', () => {
		const ann = device();
		ann.tell({ kind: 'ping' }, { kind: 'pong' }, { kind: 'return', afterMs: 1 });
		expect(ann.ofLine).toEqual([{ kind: 'pong' }]);
		expect(ann.closed).toEqual([]);
	});

	test('documents are opened one by one, so that others have their turn between them', () => {
		const ann = device();
		const opening = (channel: number) => ({
			...{ channel, document: `season/${`${channel}`.padStart(16, 's')}`, client: 1 },
			have: new Uint8Array([0])
		});
		const documents = Array.from({ length: 500 }, (_, at) => opening(at + 1));
		const frame = encodeLine({ kind: 'open', documents });
		const message = joined(pack([{ channel: lineChannel, frame }]).flat());
		const parts = ann.line.receive(message);
		while (ann.shut.length + rooms.hub.counts.documents < 3) expect(parts.next().done).toBe(false);
		expect(rooms.hub.counts.documents).toBe(3);
		expect(allAtOnce(parts)).toBeGreaterThanOrEqual(497 * 2);
		expect(rooms.hub.counts.documents).toBe(500);
	});

	test('one that makes no sense costs fifty, so that nobody comes at once with the next', () => {
		const ann = device();
		expect(allAtOnce(ann.line.receive(Uint8Array.of()))).toBeGreaterThanOrEqual(50);
		expect(ann.closed).toEqual([4400]);
	});

	test('a frame of the line that is longer than a message ends it', () => {
		const ann = device();
		const documents = [
			{ channel: 1, document: 'directory', client: 1, have: new Uint8Array(300_000) }
		];
		ann.tell({ kind: 'open', documents });
		expect(ann.closed).toEqual([4400]);
	});

	test('a question costs as much work as ten small frames, to open a document as two, and bytes count', async () => {
		const ann = device();
		const opening = (channel: number, document: string) => ({
			...{ channel, document, client: channel },
			have: new Uint8Array([0])
		});
		const documents = [opening(1, 'directory'), opening(2, 'people')];
		expect(ann.tell({ kind: 'open', documents })).toBeCloseTo(4, 1);
		await quiet();
		expect(ann.say(1, ask())).toBeCloseTo(10, 1);
		expect(ann.tell({ kind: 'ping' })).toBeCloseTo(1, 1);
		expect(ann.say(1, answer(changeOf('x', 'x'.repeat(40_960))))).toBeCloseTo(40 + 3, 0);
	});

	test('an answer costs what had to be gone through for it, whichever way it was asked for', async () => {
		const ann = device();
		const bob = device('bob');
		const [[first], [other]] = [await ann.open(directory), await bob.open(directory)];
		for (let n = 0; n < 100; n++) ann.say(first!, change(changeOf(`k${n}`)));
		await rooms.endTurn();
		ann.spentWork = bob.spentWork = 0;
		ann.say(first!, ask());
		expect(ann.spentWork).toBeGreaterThan((100 * 100) / 4096);
		bob.tell({ kind: 'shut', channel: other!, code: 1000, reason: '' });
		await bob.open(directory);
		expect(bob.spentWork).toBeCloseTo(ann.spentWork, 1);
	});

	test('who opens a document that nobody has open pays for its being read, also if she does not wait', async () => {
		const ann = device();
		const [first] = await ann.open(directory);
		ann.say(first!, answer(changeOf('x', 'x'.repeat(40_960))));
		await rooms.endTurn();
		ann.line.leave();
		const [bob, cas] = [device('bob'), device('cas')];
		const opening = { channel: 1, document: 'directory', client: 2, have: new Uint8Array([0]) };
		const shut = { kind: 'shut' as const, channel: 1, code: 1000, reason: '' };
		bob.tell({ kind: 'open', documents: [opening] }, shut);
		await quiet();
		cas.tell({ kind: 'open', documents: [opening] });
		await quiet();
		// Ten for being read; of hers who stays, ten for being gone through, and what goes out.
		expect(bob.spentWork).toBeCloseTo(10, 0);
		expect(cas.spentWork).toBeGreaterThan(20);
	});

	test('to ask who is there costs as much as another question', async () => {
		const ann = device();
		const [channel] = await ann.open(directory);
		expect(ann.say(channel!, encode({ kind: 'ask-presence' }))).toBeCloseTo(10, 1);
	});
});

describe('large frames', () => {
	const long = 'x'.repeat(300_000);

	test('arrive in pieces, both ways, and their document is whole', async () => {
		const ann = device();
		const [mine] = await ann.open(directory);
		ann.say(mine!, answer(changeOf('x', long)));
		await rooms.endTurn();
		const bob = device('bob');
		const [his] = await bob.open(directory);
		expect(bob.words(his!)).toEqual({ x: long });
		const sizes = bob.sent.flat().map((message) => joined(message).length);
		expect(Math.max(...sizes)).toBeLessThan(pieceBytes + 20);
	});

	test.each([200_000, 5_000])('over %i bytes shut their document, and no other', async (most) => {
		rooms.restart({ answerBytes: most });
		const ann = device('ann', undefined, { answerBytes: most });
		const [first, second] = await ann.open(directory, people);
		ann.say(first!, answer(changeOf('x', 'x'.repeat(most + 100))));
		ann.say(second!, answer(changeOf('y')));
		await rooms.endTurn();
		expect(ann.shut).toEqual([[first, 1009]]);
		expect(ann.closed).toEqual([]);
		expect(rooms.hub.counts.sockets).toBe(1);
		expect((await rooms.device('bob', 'coordinator', people)).say(ask()).line.words).toEqual({
			y: 1
		});
	});

	test('whose document is shut halfway are passed over', async () => {
		const ann = device();
		const [first] = await ann.open(directory);
		const messages = pack([{ channel: first!, frame: answer(changeOf('x', long)) }]).map(joined);
		allAtOnce(ann.line.receive(messages[0]!));
		ann.tell({ kind: 'shut', channel: first!, code: 1000, reason: '' });
		for (const message of messages.slice(1)) allAtOnce(ann.line.receive(message));
		await rooms.endTurn();
		expect(ann.closed).toEqual([]);
		expect((await rooms.device('bob')).say(ask()).line.words).toEqual({});
	});
});
