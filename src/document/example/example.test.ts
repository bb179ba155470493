import { describe, expect, it } from 'vitest';
import type { Member } from '#domain/access/access.ts';
import { type Day, addDays, dayNumber, dayOf } from '#domain/time/day.ts';
import { numbered, planningOf } from '#tests/support/numbered.ts';
import { Chance } from './chance.ts';
import { buildExample } from './example.ts';
import * as words from './words.ts';

/** Around school holidays, public holidays, both clock changes of 2027, week 53 of 2026 and a leap day. */
const days = [
	'2026-10-25',
	'2026-11-02',
	'2026-11-24',
	'2026-12-21',
	'2026-12-31',
	'2027-01-01',
	'2027-02-07',
	'2027-03-27',
	'2027-03-28',
	'2027-04-05',
	'2027-05-01',
	'2027-05-16',
	'2027-06-13',
	'2027-06-30',
	'2027-07-04',
	'2027-07-21',
	'2027-08-28',
	'2027-10-31',
	'2028-02-29',
	'2028-12-25'
] as Day[];
const cases = days.map((today, at) => ({ today, seed: at * 7919 + 1 }));

describe.for(cases)('the example on $today with seed $seed', ({ today, seed }) => {
	const example = buildExample({ seed, today });
	const lastDay = addDays(today, 13 * 7);

	const one = (people: readonly Member[]) => people.map((person) => [person]);
	const orders = [
		[example.people],
		one(example.people),
		one(example.people.toReversed()),
		one(shuffled(example.people, new Chance(seed)))
	];
	it.for(orders.map((groups, at) => ({ groups, at })))(
		'has two double bookings and five uncovered shifts, whoever is numbered first ($at)',
		({ groups }) => {
			const documents = numbered(example, groups);
			const planning = planningOf(documents);
			const kinds = planning.problems(today, lastDay).map(({ kind }) => kind);
			expect(kinds.toSorted()).toEqual([
				...Array<string>(2).fill('double-booked'),
				...Array<string>(5).fill('uncovered')
			]);
			expect(planning.orphans(dayOf(0))).toEqual([]);
			expect(documents.venues.refusals()).toEqual([]);
			for (const { id } of documents.directory.seasons.all())
				expect(documents.season(id).ledger.refusals()).toEqual([]);
		}
	);

	it('has nothing amiss in the weeks that are over but what was amiss then', () => {
		const planning = planningOf(numbered(example));
		expect(planning.problems(addDays(today, -60), addDays(today, -1))).toEqual([]);
	});

	it('was made before today', () => {
		const documents = numbered(example);
		const now = dayNumber(today) * 86_400_000;
		for (const { person } of example.people)
			for (const { madeAt } of documents.laneOf(person).all()) expect(madeAt).toBeLessThan(now);
	});
});

describe('what the example shows', () => {
	const today = '2026-11-24' as Day;
	const example = buildExample({ seed: 2, today });
	const documents = numbered(example);
	const planning = planningOf(documents);
	const [season] = documents.directory.seasons.all();
	const planned = planning.between(season!.first, season!.last);
	const claims = planned.flatMap(({ cover }) =>
		cover.needs.flatMap(({ staffing }) => staffing.claims)
	);
	const withStatus = (status: string) =>
		claims.filter(({ standing }) => standing.status === status);

	it('is thirteen weeks from a Monday, with today in the fourth', () => {
		expect(season!.first).toBe('2026-11-02');
		expect(season!.last).toBe('2027-01-31');
	});

	it('is a service centre of 25 volunteers and four staff in six borrowed rooms of six organisations', () => {
		const { people, venues, neighbourhoods } = documents.directory;
		expect(people.all().filter(({ staff }) => !staff)).toHaveLength(25);
		expect(people.all().filter(({ staff }) => staff)).toHaveLength(4);
		expect(new Set(venues.all().map(({ organisation }) => organisation)).size).toBe(6);
		expect(venues.all()).toHaveLength(6);
		expect(neighbourhoods.all().map(({ hue }) => hue)).toEqual([0, 1, 2]);
	});

	it('plans ten series and the two things that a colleague planned over them', () => {
		const series = documents.season(season!.id).series.all();
		const once = series.filter((records) => records.series.plan.rule.kind === 'once');
		expect(once).toHaveLength(2);
		expect(series).toHaveLength(12);
	});

	it('shows a cancelled and a moved date, a school holiday elsewhere, a change from a date on', () => {
		const { plan } = documents.season(season!.id);
		const notes = new Set(planned.map(({ occurrence }) => occurrence.note));
		expect(notes).toContain(words.cancelledNote);
		expect(notes).toContain(words.movedNote);
		expect(notes).toContain(words.shelterNote);
		expect(plan.parts.all()).toHaveLength(1);
	});

	it('shows every way in which a claim can stand, and who put whom there', () => {
		expect(withStatus('confirmed').length).toBeGreaterThan(200);
		expect(withStatus('waitlist').length).toBeGreaterThan(1);
		expect(withStatus('withdrawn').length).toBeGreaterThan(3);
		expect(withStatus('cancelled').length).toBeGreaterThan(1);
		const assigned = claims.filter(({ claim }) => claim.by !== claim.person);
		expect(assigned.length).toBeGreaterThan(5);
		expect(assigned.length).toBeLessThan(claims.length / 5);
	});

	it('leaves places open that volunteers may take', () => {
		const [volunteer] = documents.directory.people.all().filter(({ staff }) => !staff);
		const open = planning.openShifts(volunteer!, today, season!.last);
		expect(open.filter(({ free }) => free > 0).length).toBeGreaterThan(10);
	});

	it('names nobody who can be reached', () => {
		for (const { phone, mail } of documents.people.contacts.all()) {
			expect(phone).toMatch(/^0470 00 00 \d\d$/);
			expect(mail).toMatch(/^[a-z.]+@example\.be$/);
		}
	});

	it('is the same to the byte for the same seed, and another workspace for another', () => {
		expect(buildExample({ seed: 2, today })).toEqual(example);
		expect(buildExample({ seed: 3, today }).workspace).not.toBe(example.workspace);
	});
});

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
	return list
		.map((value) => ({ value, at: chance.fraction() }))
		.toSorted((a, b) => a.at - b.at)
		.map(({ value }) => value);
}
