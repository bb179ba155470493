/*
 * Faults that were planted and seen red: frees ignored; the later of two holds the venue; freed by the
 * day on which it takes place instead of the rule's.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { anyBookings, activities, bookingId, days } from '#tests/support/any-bookings.ts';
import { ann, autumn, townHall } from '#tests/support/named-ids.ts';
import type { Booking } from '../claims/event.ts';
import { type Placed } from '../claims/order.ts';
import { dayNumber, dayOf } from '../time/day.ts';
import { isRuleDay } from '../series/expand.ts';
import { type Taken, contests, endOf, startOf, takenStretches } from './bookings.ts';

const [first, last] = [dayNumber(days[0]!), dayNumber(days[13]!)];

function taken(bookings: readonly Placed<Booking>[]): Taken[] {
	return takenStretches(bookings, first, last);
}

/** The stretches that hold a venue at an hour: those that no other stretch of another series precedes. */
function holdersAt(all: readonly Taken[], minute: number): Taken[] {
	const beaten = new Set(
		contests(all)
			.filter(({ holder }) => isThere(holder, minute))
			.map(({ contested }) => contested)
	);
	return all.filter((one) => isThere(one, minute) && !beaten.has(one));
}

function isThere(stretch: Taken, minute: number): boolean {
	return startOf(stretch) <= minute && minute < endOf(stretch);
}

/** Hold by hold and day by day, as the words of `Hold` and `Freed` say it. */
function takenAsSaid(bookings: readonly Placed<Booking>[]): string[] {
	const said: string[] = [];
	for (const { event } of bookings) {
		for (const hold of event.holds) {
			for (const day of days) {
				const ruleDay = hold.standsFor ?? day;
				const isTaken =
					day >= hold.first && day <= hold.last && isRuleDay(hold.rule, dayNumber(day));
				const isFreed = bookings.some(({ event: other }) =>
					other.frees.some(
						(freed) => freed.booking === event.id && freed.first <= ruleDay && ruleDay <= freed.last
					)
				);
				if (isTaken && !isFreed)
					said.push([event.id, hold.venue, ruleDay, day, hold.from, hold.until].join());
			}
		}
	}
	return said.toSorted();
}

describe('what bookings take', () => {
	property.prop([anyBookings])(
		'is every day that they say, less what was given back',
		(bookings) => {
			const told = taken(bookings).map((one) =>
				[one.booking, one.venue, one.ruleDay, dayOf(one.dayNumber), one.from, one.until].join()
			);
			expect(told.toSorted()).toEqual(takenAsSaid(bookings));
		}
	);

	property.prop([anyBookings, fc.nat(13), fc.nat(13)])(
		'is the same seen through a smaller window',
		(bookings, a, b) => {
			const [from, to] = [first + Math.min(a, b), first + Math.max(a, b)];
			const within = taken(bookings).filter(
				({ dayNumber }) => from <= dayNumber && dayNumber <= to
			);
			expect(takenStretches(bookings, from, to)).toEqual(within);
		}
	);
});

describe('a venue', () => {
	property.prop([anyBookings, fc.nat(14 * 24)])(
		'has one holder at any hour: the first in the row',
		(bookings, hour) => {
			const all = taken(bookings);
			const minute = first * 1440 + hour * 60 + 30;
			for (const venue of new Set(all.map(({ venue }) => venue))) {
				const there = all.filter((one) => one.venue === venue && isThere(one, minute));
				const holders = holdersAt(all, minute).filter((one) => one.venue === venue);
				expect(new Set(holders.map(({ series }) => series)).size).toBe(there.length > 0 ? 1 : 0);
				const earliest = Math.min(...there.map(({ order }) => order));
				if (there.length > 0) expect(holders.map(({ order }) => order)).toContain(earliest);
			}
		}
	);

	property.prop([anyBookings, fc.nat(8), fc.nat(14 * 24)])(
		'keeps its holder whatever is booked later, until that is given back',
		(bookings, length, hour) => {
			const minute = first * 1440 + hour * 60 + 30;
			const before = holdersAt(taken(bookings.slice(0, length)), minute);
			const all = taken(bookings);
			const later = holdersAt(all, minute);
			for (const held of before) {
				const same = (one: Taken) =>
					one.booking === held.booking &&
					one.ruleDay === held.ruleDay &&
					one.dayNumber === held.dayNumber &&
					one.from === held.from &&
					one.venue === held.venue;
				if (all.some(same)) expect(later.some(same)).toBe(true);
			}
		}
	);

	test('is asked for by two: the number decides, and one without a number comes last', () => {
		const hold = {
			venue: townHall,
			rule: { kind: 'once', day: days[1]! } as const,
			first: days[1]!,
			last: days[1]!,
			from: 600,
			until: 720,
			standsFor: null
		};
		const placed = (at: number, number: number | null): Placed<Booking> => ({
			number,
			event: {
				kind: 'booking',
				id: bookingId(at),
				season: autumn,
				series: activities[at]!,
				holds: [hold],
				frees: [],
				by: ann,
				madeAt: -at
			}
		});
		const [contest] = contests(taken([placed(0, 4), placed(1, null)]));
		expect(contest?.holder.booking).toBe(bookingId(0));
		expect(contest?.contested.number).toBeNull();
	});
});
