// Faults planted here, each seen red and taken back: no probe while the last one failed; a probe that
// failed counts although the relay spoke meanwhile; the wait after a failure without an end; probing
// although the relay just spoke.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { TestClock } from '../testing/test-clock.ts';
import { probeDelayMs, Pulse } from './pulse.ts';

function pulseWith(
	relay: { alive: boolean; heardAt: number; probes: number },
	clock: TestClock
): Pulse {
	return new Pulse({
		clock,
		isVisible: () => true,
		heardAt: () => relay.heardAt,
		probe: () => {
			relay.probes += 1;
			return Promise.resolve(relay.alive);
		}
	});
}

describe('the pulse', () => {
	test('notices within five seconds that the relay is gone, and that it is back', async () => {
		const clock = new TestClock();
		const relay = { alive: true, heardAt: 0, probes: 0 };
		const pulse = pulseWith(relay, clock);
		await clock.pass(3_000);
		expect(pulse.state.read()).toBe('beating');
		relay.alive = false;
		await clock.pass(2_500);
		expect(pulse.state.read()).toBe('lost');
		await clock.pass(120_000);
		relay.alive = true;
		await clock.pass(10_000);
		expect(pulse.state.read()).toBe('beating');
		pulse.stop();
	});

	test('does not ask while the relay speaks of itself', async () => {
		const clock = new TestClock();
		const relay = { alive: true, heardAt: 0, probes: 0 };
		const pulse = pulseWith(relay, clock);
		await pulse.check();
		for (let second = 0; second < 30; second++) {
			relay.heardAt = clock.now();
			await clock.pass(1_000);
		}
		expect(relay.probes).toBe(1);
		pulse.stop();
	});

	test('a probe that got lost says nothing when the relay spoke meanwhile', async () => {
		const clock = new TestClock();
		const relay = { alive: false, heardAt: clock.now() + 1, probes: 0 };
		const pulse = pulseWith(relay, clock);
		await pulse.check();
		expect(pulse.state.read()).toBe('beating');
		pulse.stop();
	});

	property.prop([fc.nat(60), fc.boolean(), fc.double({ min: 0, max: 0.999, noNaN: true })])(
		'waits two to ten seconds where somebody looks, and never more than half a minute',
		(failures, visible, chance) => {
			const delay = probeDelayMs(failures, visible, chance);
			expect(delay).toBeGreaterThanOrEqual(2_000);
			expect(delay).toBeLessThanOrEqual(visible ? 10_000 : 30_000);
		}
	);
});
