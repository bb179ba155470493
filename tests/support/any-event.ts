import { fc } from '@fast-check/vitest';
import type { Booking, Claim, Freed, Hold, LaneEvent, Withdrawal } from '#domain/claims/event.ts';
import {
	EventId,
	NeedId,
	PersonId,
	SeasonId,
	SeriesId,
	VenueId,
	occurrenceId
} from '#domain/ids.ts';
import { anyId } from './any-document.ts';
import { anyRule, anyStart } from './any-rule.ts';

const made = {
	id: anyId(EventId),
	season: anyId(SeasonId),
	by: anyId(PersonId),
	madeAt: fc.nat(2_000_000_000_000)
};

const anyOccurrence = fc
	.tuple(anyId(SeriesId), anyStart)
	.map(([series, day]) => occurrenceId(series, day));

export const anyClaim: fc.Arbitrary<Claim> = fc.record(
	{
		kind: fc.constant('claim' as const),
		...made,
		occurrence: anyOccurrence,
		need: anyId(NeedId),
		person: anyId(PersonId),
		asked: fc.constant('waitlist' as const)
	},
	{ requiredKeys: ['kind', 'id', 'season', 'by', 'madeAt', 'occurrence', 'need', 'person'] }
);

export const anyWithdrawal: fc.Arbitrary<Withdrawal> = fc.record({
	kind: fc.constant('withdrawal'),
	...made,
	claim: anyId(EventId),
	word: fc.string({ maxLength: 500 })
});

const anyHold: fc.Arbitrary<Hold> = fc.record({
	venue: anyId(VenueId),
	rule: anyRule,
	first: anyStart,
	last: anyStart,
	from: fc.nat(1440),
	until: fc.nat(3600),
	standsFor: fc.option(anyStart)
});

const anyFreed: fc.Arbitrary<Freed> = fc.record({
	booking: anyId(EventId),
	first: anyStart,
	last: anyStart
});

export const anyBooking: fc.Arbitrary<Booking> = fc.record({
	kind: fc.constant('booking'),
	...made,
	series: anyId(SeriesId),
	holds: fc.array(anyHold, { maxLength: 4 }),
	frees: fc.array(anyFreed, { maxLength: 4 })
});

export const anyEvent: fc.Arbitrary<LaneEvent> = fc.oneof(anyClaim, anyWithdrawal, anyBooking);
