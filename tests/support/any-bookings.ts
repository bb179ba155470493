import { fc } from '@fast-check/vitest';
import type { Booking, Freed, Hold } from '#domain/claims/event.ts';
import type { Placed } from '#domain/claims/order.ts';
import { EventId, SeriesId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { ann, autumn, idNamed, library, townHall } from './named-ids.ts';

export const activities = ['coffee', 'soup', 'chess'].map((name) => idNamed(SeriesId, name));

/** Two weeks, so that what is drawn meets. */
export const days = Array.from({ length: 14 }, (_, at) => `2026-11-${String(at + 16)}` as Day);

export function bookingId(number: number): EventId {
	return idNamed(EventId, `booking${number}x`);
}

const anyRange = fc
	.tuple(fc.nat(13), fc.nat(13))
	.map(([a, b]) => ({ first: days[Math.min(a, b)]!, last: days[Math.max(a, b)]! }));

const anyTimes = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 30 }))
	.map(([from, length]) => ({ from: from * 60, until: (from + length) * 60 }));

const anyDaily = fc
	.tuple(fc.constantFrom(townHall, library), anyRange, anyTimes)
	.map(([venue, range, times]): Hold => ({
		venue,
		rule: {
			kind: 'weekly',
			start: days[0]!,
			until: days[13]!,
			every: 1,
			weekdays: [1, 2, 3, 4, 5, 6, 7]
		},
		...range,
		...times,
		standsFor: null
	}));

const anyMoved = fc
	.tuple(fc.constantFrom(townHall, library), fc.nat(13), fc.nat(13), anyTimes)
	.map(([venue, to, standsFor, times]): Hold => {
		const day = days[to]!;
		const rule = { kind: 'once', day } as const;
		return { venue, rule, first: day, last: day, ...times, standsFor: days[standsFor]! };
	});

const anyFreed = fc
	.tuple(fc.nat(7), anyRange)
	.map(([number, range]): Freed => ({ booking: bookingId(number), ...range }));

/** A row of bookings in the order in which they count; those at the end have no number yet. */
export const anyBookings: fc.Arbitrary<Placed<Booking>[]> = fc
	.tuple(
		fc.array(
			fc.record({
				series: fc.nat(2),
				holds: fc.array(fc.oneof(anyDaily, anyMoved), { maxLength: 3 }),
				frees: fc.array(anyFreed, { maxLength: 2 })
			}),
			{ maxLength: 8 }
		),
		fc.nat(8)
	)
	.map(([drawn, numbered]) =>
		drawn.map(({ series, holds, frees }, at): Placed<Booking> => {
			const event: Booking = {
				kind: 'booking',
				id: bookingId(at),
				season: autumn,
				series: activities[series]!,
				holds,
				// What it frees was booked before it.
				frees: frees.filter(({ booking }) => bookingNumber(booking) < at),
				by: ann,
				madeAt: at
			};
			return { event, number: at < numbered ? at + 1 : null };
		})
	);

function bookingNumber(id: EventId): number {
	return Number(id.slice(7, id.indexOf('x')));
}
