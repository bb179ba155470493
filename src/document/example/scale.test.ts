import { describe, expect, it } from 'vitest';
import { type Day, addDays } from '#domain/time/day.ts';
import { documentsFrom, planningOf } from '#tests/support/numbered.ts';
import { scales } from './scale-ground.ts';
import { buildScale } from './scale.ts';

const today = '2027-03-24' as Day;

describe('a year of a small municipality', () => {
	const built = buildScale({ scale: 'S', seed: 1, today });
	const documents = documentsFrom(built, built.coordinator);
	const planning = planningOf(documents);
	const [season] = documents.directory.seasons.all();
	const planned = planning.between(season!.first, season!.last);

	it('has the size that the design names', () => {
		const seats = planned
			.flatMap(({ occurrence }) => occurrence.needs)
			.reduce((sum, { max }) => sum + max, 0);
		expect(seats).toBeGreaterThan(scales.S.seats * 0.97);
		expect(seats).toBeLessThan(scales.S.seats * 1.03);
		expect(documents.directory.venues.all()).toHaveLength(scales.S.venues);
		expect(documents.season(season!.id).series.all()).toHaveLength(scales.S.series);
		expect(documents.directory.people.all().filter(({ staff }) => !staff)).toHaveLength(
			scales.S.volunteers
		);
	});

	it('is numbered, refuses nothing, and leaves something to settle', () => {
		const { ledger } = documents.season(season!.id);
		expect(ledger.refusals()).toEqual([]);
		expect(documents.venues.refusals()).toEqual([]);
		expect(ledger.entries.length).toBeGreaterThan(scales.S.seats * 0.6);
		const kinds = new Set(planning.problems(today, season!.last).map(({ kind }) => kind));
		expect([...kinds].toSorted()).toEqual(['double-booked', 'uncovered']);
		expect(planning.orphans(addDays(today, -400))).toEqual([]);
	});

	it('is the same to the byte for the same seed', () => {
		expect(buildScale({ scale: 'S', seed: 1, today })).toEqual(built);
	});
});
