// The rooms without a socket, disk or clock. Faults planted in hub.ts, room.ts and visit.ts, each seen
// red and taken back: send before journal, receipt before journal, receipt although the journal threw,
// fan out although the journal threw, the sender hears itself, a refusal that is not counted, `mayWrite`
// always true, `leave` that keeps the room, an answer without the tail, a change lost when its sender
// leaves in the same turn, no keep-alive in the second round.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Role } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { Entry } from '../journal/journal.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { defaultLimits, type RelayLimits } from '../limits.ts';
import {
	answer,
	ask,
	change,
	changeOf,
	FakeLine,
	hello,
	visitorNamed
} from '../testing/fake-device.ts';
import { personId, workspaceId } from '../testing/running-relay.ts';
import { Hub, type HubEvent } from './hub.ts';
import type { Visit } from './visit.ts';

const workspace = workspaceId('kern');
const directory: DocumentName = { kind: 'directory' };

/** Writes down when it was asked to keep something; can be full. */
class WatchedJournal extends MemoryJournal {
	isFull = false;
	readonly batches: number[] = [];
	onappend: () => void = () => undefined;

	override append(batch: readonly Entry[]): void {
		if (this.isFull) throw new Error('the disk is full');
		super.append(batch);
		this.batches.push(batch.length);
		this.onappend();
	}
}

let journal: WatchedJournal;
let events: HubEvent[];
let turn: (() => void)[];
let hub: Hub;

function newHub(limits: Partial<RelayLimits> = {}): Hub {
	return new Hub(
		{
			journal,
			schedule: (callback) => turn.push(callback),
			report: (event) => events.push(event)
		},
		{ ...defaultLimits, ...limits }
	);
}

/** The end of this turn of the event loop. */
function endTurn(): void {
	for (const callback of turn.splice(0)) callback();
}

beforeEach(() => {
	journal = new WatchedJournal();
	events = [];
	turn = [];
	hub = newHub();
});

/** One device with one document open. */
class Device {
	readonly line = new FakeLine();
	readonly visit: Visit;

	constructor(name: string, role: Role = 'coordinator', document = directory) {
		this.visit = hub.join(workspace, document, visitorNamed(name, role), this.line)!;
	}

	say(...frames: Uint8Array[]): this {
		for (const frame of frames) hub.receive(this.visit, frame);
		return this;
	}
}

describe('a change', () => {
	test('goes to disk, then to the others, then its sender gets a receipt', () => {
		const order: string[] = [];
		const ann = new Device('ann').say(hello);
		const bob = new Device('bob');
		journal.onappend = () => order.push(`kept, bob heard ${bob.line.heard('change').length}`);
		bob.line.send = () => order.push('bob hears');
		ann.line.send = () => order.push('receipt');
		ann.say(change(changeOf('x')));
		expect(order).toEqual([]);
		endTurn();
		expect(order.filter((step) => step !== 'receipt')).toEqual(['kept, bob heard 0', 'bob hears']);
		expect(order[0]).toBe('kept, bob heard 0');
		expect(order).toContain('receipt');
	});

	test('reaches everyone but its sender, as the bytes it came as', () => {
		const [ann, bob, cas] = [new Device('ann'), new Device('bob'), new Device('cas')];
		const update = changeOf('x');
		ann.say(change(update));
		endTurn();
		expect(ann.line.frames).toEqual([]);
		expect(bob.line.frames).toEqual([{ kind: 'change', update }]);
		expect(cas.line.frames).toEqual([{ kind: 'change', update }]);
	});

	test('stays within its document and its workspace', () => {
		const ann = new Device('ann');
		const people = new Device('bob', 'coordinator', { kind: 'people' });
		const foreign = new FakeLine();
		hub.join(workspaceId('elders'), directory, visitorNamed('cas'), foreign);
		ann.say(change(changeOf('x')));
		endTurn();
		expect(people.line.frames).toEqual([]);
		expect(foreign.frames).toEqual([]);
	});

	test('is one step to the disk with all others of its turn', () => {
		const devices = ['ann', 'bob', 'cas'].map((name) => new Device(name));
		for (const device of devices) device.say(change(changeOf('x')), change(changeOf('y')));
		endTurn();
		expect(journal.batches).toEqual([6]);
	});

	test('is kept although its sender leaves in the same turn', () => {
		const ann = new Device('ann').say(change(changeOf('x')));
		hub.leave(ann.visit);
		endTurn();
		expect(new Device('bob').say(ask()).line.words).toEqual({ x: 1 });
	});

	test('that is here already costs no disk and disturbs nobody, and is settled', () => {
		const update = changeOf('x');
		const ann = new Device('ann').say(hello, change(update));
		endTurn();
		const bob = new Device('bob');
		ann.say(answer(update));
		endTurn();
		expect(journal.batches).toEqual([1]);
		expect(bob.line.frames).toEqual([]);
		expect(ann.line.heard('receipt').at(-1)).toEqual({ kind: 'receipt', settled: 2 });
	});

	test('that only deletes is passed on once', () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('x', 1);
		const ann = new Device('ann').say(change(Y.encodeStateAsUpdate(doc)));
		endTurn();
		doc.getMap('m').delete('x');
		const deletion = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
		ann.say(change(deletion));
		endTurn();
		ann.say(change(deletion));
		endTurn();
		expect(journal.batches).toEqual([1, 1]);
		expect(new Device('bob').say(ask(Y.encodeStateVector(doc))).line.words).toEqual({});
	});
});

describe('receipts', () => {
	test('count all changes of a socket, refused ones too', () => {
		hub = newHub({ changeBytes: 200 });
		const ann = new Device('ann').say(hello, change(changeOf('x')));
		endTurn();
		ann.say(change(changeOf('big', 'x'.repeat(300))), change(changeOf('y')));
		ann.say(change(new Uint8Array([9, 9, 9])));
		endTurn();
		expect(ann.line.heard('refusal')).toEqual([
			{ kind: 'refusal', change: 2, code: 'too-large' },
			{ kind: 'refusal', change: 4, code: 'malformed' }
		]);
		expect(ann.line.heard('receipt').map((frame) => frame.settled)).toEqual([1, 4]);
		expect(ann.line.closed).toEqual([]);
	});

	test('go to those alone who said hello', () => {
		const ann = new Device('ann').say(change(changeOf('x')));
		endTurn();
		expect(ann.line.frames).toEqual([]);
	});
});

describe('access', () => {
	test('a volunteer reads the directory and can not write it; she is told and stays', () => {
		new Device('ann').say(change(changeOf('x')));
		endTurn();
		const bob = new Device('bob', 'volunteer').say(hello, ask());
		expect(bob.line.words).toEqual({ x: 1 });
		bob.say(change(changeOf('y')));
		endTurn();
		expect(bob.line.heard('refusal')).toEqual([
			{ kind: 'refusal', change: 1, code: 'not-allowed' }
		]);
		expect(bob.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
		expect(bob.line.closed).toEqual([]);
		expect(journal.batches).toEqual([1]);
	});

	test('what a reader repeats of what she was told is no offence', () => {
		new Device('ann').say(change(changeOf('x')));
		endTurn();
		const bob = new Device('bob', 'volunteer').say(hello, ask());
		bob.say(answer(Y.encodeStateAsUpdate(bob.line.doc)));
		endTurn();
		expect(bob.line.heard('refusal')).toEqual([]);
		expect(bob.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
	});

	test('what a reader works out by itself where two edits met is no offence either', () => {
		for (const name of ['ann', 'cas']) new Device(name).say(change(changeOf('x', name)));
		endTurn();
		const bob = new Device('bob', 'volunteer').say(hello, ask());
		bob.say(answer(Y.encodeStateAsUpdate(bob.line.doc)));
		endTurn();
		expect(bob.line.heard('refusal')).toEqual([]);
		expect(journal.batches).toEqual([2]);
	});

	test('a deletion by a reader is refused', () => {
		new Device('ann').say(change(changeOf('x')));
		endTurn();
		const bob = new Device('bob', 'volunteer').say(hello, ask());
		const doc = bob.line.doc;
		doc.getMap('m').delete('x');
		bob.say(answer(Y.encodeStateAsUpdate(doc)));
		endTurn();
		expect(bob.line.heard('refusal')).toHaveLength(1);
	});

	test('a client that never said hello is passed over in silence', () => {
		const bob = new Device('bob', 'volunteer').say(change(changeOf('y')));
		endTurn();
		expect(bob.line.frames).toEqual([]);
		expect(bob.line.closed).toEqual([]);
		expect(journal.batches).toEqual([]);
	});

	test('nobody writes a ledger, nobody but a coordinator opens the people, or the lane of another', () => {
		const line = new FakeLine();
		expect(
			hub.join(workspace, { kind: 'people' }, visitorNamed('bob', 'volunteer'), line)
		).toBeNull();
		const lane: DocumentName = { kind: 'lane', person: personId('ann') };
		expect(hub.join(workspace, lane, visitorNamed('bob', 'partner'), line)).toBeNull();
		expect(line.closed).toEqual([4403, 4403]);
		const ann = new Device('ann', 'coordinator', { kind: 'venues' }).say(
			hello,
			change(changeOf('x'))
		);
		endTurn();
		expect(ann.line.heard('refusal')).toHaveLength(1);
	});
});

describe('joining', () => {
	test('a new device gets everything, in order, and is asked for what the relay lacks', () => {
		const ann = new Device('ann');
		for (let n = 0; n < 5; n++) ann.say(change(changeOf(`k${n}`)));
		endTurn();
		const bob = new Device('bob').say(ask());
		expect(Object.keys(bob.line.words)).toHaveLength(5);
		expect(bob.line.frames.at(-2)?.kind).toBe('answer');
		expect(bob.line.heard('answer')).toHaveLength(1);
		expect(bob.line.frames.at(-1)?.kind).toBe('ask');
	});

	test('a device that has everything is sent next to nothing', () => {
		const doc = new Y.Doc();
		for (let n = 0; n < 300; n++) doc.getMap('m').set(`key${n}`, n);
		new Device('ann').say(change(Y.encodeStateAsUpdate(doc)));
		endTurn();
		const bob = new Device('bob').say(ask(Y.encodeStateVector(doc)));
		expect(bob.line.heard('answer')[0]?.update.length).toBeLessThan(4);
	});

	test('the relay asks for what lies behind a gap', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const key of ['a', 'b', 'c']) doc.getMap('m').set(key, 1);
		new Device('ann').say(change(updates[0]!), change(updates[2]!));
		endTurn();
		const bob = new Device('bob').say(ask());
		const have = Y.decodeStateVector(bob.line.heard('ask')[0]!.have);
		expect(have.get(doc.clientID)).toBe(1);
	});

	test('rooms without members leave memory; what they held does not', () => {
		const ann = new Device('ann').say(change(changeOf('x')));
		endTurn();
		expect(hub.counts).toEqual({ documents: 1, sockets: 1 });
		hub.leave(ann.visit);
		expect(hub.counts).toEqual({ documents: 0, sockets: 0 });
		expect(new Device('bob').say(ask()).line.words).toEqual({ x: 1 });
	});

	test('a long log is folded, in memory and in the journal, and nothing is lost', () => {
		hub = newHub({ foldAfter: 10 });
		const ann = new Device('ann');
		for (let n = 0; n < 25; n++) {
			ann.say(change(changeOf(`k${n}`)));
			endTurn();
		}
		expect(journal.load(`${workspace}/directory`).tail.length).toBeLessThan(10);
		expect(Object.keys(new Device('bob').say(ask()).line.words)).toHaveLength(25);
		hub = newHub();
		expect(Object.keys(new Device('cas').say(ask()).line.words)).toHaveLength(25);
	});
});

describe('a full disk', () => {
	test('nothing is passed on or acknowledged; the senders come back; the others read on', () => {
		const [ann, bob] = [new Device('ann').say(hello), new Device('bob')];
		ann.say(change(changeOf('x')));
		endTurn();
		journal.isFull = true;
		ann.say(change(changeOf('y')));
		endTurn();
		expect(ann.line.closed).toEqual([1013]);
		expect(ann.line.heard('receipt')).toHaveLength(1);
		expect(bob.line.words).toEqual({ x: 1 });
		expect(bob.line.closed).toEqual([]);
		expect(bob.say(ask()).line.words).toEqual({ x: 1 });
		expect(events.map((event) => event.kind)).toEqual(['not-kept']);

		journal.isFull = false;
		new Device('ann').say(answer(changeOf('y')));
		endTurn();
		expect(bob.line.words).toEqual({ x: 1, y: 1 });
	});

	test("the relay's own changes wait for room", () => {
		journal.isFull = true;
		hub.write(workspace, { kind: 'venues' }, changeOf('n'));
		endTurn();
		journal.isFull = false;
		hub.tick(0);
		endTurn();
		expect(new Device('bob', 'volunteer', { kind: 'venues' }).say(ask()).line.words).toEqual({
			n: 1
		});
	});
});

describe('the clerk', () => {
	test('hears of what is on disk, once per document and turn, and answers in the next turn', () => {
		const heard: unknown[] = [];
		hub.onCommitted((inWorkspace, document, updates) => {
			heard.push([inWorkspace, document.kind, updates.length, journal.batches.length]);
			if (document.kind === 'lane') hub.write(workspace, { kind: 'venues' }, changeOf('n'));
		});
		const bob = new Device('bob', 'volunteer', { kind: 'venues' });
		const lane: DocumentName = { kind: 'lane', person: personId('ann') };
		new Device('ann', 'volunteer', lane).say(change(changeOf('x')), change(changeOf('y')));
		endTurn();
		expect(heard).toEqual([[workspace, 'lane', 2, 1]]);
		expect(bob.line.words).toEqual({});
		endTurn();
		expect(bob.line.words).toEqual({ n: 1 });
	});

	test('a listener that throws is reported, and the others are served', () => {
		let served = 0;
		hub.onCommitted(() => {
			throw new Error('a bug');
		});
		hub.onCommitted(() => served++);
		new Device('ann').say(change(changeOf('x')));
		endTurn();
		expect(served).toBe(1);
		expect(events.map((event) => event.kind)).toEqual(['listener-failed']);
	});

	test('reads a document as one update, whether it is open or not', () => {
		const ann = new Device('ann').say(change(changeOf('x')), change(changeOf('y')));
		endTurn();
		const words = () => {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, hub.state(workspace, directory));
			return doc.getMap('m').toJSON();
		};
		expect(words()).toEqual({ x: 1, y: 1 });
		hub.leave(ann.visit);
		expect(words()).toEqual({ x: 1, y: 1 });
	});
});

describe('lines', () => {
	test('a malformed frame ends its own visit and no other', () => {
		const [ann, bob] = [new Device('ann'), new Device('bob')];
		ann.say(new Uint8Array([77]), change(changeOf('x')));
		endTurn();
		expect(ann.line.closed).toEqual([4400]);
		expect(bob.line.closed).toEqual([]);
		expect(bob.line.frames).toEqual([]);
	});

	test('everyone hears something at least every 20 seconds', () => {
		const ann = new Device('ann');
		const heardAt: number[] = [];
		ann.line.send = () => heardAt.push(now);
		let now = 0;
		for (; now <= 120_000; now += 1_000) hub.tick(now);
		const gaps = heardAt.map((at, index) => at - (heardAt[index - 1] ?? 0));
		expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
		expect(heardAt.length).toBeGreaterThan(5);
	});

	test('a slow line first goes without presence, then is sent away', () => {
		const [ann, bob] = [new Device('ann'), new Device('bob')];
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		ann.say(change(changeOf('x')));
		endTurn();
		expect(bob.line.heard('change')).toHaveLength(1);
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes + 1;
		ann.say(change(changeOf('y')));
		endTurn();
		expect(bob.line.closed).toEqual([1013]);
	});

	test('a withdrawn device is sent away from every document at once', () => {
		const [ann, bob] = [new Device('ann'), new Device('bob')];
		const also = new Device('ann', 'coordinator', { kind: 'people' });
		hub.drop(workspace, ann.visit.visitor.device, 4410);
		expect(ann.line.closed).toEqual([4410]);
		expect(also.line.closed).toEqual([4410]);
		expect(bob.line.closed).toEqual([]);
		expect(hub.counts).toEqual({ documents: 1, sockets: 1 });
	});

	test('a relay that stops puts on disk what came in, then sends everyone away', () => {
		const ann = new Device('ann').say(hello, change(changeOf('x')));
		hub.stop();
		expect(journal.batches).toEqual([1]);
		expect(ann.line.heard('receipt')).toEqual([{ kind: 'receipt', settled: 1 }]);
		expect(ann.line.closed).toEqual([1012]);
	});
});
