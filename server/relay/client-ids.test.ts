// Faults planted in client-ids.ts, admission.ts and presence.ts, each seen red and taken back: what others
// bring is taken; old content counts as new; an id is free as soon as its socket closes, or never; a
// later part of a row takes it, or an answer does; what was said is no more than what was written, or is taken by whoever
// says it next; sockets that speak for it are not counted, in or out; no bound per member; a document
// that leaves memory forgets; anybody shows herself under it.
import * as Y from 'yjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '#wire/frame.ts';
import { writePresence } from '#wire/presence.ts';
import { defaultLimits } from '../limits.ts';
import { answer, ask, change, changeOf, hello, visitorNamed } from '../testing/fake-device.ts';
import { forged, written } from '../testing/forged.ts';
import { LineDevice } from '../testing/line-device.ts';
import { Rooms } from '../testing/rooms.ts';

let rooms: Rooms;
/** What Ann's device writes in. */
let hers: Y.Doc;

beforeEach(() => {
	rooms = new Rooms();
	hers = new Y.Doc();
});

/** Her device, which says that it writes in `hers`. */
function lineOf(name: string): LineDevice {
	const device = new LineDevice({ hub: rooms.hub, limits: defaultLimits }, visitorNamed(name));
	device.client = hers.clientID;
	return device;
}

const hour = 3_600_000;

describe('a client id is its member’s', () => {
	test('who was the first to write under it: nobody else goes on under it, in a change or an answer', async () => {
		const [ann, bob] = [(await rooms.device('ann')).say(hello), await rooms.device('bob')];
		ann.say(change(written(hers, 'x')));
		await rooms.endTurn();
		bob.say(change(forged('lost', hers)));
		const again = (await rooms.device('bob')).say(answer(forged('lost', hers)));
		await rooms.endTurn();
		expect([bob.line.closed, again.line.closed]).toEqual([[1013], [1013]]);
		expect(rooms.events.map(({ kind }) => kind)).toEqual(['client-borrowed', 'client-borrowed']);

		ann.say(change(written(hers, 'y')));
		await rooms.endTurn();
		expect(await rooms.words()).toEqual({ x: 1, y: 1 });
		expect(ann.line.closed).toEqual([]);
	});

	test('who declared it on her line, before she wrote anything', async () => {
		const ann = lineOf('ann');
		await ann.open('directory');
		const bob = (await rooms.device('bob')).say(change(forged('lost', hers)));
		await rooms.endTurn();
		expect(bob.line.closed).toEqual([1013]);
		expect(await rooms.words()).toEqual({});
	});

	test('who declares it takes it from who only wrote under it, and is not taken from', async () => {
		const bob = (await rooms.device('bob')).say(change(written(hers, 'x')));
		await rooms.endTurn();
		for (const name of ['ann', 'cas']) {
			const device = lineOf(name);
			const [channel] = await device.open('directory');
			device.say(channel!, change(written(hers, name)));
			await rooms.endTurn();
		}
		bob.say(change(forged('lost', hers)));
		await rooms.endTurn();
		expect(bob.line.closed).toEqual([1013]);
		expect(await rooms.words()).toEqual({ x: 1, ann: 1 });
	});

	test('also of another device of hers, and of another tab', async () => {
		(await rooms.device('ann')).say(change(written(hers, 'x')));
		await rooms.endTurn();
		const other = (await rooms.device('ann')).say(change(written(hers, 'y')));
		await rooms.endTurn();
		expect(other.line.closed).toEqual([]);
		expect(await rooms.words()).toEqual({ x: 1, y: 1 });
	});

	test('nobody else shows herself under it', async () => {
		const [ann, bob] = [lineOf('ann'), await rooms.device('bob')];
		await ann.open('directory');
		const entry = { client: hers.clientID, clock: 1, state: '{}' };
		bob.say(encode({ kind: 'presence', entries: writePresence([entry]) }));
		await rooms.endTurn();
		const cas = await rooms.device('cas');
		expect(cas.line.heard('presence')).toEqual([]);
	});

	test('whoever brings a later part of what she wrote does not take it from her', async () => {
		written(hers, 'x');
		const bob = (await rooms.device('bob')).say(change(written(hers, 'y')));
		const ann = (await rooms.device('ann')).say(answer(Y.encodeStateAsUpdate(hers)));
		await rooms.endTurn();
		expect([ann.line.closed, bob.line.closed]).toEqual([[], []]);
		expect(await rooms.words()).toEqual({ x: 1, y: 1 });
	});

	test('whoever brings all of what she wrote, and it is not here, does not take it from her either', async () => {
		written(hers, 'x');
		const bob = (await rooms.device('bob')).say(answer(Y.encodeStateAsUpdate(hers)));
		await rooms.endTurn();
		const ann = (await rooms.device('ann')).say(change(written(hers, 'y')));
		await rooms.endTurn();
		expect([ann.line.closed, bob.line.closed]).toEqual([[], []]);
		expect(await rooms.words()).toEqual({ x: 1, y: 1 });
	});

	test('others may bring again what is here of her', async () => {
		(await rooms.device('ann')).say(change(written(hers, 'x')));
		await rooms.endTurn();
		const theirs = new Y.Doc();
		Y.applyUpdate(theirs, Y.encodeStateAsUpdate(hers));
		written(theirs, 'y');
		const bob = (await rooms.device('bob')).say(answer(Y.encodeStateAsUpdate(theirs)));
		await rooms.endTurn();
		expect(bob.line.closed).toEqual([]);
		expect(await rooms.words()).toEqual({ x: 1, y: 1 });
	});
});

describe('while her device is away', () => {
	/** Ann wrote and went; the document left memory. */
	async function gone(): Promise<void> {
		const ann = (await rooms.device('ann')).say(change(written(hers, 'x')));
		await rooms.endTurn();
		rooms.hub.leave(ann.visit);
		expect(rooms.hub.counts.documents).toBe(0);
	}

	test('it stays hers for half a day: what she wrote without a signal counts', async () => {
		await gone();
		await rooms.hub.tick(11 * hour);
		const bob = (await rooms.device('bob')).say(change(forged('lost', hers)));
		const ann = (await rooms.device('ann')).say(answer(written(hers, 'offline')));
		await rooms.endTurn();
		expect([bob.line.closed, ann.line.closed]).toEqual([[1013], []]);
		expect(await rooms.words()).toEqual({ x: 1, offline: 1 });
	});

	test('then it is forgotten: what only others still have of her comes back', async () => {
		await gone();
		await rooms.hub.tick(13 * hour);
		const bob = (await rooms.device('bob')).say(answer(written(hers, 'found')));
		await rooms.endTurn();
		expect(bob.line.closed).toEqual([]);
		expect(await rooms.words()).toEqual({ x: 1, found: 1 });
	});

	test('it is not forgotten as long as she has the document open', async () => {
		const ann = lineOf('ann');
		await ann.open('directory');
		await rooms.hub.tick(13 * hour);
		const bob = (await rooms.device('bob')).say(change(forged('early', hers)));
		expect(bob.line.closed).toEqual([1013]);

		ann.line.leave();
		await rooms.hub.tick(26 * hour);
		(await rooms.device('bob')).say(change(forged('late', hers)));
		await rooms.endTurn();
		expect(await rooms.words()).toEqual({ late: 1 });
	});
});

test('whoever writes under ever new ids loses her own, and nobody else does', async () => {
	rooms = new Rooms({ clientsPerMember: 3 });
	const [ann, eve] = [await rooms.device('ann'), await rooms.device('eve')];
	ann.say(change(written(hers, 'x')));
	const first = new Y.Doc();
	eve.say(change(written(first, 'e')));
	await rooms.endTurn();
	for (let one = 0; one < 10; one++) {
		await rooms.hub.tick(one);
		eve.say(change(changeOf(`e${one}`)));
	}
	await rooms.endTurn();
	eve.say(change(forged('lost', hers)));
	const bob = (await rooms.device('bob')).say(change(forged('b', first)));
	await rooms.endTurn();
	expect([eve.line.closed, bob.line.closed]).toEqual([[1013], []]);
	expect(bob.say(ask()).line.words).not.toHaveProperty('lost');
});
