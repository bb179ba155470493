// Two relays on one journal. Faults planted in client-ids.ts and following.ts, each seen red and taken back:
// what is said, or written, is not told or not heard; what is in use is not told again; what has gone is hers anew each
// time that it is told; what was written counts as said; who comes second takes it; nobody asks, or not once news
// is carried again, or nobody answers.
import * as Y from 'yjs';
import { beforeEach, expect, test } from 'vitest';
import { defaultLimits } from '../limits.ts';
import { answer, change, visitorNamed } from '../testing/fake-device.ts';
import { forged, written } from '../testing/forged.ts';
import { LineDevice } from '../testing/line-device.ts';
import { Pair } from '../testing/pair.ts';
import type { Device } from '../testing/rooms.ts';
import type { Hub } from './hub.ts';

const hour = 3_600_000;

let pair: Pair;
/** What Ann's device writes in. */
let hers: Y.Doc;

beforeEach(() => {
	pair = new Pair();
	hers = new Y.Doc();
});

/** Her device, which says that it writes in `hers`, with the directory open. */
async function annAt(hub: Hub): Promise<LineDevice> {
	const device = new LineDevice({ hub, limits: defaultLimits }, visitorNamed('ann'));
	device.client = hers.clientID;
	await device.open('directory');
	return device;
}

/** Whether the other relay takes something new under her client id from Bob. */
async function bobIsSentAway(bob: Device): Promise<boolean> {
	bob.say(change(forged('lost', hers)));
	await pair.endTurn();
	return bob.line.closed.includes(1013);
}

test('what she said at one relay holds at the other', async () => {
	const bob = await pair.device(pair.there, 'bob');
	await annAt(pair.here);
	await pair.deliver();
	expect(await bobIsSentAway(bob)).toBe(true);
});

test('so does what she wrote, whoever opens the document there later, in an answer too', async () => {
	const ann = await pair.device(pair.here, 'ann');
	await pair.device(pair.there, 'cas');
	ann.say(change(written(hers, 'x')));
	await pair.endTurn();
	await pair.deliver();
	const bob = (await pair.device(pair.there, 'bob')).say(answer(forged('lost', hers)));
	await pair.endTurn();
	expect(bob.line.closed).toEqual([1013]);
});

test('a relay at which nobody was asks when somebody comes', async () => {
	await annAt(pair.here);
	await pair.deliver();
	const bob = await pair.device(pair.there, 'bob');
	await pair.deliver();
	await pair.deliver();
	expect(await bobIsSentAway(bob)).toBe(true);
});

test('a relay that was started anew hears from the other what it had told', async () => {
	await pair.device(pair.here, 'cas');
	await annAt(pair.there);
	await pair.deliver();
	pair.restartThere();
	const bob = await pair.device(pair.there, 'bob');
	await pair.deliver();
	await pair.deliver();
	expect(await bobIsSentAway(bob)).toBe(true);
});

test('what was told while news was lost is told when it is carried again', async () => {
	const bob = await pair.device(pair.there, 'bob');
	await pair.deliver();
	pair.isCarried = false;
	await annAt(pair.here);
	pair.loseNews();
	await pair.there.tick(0);
	pair.isCarried = true;
	await pair.there.tick(1_000);
	await pair.deliver();
	await pair.deliver();
	expect(await bobIsSentAway(bob)).toBe(true);
});

test('it stays hers there as long as she is here, and half a day longer', async () => {
	await pair.device(pair.there, 'cas');
	const ann = await annAt(pair.here);
	await pair.deliver();
	const bothAt = async (nowMs: number): Promise<void> => {
		await pair.here.tick(nowMs);
		await pair.deliver();
		await pair.there.tick(nowMs);
	};
	for (let hours = 1; hours <= 18; hours++) await bothAt(hours * hour);
	expect(await bobIsSentAway(await pair.device(pair.there, 'bob'))).toBe(true);

	ann.line.leave();
	await bothAt(29 * hour);
	expect(await bobIsSentAway(await pair.device(pair.there, 'bob'))).toBe(true);
	await bothAt(31 * hour);
	expect(await bobIsSentAway(await pair.device(pair.there, 'bob'))).toBe(false);
});

test('what is told of one who has gone makes it hers no longer than it was', async () => {
	await pair.device(pair.here, 'cas');
	const ann = await annAt(pair.there);
	await pair.deliver();
	ann.line.leave();
	// The clocks of the two, hour by hour; the one here is ahead, and has forgotten it first.
	for (let hours = 1; hours <= 12; hours++) {
		await pair.there.tick(hours * hour);
		await pair.here.tick((hours + 1) * hour);
		// A room that opens asks, and says what is known there.
		const dan = await pair.device(pair.there, 'dan');
		await pair.deliver();
		pair.there.leave(dan.visit);
	}
	await pair.here.tick(14 * hour);
	const bob = await pair.device(pair.here, 'bob');
	expect(await bobIsSentAway(bob)).toBe(false);
});

/** A device of Dan's at the other relay, which says that it writes under her id; answers its channel, too. */
async function danAsAnn(): Promise<readonly [LineDevice, number]> {
	const dan = new LineDevice({ hub: pair.there, limits: defaultLimits }, visitorNamed('dan'));
	dan.client = hers.clientID;
	const [channel] = await dan.open('directory');
	return [dan, channel!];
}

test('who says so there takes it from who only wrote under it here', async () => {
	const ann = await pair.device(pair.here, 'ann');
	await pair.device(pair.there, 'cas');
	ann.say(change(written(hers, 'x')));
	await pair.endTurn();
	await pair.deliver();
	const [dan, channel] = await danAsAnn();
	dan.say(channel, change(written(hers, 'd')));
	await pair.endTurn();
	expect(dan.shut).toEqual([]);
});

test('two who say the same at two relays: each relay keeps to who said so first there', async () => {
	await annAt(pair.here);
	const [dan, channel] = await danAsAnn();
	await pair.deliver();
	await pair.deliver();
	dan.say(channel, change(written(hers, 'd')));
	await pair.endTurn();
	expect(dan.shut).toEqual([]);
	expect(await bobIsSentAway(await pair.device(pair.here, 'bob'))).toBe(true);
});
