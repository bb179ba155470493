// Faults planted in heartbeat.ts, each seen red and taken back: no question while nothing is heard; a
// question although the relay just spoke; silence that is never death; a late check that is no excuse, or an
// excuse without end; an upload that gets on taken for silence; a hidden page that asks as often as a seen
// one; patience left out; a clock that is set back keeps a dead line alive.
import { fc, test as property } from '@fast-check/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { TestClock } from '../testing/test-clock.ts';
import { Heartbeat, verdict } from './heartbeat.ts';

/** A clock of which a test may hold the alarms back, as a device that sleeps does, or set the hands. */
class SleepyClock extends TestClock {
	aheadMs = 0;

	override now(): number {
		return super.now() + this.aheadMs;
	}
}

let clock: SleepyClock;
let isVisible: boolean;
let answers: boolean;
let buffered: number;
let pings: number;
let died: number | null;
let heart: Heartbeat;

function begin(patience = 1): void {
	heart = new Heartbeat({
		clock,
		isVisible: () => isVisible,
		patience: () => patience,
		bufferedBytes: () => buffered,
		ping() {
			pings += 1;
			if (answers) clock.after(100, () => heart.heard());
		},
		ondead: () => (died = clock.now())
	});
}

beforeEach(() => {
	clock = new SleepyClock();
	[isVisible, answers, buffered, pings, died] = [true, true, 0, 0, null];
});

describe('the heartbeat', () => {
	test('notices within five seconds that nobody is there any more, and not before four', async () => {
		begin();
		await clock.pass(20_000);
		expect(died).toBeNull();
		answers = false;
		const from = clock.now();
		await clock.pass(10_000);
		expect(died! - from).toBeGreaterThanOrEqual(2_000);
		expect(died! - from).toBeLessThanOrEqual(4_200);
	});

	test('asks every two seconds or so while nothing is heard, and never while the relay speaks', async () => {
		begin();
		await clock.pass(21_000);
		expect(pings).toBe(10);
		for (let second = 0; second < 30; second++) {
			heart.heard();
			await clock.pass(1_000);
		}
		expect(pings).toBe(10);
	});

	test('lets a page that nobody sees sleep', async () => {
		isVisible = false;
		begin();
		await clock.pass(100_000);
		expect(pings).toBe(3);
	});

	test('asks at once when the page comes into view, once, and does not wait as long as before', async () => {
		isVisible = false;
		begin();
		await clock.pass(10_000);
		[isVisible, answers] = [true, false];
		const from = clock.now();
		for (let document = 0; document < 40; document++) heart.ask();
		expect(pings).toBe(1);
		await clock.pass(3_000);
		expect(died! - from).toBe(2_000);
	});

	test('a page that comes into view long after its question asks again, before it gives up', async () => {
		[isVisible, answers] = [false, false];
		begin();
		await clock.pass(30_000);
		expect(pings).toBe(1);
		isVisible = true;
		heart.ask();
		expect(pings).toBe(2);
		expect(died).toBeNull();
		await clock.pass(2_000);
		expect(died).not.toBeNull();
	});

	test('a device that slept asks again before it believes that the line is dead, and not for ever', async () => {
		begin();
		answers = false;
		await clock.pass(2_500);
		expect(pings).toBe(1);
		for (let sleep = 0; sleep < 2; sleep++) {
			clock.aheadMs += 3_600_000;
			await clock.pass(2_000);
			expect(died).toBeNull();
		}
		clock.aheadMs += 3_600_000;
		await clock.pass(2_000);
		expect(died).not.toBeNull();
	});

	test('a clock that is set back keeps no dead line alive', async () => {
		begin();
		answers = false;
		clock.aheadMs = -3_600_000;
		await clock.pass(10_000);
		expect(died).not.toBeNull();
	});

	test('an upload that gets on is life; one that stands still is none', async () => {
		begin();
		answers = false;
		buffered = 1_000_000;
		for (let second = 0; second < 30; second++) {
			buffered -= 10_000;
			await clock.pass(1_000);
		}
		expect(died).toBeNull();
		await clock.pass(6_000);
		expect(died).not.toBeNull();
	});

	test('where everything takes long, an answer may take longer', async () => {
		begin(4);
		answers = false;
		await clock.pass(9_500);
		expect(died).toBeNull();
		await clock.pass(1_000);
		expect(died).not.toBeNull();
	});

	test('an answer that comes within the same millisecond is an answer', async () => {
		begin();
		answers = false;
		heart.ask();
		heart.heard();
		await clock.pass(2_100);
		expect(pings).toBe(2);
		expect(died).toBeNull();
	});

	test('says nothing any more once it is stopped', async () => {
		begin();
		answers = false;
		heart.stop();
		await clock.pass(60_000);
		expect([pings, died]).toEqual([0, null]);
	});

	property.prop([fc.nat(100_000), fc.option(fc.nat(100_000)), fc.boolean(), fc.boolean()])(
		'is never declared dead without having been asked, nor left alone for longer than half a minute',
		(heardAt, askedAt, seen, isExcused) => {
			const now = 100_000;
			const next = verdict({ heardAt, askedAt, isVisible: seen, patience: 1, isExcused }, now);
			if (next.kind === 'dead') expect(askedAt).not.toBeNull();
			if (next.kind === 'wait') {
				expect(next.ms).toBeGreaterThan(0);
				expect(next.ms).toBeLessThanOrEqual(seen ? 2_000 : 25_000);
			}
		}
	);
});
