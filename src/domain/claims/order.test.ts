// Faults that were planted and seen red: numbered events by `madeAt`; own events that have a number listed twice.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { anyHistory } from '#tests/support/any-history.ts';
import { inOrder } from './order.ts';

describe('the order of events', () => {
	property.prop([anyHistory(2), fc.gen()])(
		'is the clerk’s; what has no number comes after, by its maker’s clock',
		({ ledger, own }, gen) => {
			const numbered = ledger.filter((entry) => entry.kind === 'event');
			const lane = gen(fc.shuffledSubarray, [...own, ...numbered.map(({ event }) => event)], {
				minLength: own.length + numbered.length
			});
			const placed = inOrder(ledger, lane);
			const first = placed.slice(0, numbered.length);
			expect(first).toEqual(numbered.map(({ event, number }) => ({ event, number })));
			const rest = placed.slice(numbered.length).map(({ event }) => event);
			expect(rest).toEqual(own.toSorted((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1)));
		}
	);
});
