// Two relays on one journal. Faults planted in following.ts, room.ts and presence.ts, each seen red and
// taken back: hints are not told or not listened to, no round without hints, what another relay wrote is not
// passed on, nor what folding read first, nor what another relay folded; one's own batch after another's hides
// the other's, somebody elsewhere never leaves.
import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '#wire/frame.ts';
import { readPresence, writePresence } from '#wire/presence.ts';
import { answer, ask, change, changeOf } from '../testing/fake-device.ts';
import { Pair } from '../testing/pair.ts';
import { workspace, type Device } from '../testing/rooms.ts';
import { readShape } from './update-shape.ts';

let pair: Pair;
let ann: Device;
let bob: Device;

beforeEach(async () => {
	pair = new Pair();
	ann = await pair.device(pair.here, 'ann');
	bob = await pair.device(pair.there, 'bob');
});

describe('two relays on one journal', () => {
	test('whoever is connected to the other one hears of a change, once', async () => {
		ann.say(change(changeOf('x')));
		await pair.endTurn();
		expect(bob.line.words).toEqual({});
		await pair.deliver();
		expect(bob.line.words).toEqual({ x: 1 });
		await pair.deliver();
		expect(bob.line.heard('change')).toHaveLength(1);
		expect(ann.line.heard('change')).toHaveLength(0);
	});

	test('both write at once, and both hear both', async () => {
		ann.say(change(changeOf('x')));
		bob.say(change(changeOf('y')));
		await pair.endTurn();
		await pair.deliver();
		expect(ann.line.words).toEqual({ y: 1 });
		expect(bob.line.words).toEqual({ x: 1 });
		for (const device of [ann, bob]) expect(device.line.heard('receipt').at(-1)?.settled).toBe(1);
	});

	test('whoever writes next learns what she missed, though no news came', async () => {
		ann.say(change(changeOf('x')));
		await pair.endTurn();
		pair.loseNews();
		bob.say(change(changeOf('y')));
		await pair.endTurn();
		expect(bob.line.words).toEqual({ x: 1 });
	});

	test('what no news told of is found by asking the journal', async () => {
		await pair.there.tick(0);
		ann.say(change(changeOf('x')));
		await pair.endTurn();
		pair.loseNews();
		await pair.there.tick(9_000);
		expect(bob.line.words).toEqual({});
		await pair.there.tick(11_000);
		expect(bob.line.words).toEqual({ x: 1 });
	});

	test('what folding read before any news of it reaches whoever is here, too', async () => {
		await pair.there.tick(0);
		for (let n = 0; n < 12; n++) await pair.write(bob, `b${n}`);
		ann.say(change(changeOf('x')));
		await pair.endTurn();
		pair.loseNews();
		for (const now of [1_000, 3_000]) await pair.there.tick(now);
		expect(bob.line.words).toEqual({ x: 1 });
		const cas = (await pair.device(pair.there, 'cas')).say(ask());
		expect(Object.keys(cas.line.words)).toHaveLength(13);
	});

	test('what another relay folded before any news of it reaches whoever is here, once', async () => {
		await pair.there.tick(0);
		for (let n = 0; n < 12; n++) await pair.write(ann, `a${n}`);
		await pair.deliver();
		for (let n = 12; n < 15; n++) await pair.write(ann, `a${n}`);
		pair.loseNews();
		for (const now of [0, 2_000]) await pair.here.tick(now);
		const before = bob.line.heard('change').length;
		await pair.there.tick(11_000);
		expect(Object.keys(bob.line.words)).toHaveLength(15);
		const [news, ...others] = bob.line.heard('change').slice(before);
		expect(others).toEqual([]);
		expect(readShape(news!.update)?.brings).toHaveLength(3);
	});

	test('a device that changes relays finds there what it was told is safe', async () => {
		ann.say(change(changeOf('x')));
		await pair.endTurn();
		pair.here.leave(ann.visit);
		const again = await pair.device(pair.there, 'ann');
		again.say(ask(), answer(changeOf('z')));
		await pair.endTurn();
		expect(again.line.words).toEqual({ x: 1 });
		expect(bob.line.words).toEqual({ x: 1, z: 1 });
	});

	test('what was read anew before any news of it came reaches whoever is here, once', async () => {
		await pair.write(ann, 'x');
		pair.loseNews();
		await pair.there.readAnew(workspace, () => true);
		expect(bob.line.words).toEqual({ x: 1 });
		await pair.write(ann, 'y');
		await pair.deliver();
		expect(bob.line.heard('change')).toHaveLength(2);
		expect((await pair.device(pair.there, 'cas')).say(ask()).line.words).toEqual({ x: 1, y: 1 });
	});

	test('who looks at a document is shown across relays, until she leaves or her relay falls silent', async () => {
		const seen = () => bob.line.heard('presence').flatMap((frame) => readPresence(frame.entries));
		const show = async (clock: number) => {
			const entries = writePresence([{ client: 7, clock, state: '{"looksAt":"2026-W48"}' }]);
			ann.say(encode({ kind: 'presence', entries }));
			await pair.endTurn();
			await pair.deliver();
			await pair.endTurn();
		};
		await show(1);
		expect(seen().map(({ state }) => state)).toEqual(['{"looksAt":"2026-W48"}']);
		for (let round = 0; round <= 6; round++) await pair.there.tick(round * 10_000);
		await pair.endTurn();
		expect(seen().at(-1)?.state).toBe('null');
		await show(2);
		pair.here.leave(ann.visit);
		await pair.endTurn();
		await pair.deliver();
		await pair.endTurn();
		expect(seen().map(({ state }) => state !== 'null')).toEqual([true, false, true, false]);
	});
});
