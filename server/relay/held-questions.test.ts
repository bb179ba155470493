// Faults planted in held-questions.ts, each seen red and taken back: a forgotten question that is answered, all
// answered at once, nobody answered after the first drain, one answered in the place of the other.
import { expect, test } from 'vitest';
import { HeldQuestions } from './held-questions.ts';

/** A device that takes nothing until `drain`. */
function stuck() {
	const drained: (() => void)[] = [];
	const outlet = { bufferedBytes: 100, whenDrained: (back: () => void) => void drained.push(back) };
	const answered: string[] = [];
	return {
		outlet,
		answered,
		/** An answer of so many bytes. */
		answer: (name: string, bytes: number) => () => {
			answered.push(name);
			outlet.bufferedBytes += bytes;
		},
		drain: (): void => {
			outlet.bufferedBytes = 0;
			for (const back of drained.splice(0)) back();
		}
	};
}

test('questions are answered in their order, as many at a time as there is room for', () => {
	const { outlet, answered, answer, drain } = stuck();
	const questions = new HeldQuestions(outlet, 100);
	for (const [channel, bytes] of [10, 90, 500, 20, 20].entries())
		expect(questions.hold(channel, answer(`${channel}`, bytes))).toBe(true);
	drain();
	expect(answered).toEqual(['0', '1']);
	drain();
	expect(answered).toEqual(['0', '1', '2']);
	drain();
	expect(answered).toEqual(['0', '1', '2', '3', '4']);
	expect(questions.hold(5, answer('5', 1))).toBe(false);
});

test('of two on one channel the later is answered, and none that was forgotten', () => {
	const { outlet, answered, answer, drain } = stuck();
	const questions = new HeldQuestions(outlet, 100);
	questions.hold(1, answer('first', 1));
	questions.hold(2, answer('other', 1));
	questions.hold(3, answer('left', 1));
	questions.hold(1, answer('later', 1));
	questions.forget(3);
	drain();
	expect(answered).toEqual(['later', 'other']);
});

test('none is held for a device of which nobody says when it has taken what it was sent', () => {
	const questions = new HeldQuestions({ bufferedBytes: 1_000_000 }, 100);
	expect(questions.hold(1, () => undefined)).toBe(false);
});
