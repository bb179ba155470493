/*
 * Faults that were planted and seen red: ranges given back over dates that stay; a moved date held by
 * its rule; holds joined over a date between; everything booked anew (numbers lost); a booking made
 * when nothing changed; one evening taken twice by one booking left so.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { bookingId } from '#tests/support/any-bookings.ts';
import { anyPlanned, coffee, planned, recordsOf } from '#tests/support/any-planned.ts';
import { ann, autumn, library } from '#tests/support/named-ids.ts';
import type { Booking, Freed, Hold } from '../claims/event.ts';
import type { Placed } from '../claims/order.ts';
import { ruleDayOf } from '../ids.ts';
import { planOn } from '../series/stretches.ts';
import type { Occurrence, SeriesRecords } from '../series/series.ts';
import { type Day, dayNumber, dayOf } from '../time/day.ts';
import { type Taken, takenStretches } from './bookings.ts';
import { heldWithin, rebooking } from './rebook.ts';

/** One line for each date that wants a venue: what, when, for which rule day. */
function wanted(dates: readonly Occurrence[]): string[] {
	return dates
		.filter(({ cancelled, venue }) => !cancelled && venue !== null)
		.map((date) => {
			const from = Math.max(0, date.from - date.setUpMinutes);
			const until = date.until + date.clearingMinutes;
			return [ruleDayOf(date.id), date.venue, date.day, from, until].join();
		})
		.toSorted();
}

function line({ ruleDay, venue, dayNumber, from, until }: Taken): string {
	return [ruleDay, venue, dayOf(dayNumber), from, until].join();
}

function takenBy(bookings: readonly Placed<Booking>[]): Taken[] {
	return takenStretches(bookings, 0, 84_005);
}

/** A row of bookings that follows what a series wants, change by change. */
class Row {
	readonly bookings: Placed<Booking>[] = [];

	get taken(): Taken[] {
		return takenBy(this.bookings);
	}

	follow(records: SeriesRecords): boolean {
		const rule = (day: Day) => planOn(records, day).rule;
		const change = rebooking(planned(records), this.taken, rule);
		if (change) this.add(change.holds, change.frees);
		return change !== null;
	}

	add(holds: readonly Hold[], frees: readonly Freed[]): void {
		const at = this.bookings.length;
		const event: Booking = {
			kind: 'booking',
			id: bookingId(at),
			season: autumn,
			series: coffee,
			holds,
			frees,
			by: ann,
			madeAt: at
		};
		this.bookings.push({ event, number: at + 1 });
	}
}

describe('booking again', () => {
	property.prop([fc.array(anyPlanned, { minLength: 1, maxLength: 4 })])(
		'takes what the dates want, one stretch each, whatever was taken before',
		(plans) => {
			const row = new Row();
			for (const records of plans) {
				row.follow(records);
				expect(row.taken.map(line).toSorted()).toEqual(wanted(planned(records)));
				expect(row.follow(records)).toBe(false);
			}
		}
	);

	property.prop([anyPlanned, anyPlanned])(
		'leaves dates that stay as they are their place in the row',
		(before, after) => {
			const row = new Row();
			row.follow(before);
			const old = new Map(row.taken.map((one) => [line(one), one.booking]));
			row.follow(after);
			for (const one of row.taken) {
				const booking = old.get(line(one));
				if (booking !== undefined) expect(one.booking).toBe(booking);
			}
		}
	);

	property.prop([anyPlanned, anyPlanned, fc.gen()])(
		'sets right what two devices booked without knowing of each other',
		(before, after, gen) => {
			const row = new Row();
			row.follow(before);
			const doubles = gen(fc.subarray, row.taken);
			for (const { venue, dayNumber: number, from, until, ruleDay } of doubles) {
				const day = dayOf(number);
				const once = { kind: 'once', day } as const;
				const hold = { venue, rule: once, first: day, last: day, from, until, standsFor: ruleDay };
				row.add(
					[hold, { ...hold, until: until + 30 }].slice(0, gen(fc.integer, { min: 1, max: 2 })),
					[]
				);
			}
			row.follow(after);
			expect(row.taken.map(line).toSorted()).toEqual(wanted(planned(after)));
		}
	);

	test('a booking that takes one evening twice is replaced: it can only be given back as a whole', () => {
		const row = new Row();
		const records = recordsOf({}, [], { rule: { kind: 'once', day: '2026-09-01' as Day } });
		row.follow(records);
		const [hold] = row.bookings[0]!.event.holds;
		const all = { first: '2026-09-01' as Day, last: '2026-09-01' as Day };
		row.add([hold!, { ...hold!, until: 900 }], [{ booking: bookingId(0), ...all }]);
		row.follow(records);
		expect(row.taken.map(line)).toEqual(wanted(planned(records)));
	});

	test('one hold says a whole season; a moved date and one in another room stand alone', () => {
		const row = new Row();
		row.follow(
			recordsOf({
				'2026-09-15': { day: '2026-09-17' as Day },
				'2026-09-29': { venue: library }
			})
		);
		const [holds] = row.bookings.map(({ event }) => event.holds);
		expect(holds?.map(({ first, last, standsFor }) => [first, last, standsFor])).toEqual([
			['2026-09-01', '2026-09-08', null],
			['2026-09-17', '2026-09-17', '2026-09-15'],
			['2026-09-22', '2026-09-22', null],
			['2026-09-29', '2026-09-29', null],
			['2026-10-06', '2026-11-24', null]
		]);
	});

	test('one evening that changes gives back that evening only', () => {
		const row = new Row();
		row.follow(recordsOf({}));
		row.follow(recordsOf({ '2026-09-15': { cancelled: true } }));
		expect(row.bookings[1]?.event).toMatchObject({
			holds: [],
			frees: [{ booking: bookingId(0), first: '2026-09-15', last: '2026-09-15' }]
		});
	});

	property.prop([anyPlanned, fc.nat(120), fc.nat(120)])(
		'a part of a hold is what a range gives back',
		(records, a, b) => {
			const row = new Row();
			row.follow(records);
			const start = dayNumber('2026-09-01' as Day);
			const range = { first: dayOf(start + Math.min(a, b)), last: dayOf(start + Math.max(a, b)) };
			const freed = { booking: bookingId(0), ...range };
			const within = row.taken.filter(
				({ ruleDay }) => range.first <= ruleDay && ruleDay <= range.last
			);
			const part = new Row();
			const holds = row.bookings[0]?.event.holds ?? [];
			part.add(
				holds.map((hold) => heldWithin(hold, freed)).filter((hold) => hold !== null),
				[]
			);
			expect(part.taken.map(line)).toEqual(within.map(line));
		}
	);
});
