// Five seconds of what `npm run soak` does for an hour: people come and go and write, and each has what the
// relay has; then a herd returns. SOAK_SEED=<n> gives the same people again.
//
// Faults planted, each seen red and taken back: in room.ts the news of a turn left out for one visit in twenty;
// in stored-state.ts the first thing that a device missed, when it returns.
import { expect, test } from 'vitest';
import { fit, rises } from './flatness.ts';
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
