// Faults planted in line-state.ts and backoff.ts, each seen red and taken back: no chance in the wait;
// `opened` begins counting anew; `retry` wakes a refused line; a wait that doubles without end; 4410 read as
// 'gone'; a return that is forgotten, that everybody obeys to the moment, or that has no end; 4404 taken for final; what
// the relay did not know forgotten while it is asked again, or told for good.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { patience } from './backoff.ts';
import { afterLine, type LineEvent, type LineState } from './line-state.ts';

const now = 1_000_000;
const after = (state: LineState, ...events: LineEvent[]): LineState =>
	events.reduce((before, event) => afterLine(before, event, now, 0.5), state);
const start: LineEvent = { kind: 'start' };
const opened: LineEvent = { kind: 'opened' };
const answered: LineEvent = { kind: 'answered' };
const lost: LineEvent = { kind: 'lost' };
const retry: LineEvent = { kind: 'retry' };
const closed: LineState = { status: 'closed' };
const anyChance = fc.double({ min: 0, max: 0.999_999, noNaN: true });

function retryAt(state: LineState): number {
	if (state.status !== 'waiting') throw new Error('it waits');
	return state.retryAt;
}

describe('the line', () => {
	test('opens, is lost, waits and tries again', () => {
		expect(after(closed, start)).toEqual({ status: 'opening', attempt: 0 });
		expect(after(closed, start, opened)).toMatchObject({ status: 'open', attempt: 0 });
		expect(after(closed, start, opened, lost)).toMatchObject({ status: 'waiting', attempt: 0 });
		expect(after(closed, start, lost, retry)).toEqual({ status: 'opening', attempt: 1 });
		expect(after(closed, start, opened, { kind: 'stop' })).toEqual(closed);
		expect(after(closed, start, opened, { kind: 'stop' }, start)).toMatchObject({ attempt: 0 });
	});

	test('begins counting anew once everything was answered, and not before', () => {
		const again = after(closed, start, lost, retry, opened);
		expect(after(again, lost)).toMatchObject({ attempt: 1 });
		expect(after(again, answered, lost)).toMatchObject({ attempt: 0 });
	});

	test('a relay that lets in and throws out is asked less and less often', () => {
		const thrown: LineEvent[] = [opened, { kind: 'closed-by-relay', code: 1013 }, retry];
		expect(after(closed, start, ...thrown, ...thrown, ...thrown)).toEqual({
			status: 'opening',
			attempt: 3
		});
	});

	test('a try now ends a wait, and wakes nothing else', () => {
		expect(after(closed, start, lost, retry)).toMatchObject({ status: 'opening' });
		expect(after(closed, retry)).toEqual(closed);
		expect(after(closed, start, retry)).toEqual({ status: 'opening', attempt: 0 });
	});

	test.each([
		[4410, 'withdrawn'],
		[4411, 'expired'],
		[4412, 'erased']
	])('close code %i is final for all documents: %s', (code, why) => {
		const refused = after(closed, start, opened, { kind: 'closed-by-relay', code });
		expect(refused).toEqual({ status: 'refused', why });
		expect(after(refused, lost, retry, start, opened, answered)).toEqual(refused);
	});

	test.each([
		[4401, 'no-session'],
		[4403, 'no-session'],
		[4404, 'no-workspace']
	])('after close code %i it asks again, and says %s until it is let in', (code, unknown) => {
		const hangUp: LineEvent = { kind: 'closed-by-relay', code };
		const told = after(closed, start, opened, hangUp);
		expect(told).toMatchObject({ status: 'waiting', attempt: 0, unknown });
		expect(after(told, retry)).toEqual({ status: 'opening', attempt: 1, unknown });
		expect(after(told, retry, opened)).toMatchObject({ status: 'open', unknown });
		expect(after(told, retry, opened, hangUp)).toMatchObject({ attempt: 1, unknown });
		expect(after(told, retry, opened, answered)).not.toHaveProperty('unknown');
		expect(after(told, retry, lost)).not.toHaveProperty('unknown');
	});

	test.each([1006, 1009, 1012, 1013, 4400])('close code %i is not final', (code) => {
		expect(after(closed, start, opened, { kind: 'closed-by-relay', code })).toMatchObject({
			status: 'waiting'
		});
	});

	property.prop([fc.nat(40), anyChance])(
		'a wait lies between half a second and half a minute, and chance moves it',
		(attempt, chance) => {
			const opening: LineState = { status: 'opening', attempt };
			const wait = (by: number) => retryAt(afterLine(opening, lost, now, by)) - now;
			expect(wait(chance)).toBeGreaterThanOrEqual(500);
			expect(wait(chance)).toBeLessThanOrEqual(30_000);
			expect(wait(chance / 2 + 0.5)).not.toBe(wait(chance / 2));
		}
	);

	test('the longest wait doubles with each attempt, to half a minute', () => {
		const longest = (attempt: number) =>
			retryAt(afterLine({ status: 'opening', attempt }, lost, now, 1)) - now;
		expect([0, 1, 2, 3, 4, 5, 6, 40].map(longest)).toEqual([
			...[1_000, 2_000, 4_000, 8_000, 16_000],
			...[30_000, 30_000, 30_000]
		]);
	});

	property.prop([fc.integer({ min: 1_000, max: 30_000 }), anyChance])(
		'a relay that said when it is back sees its devices spread around that, once',
		(afterMs, chance) => {
			const told = after(closed, start, opened, { kind: 'told-to-return', afterMs });
			const waiting = afterLine(told, { kind: 'closed-by-relay', code: 1012 }, now, chance);
			expect(retryAt(waiting) - now).toBeCloseTo(afterMs * (0.5 + chance), 3);
			const again = after(waiting, retry, lost);
			expect(retryAt(again) - now).toBeLessThanOrEqual(2_000);
		}
	);

	test('a relay that means to stay away for a day is asked within two minutes', () => {
		const told: LineEvent = { kind: 'told-to-return', afterMs: 86_400_000 };
		expect(retryAt(after(closed, start, opened, told, lost)) - now).toBeLessThan(120_000);
	});

	property.prop([fc.nat(100)])('patience grows with each loss, and has an end', (attempt) => {
		expect(patience(attempt)).toBeGreaterThanOrEqual(patience(Math.max(0, attempt - 1)));
		expect(patience(attempt)).toBeLessThanOrEqual(4);
		expect(patience(0)).toBe(1);
	});
});
