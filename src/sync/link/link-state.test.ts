// Faults planted here, each seen red and taken back: no chance in the wait; `opened` begins counting
// anew; `network-back` wakes a refused link; a wait that doubles without end; 4410 read as 'gone'.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { afterLink, type LinkEvent, type LinkState } from './link-state.ts';

const now = 1_000_000;
const after = (state: LinkState, ...events: LinkEvent[]): LinkState =>
	events.reduce((before, event) => afterLink(before, event, now, 0.5), state);
const start: LinkEvent = { kind: 'start' };
const opened: LinkEvent = { kind: 'opened' };
const synced: LinkEvent = { kind: 'synced' };
const lost: LinkEvent = { kind: 'lost' };
const retry: LinkEvent = { kind: 'retry' };
const closed: LinkState = { status: 'closed' };

describe('the link', () => {
	test('opens, syncs, is lost, waits and tries again', () => {
		expect(after(closed, start)).toEqual({ status: 'opening', attempt: 0 });
		expect(after(closed, start, opened)).toEqual({ status: 'open', attempt: 0, synced: false });
		expect(after(closed, start, opened, synced)).toMatchObject({ synced: true });
		expect(after(closed, start, opened, synced, lost)).toMatchObject({
			status: 'waiting',
			attempt: 0
		});
		expect(after(closed, start, lost, retry)).toEqual({ status: 'opening', attempt: 1 });
	});

	test('a relay that lets in and throws out is asked less and less often', () => {
		const thrown: LinkEvent[] = [opened, { kind: 'closed-by-relay', code: 1013 }, retry];
		expect(after(closed, start, ...thrown, ...thrown, ...thrown)).toEqual({
			status: 'opening',
			attempt: 3
		});
	});

	test('the network that is back ends a wait, and wakes nothing else', () => {
		expect(after(closed, start, lost, { kind: 'network-back' })).toMatchObject({
			status: 'opening'
		});
		expect(after(closed, { kind: 'network-back' })).toEqual(closed);
	});

	test.each([
		[4401, 'no-session'],
		[4403, 'not-allowed'],
		[4404, 'gone'],
		[4410, 'withdrawn']
	])('close code %i is final: %s', (code, why) => {
		const refused = after(closed, start, opened, { kind: 'closed-by-relay', code });
		expect(refused).toEqual({ status: 'refused', why });
		expect(after(refused, lost, retry, { kind: 'network-back' }, start, opened)).toEqual(refused);
	});

	test.each([1006, 1009, 1012, 1013, 4400])('close code %i is not final', (code) => {
		expect(after(closed, start, opened, { kind: 'closed-by-relay', code })).toMatchObject({
			status: 'waiting'
		});
	});

	property.prop([fc.nat(40), fc.double({ min: 0, max: 0.999_999, noNaN: true })])(
		'a wait lies between half a second and half a minute, and chance moves it',
		(attempt, chance) => {
			const opening: LinkState = { status: 'opening', attempt };
			const state = afterLink(opening, lost, now, chance);
			if (state.status !== 'waiting') throw new Error('it waits');
			expect(state.retryAt - now).toBeGreaterThanOrEqual(500);
			expect(state.retryAt - now).toBeLessThanOrEqual(30_000);
			expect(afterLink(opening, lost, now, chance / 2 + 0.5)).not.toEqual(
				afterLink(opening, lost, now, chance / 2)
			);
		}
	);
});
