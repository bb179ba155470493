import { describe, expect, test } from 'vitest';
import type { Venue } from '#domain/directory/directory.ts';
import type { EventId, NeighbourhoodId, SeriesId, VenueId } from '#domain/ids.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import type { Taken } from '#domain/venues/bookings.ts';
import { datesOf, newDraft, planOf } from './activity-draft.ts';
import type { Names } from './names.ts';
import { type VenueFacts, freeVenues, isFree, takenIndex, venueTrouble } from './venue-check.ts';
import { troubleWords } from './venue-words.ts';

const tuesday = '2026-11-24' as Day;
const refter = 'v000000000000001' as VenueId;
const hall = 'v000000000000002' as VenueId;
const soup = 's000000000000001' as SeriesId;
const cards = 's000000000000002' as SeriesId;

const draft = { ...newDraft(tuesday, refter, null), from: 960, until: 1080, clearingMinutes: 30 };
const dates = datesOf(planOf(draft)!);

function taken(series: SeriesId, from: number, until: number, order = 0): Taken {
	const place = { venue: refter, ruleDay: tuesday, dayNumber: dayNumber(tuesday) };
	return {
		booking: 'e000000000000001' as EventId,
		number: order,
		order,
		series,
		...place,
		from,
		until
	};
}

function facts(all: readonly Taken[], closed: VenueFacts['closed'] = () => null): VenueFacts {
	return { closed, takenOn: takenIndex(all) };
}

function venue(id: VenueId, neighbourhood: string): Venue {
	return { id, name: id, neighbourhood: neighbourhood as NeighbourhoodId } as unknown as Venue;
}

describe('a venue for an activity', () => {
	test('is taken when somebody is there until after the set-up begins', () => {
		expect(venueTrouble(refter, dates, null, facts([taken(cards, 1090, 1200)])).taken).toHaveLength(
			1
		);
		expect(isFree(venueTrouble(refter, dates, null, facts([taken(cards, 1110, 1200)])))).toBe(true);
	});

	test('is not taken by the activity itself, nor by who came later than it', () => {
		const own = taken(soup, 960, 1110, 1);
		expect(isFree(venueTrouble(refter, dates, soup, facts([own])))).toBe(true);
		expect(
			isFree(venueTrouble(refter, dates, soup, facts([own, taken(cards, 1000, 1050, 2)])))
		).toBe(true);
		expect(
			isFree(venueTrouble(refter, dates, soup, facts([own, taken(cards, 1000, 1050, 0)])))
		).toBe(false);
	});

	test('is offered elsewhere, nearby first', () => {
		const busy = facts([taken(cards, 960, 1000)]);
		const others = [
			venue(refter, 'a'),
			venue('v000000000000003' as VenueId, 'b'),
			venue(hall, 'a')
		];
		const found = freeVenues(others, dates, null, refter, 'a' as NeighbourhoodId, busy);
		expect(found.map(({ id }) => id)).toEqual([hall, 'v000000000000003']);
	});
});

test('what stands in the way is told with the day, the reason and the other activity', () => {
	const names = { series: () => 'Kaarten' } as unknown as Names;
	const holiday = facts([taken(cards, 960, 1000)], () => ({
		kind: 'school-holiday',
		name: 'autumn'
	}));
	expect(troubleWords(venueTrouble(refter, dates, null, holiday), 1, names, 'nl')).toEqual([
		'Niet open: di 24 nov (herfstvakantie).',
		'Al bezet: di 24 nov, Kaarten 16:00-16:40.'
	]);
});
