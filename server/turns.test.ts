// Faults planted in turns.ts, each seen red and taken back: a first turn that waits, turns that never wait,
// a wait that begins when the turn is asked for.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { leastApartMs, Turns } from './turns.ts';

beforeEach(
	() => void vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'setImmediate', 'performance'] })
);
afterEach(() => void vi.useRealTimers());

/** When each turn ends that is asked for at these moments, in milliseconds from the first. */
function endsOf(askedAt: readonly number[]): number[] {
	const beganMs = performance.now();
	const turns = new Turns(() => performance.now());
	const ends: number[] = [];
	for (const at of askedAt) {
		vi.advanceTimersByTime(beganMs + at - performance.now());
		turns.schedule(() => ends.push(performance.now() - beganMs));
	}
	vi.advanceTimersByTime(1_000);
	return ends;
}

describe('turns', () => {
	test('end at once where little goes on', () => {
		expect(endsOf([0, 10, 20])).toEqual([0, 10, 20]);
	});

	test('lie apart where much goes on, from one beginning to the next', () => {
		expect(endsOf([0, 1])).toEqual([0, leastApartMs]);
		expect(endsOf([0, leastApartMs - 1])).toEqual([0, leastApartMs]);
	});

	test('do not wait for what was waited for already', () => {
		expect(endsOf([0, leastApartMs])).toEqual([0, leastApartMs]);
	});
});
