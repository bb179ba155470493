// When `npm run crash` may say that all is well. Faults planted, each seen red and taken back: a fifth of what was
// aimed at is enough, losses are only counted, a run without a kill is as good as any.
import { expect, test } from 'vitest';
import type { CrashReport } from './crash.ts';
import { verdictOn } from './verdict.ts';

const good: CrashReport = {
	...{ kills: 200, early: 20, comparisons: 180 },
	...{ made: 1_100_000, acknowledged: 1_000_000, seen: 1_000_000, lost: [] }
};

test('a million changes acknowledged under 200 kills, and none lost, is what was aimed at', () => {
	const { isWell, sentences } = verdictOn(good, 7);
	expect(isWell).toBe(true);
	expect(sentences).toContain(
		'1,000,000 changes acknowledged (at least 1,000,000, as was aimed at)'
	);
	expect(sentences).toContain('**0 lost**');
});

test('one acknowledged change less is less than that, and it is said', () => {
	const { isWell, sentences } = verdictOn({ ...good, acknowledged: 999_999 }, 7);
	expect(isWell).toBe(false);
	expect(sentences).toContain('999,999 changes acknowledged (at least 1,000,000, **not as many');
});

test('so is one that was lost', () => {
	expect(verdictOn({ ...good, lost: ['directory: change 1'] }, 7).isWell).toBe(false);
});

test('fewer kills are held to as much for each, and none show nothing', () => {
	expect(verdictOn({ ...good, kills: 20, acknowledged: 100_000 }, 7).isWell).toBe(true);
	expect(verdictOn({ ...good, kills: 20, acknowledged: 99_999 }, 7).isWell).toBe(false);
	expect(verdictOn({ ...good, kills: 0, acknowledged: 0 }, 7).isWell).toBe(false);
});
