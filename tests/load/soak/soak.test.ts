// Five seconds of what `npm run soak` does for an hour: people come and go and write, and each has what the
// relay has; then a herd returns. SOAK_SEED=<n> gives the same people again.
//
// Faults planted, each seen red and taken back: in room.ts the news of a turn left out for one visit in twenty;
// in stored-state.ts the first thing that a device missed, when it returns; rounds that begin so long after the
// last one ended.
import { expect, test } from 'vitest';
import { fit, rises, trendOf } from './flatness.ts';
import { inRounds } from './rounds.ts';
import { soak } from './soak.ts';

const seed = Number(process.env.SOAK_SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`ten people have what the relay has, and fifty who return at once are served (seed ${seed})`, async () => {
	const report = await soak(
		{
			seed,
			devices: 10,
			lastsMs: 5_000,
			everyMs: 1_500,
			pauseMs: 150,
			patienceMs: 15_000,
			herd: 50
		},
		() => undefined
	);
	expect(report.harm).toEqual([]);
	expect(report.samples).toHaveLength(3);
	for (const { usedBytes, weightBytes, documentBytes } of report.samples) {
		expect(usedBytes).toBeGreaterThan(weightBytes);
		expect(weightBytes).toBeGreaterThan(documentBytes);
	}
	expect(report.herd.devices).toBe(50);
	// Agreeing on nothing, or with nobody, would be no news.
	expect(report.made).toBeGreaterThan(30);
	expect(report.compared).toBeGreaterThan(40);
	expect(report.comings).toBeGreaterThan(10);
});

test('a line through points that rise by two has that slope, and is sure of it', () => {
	const points = [0, 1, 2, 3, 4].map((x) => [x, 7 + 2 * x] as const);
	expect(fit(points)).toEqual({ slope: 2, error: 0 });
	expect(rises({ slope: 2, error: 0 }, 1)).toBe(true);
});

test('points that go up and down by chance do not rise', () => {
	const points = [3, 9, 2, 8, 4, 7].map((y, x) => [x, y] as const);
	expect(rises(fit(points)!, 0)).toBe(false);
	expect(fit(points.slice(0, 2))).toBeNull();
});

test('what rises by less than is allowed is not called flat', () => {
	expect(trendOf({ slope: 0.83, error: 0.05 }, 1)).toBe('within');
	expect(trendOf({ slope: 0.83, error: 0.5 }, 1)).toBe('flat');
	expect(trendOf({ slope: -0.83, error: 0.05 }, 1)).toBe('falls');
	expect(trendOf({ slope: 1.3, error: 0.05 }, 1)).toBe('too-much');
	expect(trendOf({ slope: 1.3, error: 0.5 }, 1)).toBe('within');
});

/** Time that passes only while something takes some, or is waited for. */
class StandingClock {
	#now = 500;

	nowMs(): number {
		return this.#now;
	}

	pause(delayMs: number): Promise<void> {
		this.#now += delayMs;
		return Promise.resolve();
	}
}

test('a round begins each minute, however long the last one took; one that is late begins at once', async () => {
	const clock = new StandingClock();
	const takes = [10, 75, 10, 10];
	const began: (readonly [atMs: number, isLate: boolean])[] = [];
	const late = await inRounds({ times: 4, everyMs: 60 }, clock, async (...round) => {
		began.push(round);
		await clock.pause(takes[began.length - 1]!);
		return true;
	});
	expect(began).toEqual([
		[60, false],
		[120, false],
		[195, true],
		[240, false]
	]);
	expect(late).toBe(1);
});

test('no round follows one that finds something wrong', async () => {
	const clock = new StandingClock();
	let rounds = 0;
	await inRounds({ times: 4, everyMs: 60 }, clock, () => Promise.resolve(++rounds < 2));
	expect(rounds).toBe(2);
});
