/*
 * Faults that were planted and seen red: dates of a changed series not taken from the calendar;
 * staffings kept when a series, covers kept when a person changes; clashes kept when another date of
 * hers changes; the board kept when a booking arrives; surplus bookings not listed; ties of two
 * seasons' numbers left to the order of arrival.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
	type Command,
	anyCommand,
	claimPlace,
	plan,
	seriesOn
} from '#tests/support/any-command.ts';
import { coffeePlan, planned } from '#tests/support/any-planned.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import { ann, autumn, bob, idNamed, library, people, spring } from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { changeOccurrence, planActivity } from '#document/commands/activities.ts';
import { change } from '#document/commands/directory.ts';
import { QualificationId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import type { Planning } from './planning.ts';

const first = '2026-08-01' as Day;
const last = '2027-01-31' as Day;
const driver = idNamed(QualificationId, 'driver');

/** Every answer that a screen can ask for. */
function answers(planning: Planning) {
	return {
		dates: planning.between(first, last).map(({ cover, ...rest }) => ({
			...rest,
			cover: { ...cover, clashes: [...cover.clashes].toSorted() }
		})),
		problems: planning.problems(first, last),
		orphans: planning
			.orphans(first)
			.map((orphan) => JSON.stringify(orphan))
			.toSorted(),
		shifts: people.map((person) => planning.shiftsOf(person, first, last)),
		open: people.map((id) => planning.openShifts({ id, qualifications: [] }, first, last)),
		clashes: people.map((person) => [...planning.roster.clashesOf(person)].toSorted())
	};
}

function does(device: Device, { name, run }: Command): void {
	device.history.run(name, (step) => run(step, device.documents));
}

const undo: Command = { name: 'undo', run: () => undefined };
const editPerson = fc.tuple(fc.nat(4), fc.boolean()).map(([at, drives]): Command => ({
	name: 'person',
	run(step, { directory }) {
		const [record, id] = [{ name: 'A', organisation: null, staff: false }, people[at]!];
		if (!directory.people.get(id))
			step.add(directory.doc, directory.people, { ...record, qualifications: [] }, id);
		const qualifications = drives ? [driver] : [];
		change(step, directory.doc, directory.people, id, { qualifications });
	}
}));
const addVenue = fc.boolean().map((closedOnHolidays): Command => ({
	name: 'venue',
	run(step, { directory }) {
		const record = {
			name: 'Bib',
			organisation: null,
			neighbourhood: null,
			address: '',
			entrance: '',
			capacity: 0,
			accessible: false,
			school: null,
			closedOnHolidays
		};
		if (!directory.venues.get(library)) step.add(directory.doc, directory.venues, record, library);
		change(step, directory.doc, directory.venues, library, { closedOnHolidays });
	}
}));
const anyDeed = fc.oneof(
	{ weight: 6, arbitrary: anyCommand },
	{ weight: 4, arbitrary: claimPlace },
	{ weight: 2, arbitrary: plan },
	{ weight: 1, arbitrary: editPerson },
	{ weight: 1, arbitrary: addVenue },
	{ weight: 1, arbitrary: fc.constant(undo) }
);
const anyDeeds = fc.array(
	fc.record({ deed: anyDeed, onTablet: fc.boolean(), asks: fc.boolean(), meets: fc.boolean() }),
	{ minLength: 1, maxLength: 12 }
);

describe('the planning', () => {
	property.prop([anyDeeds], { numRuns: 60 })(
		'answers after any work as it would to somebody who opens it now',
		(deeds) => {
			const workshop = new Workshop();
			const { tablet, phone } = workshop;
			const planning = planningOf(phone.documents);
			for (const { deed, onTablet, asks, meets } of deeds) {
				const device = onTablet ? tablet : phone;
				if (deed !== undo) does(device, deed);
				else if (device.history.undoable !== 'found') device.history.undo();
				if (asks) answers(planning);
				if (meets) workshop.sync();
			}
			expect(answers(planning)).toEqual(answers(planningOf(phone.documents)));
			workshop.sync();
			expect(answers(planning)).toEqual(answers(planningOf(phone.documents)));
			expect(answers(planning)).toEqual(answers(planningOf(tablet.documents)));
		}
	);

	property.prop([anyDeeds], { numRuns: 30 })(
		'tells of every change of what it answers',
		(deeds) => {
			const workshop = new Workshop();
			const planning = planningOf(workshop.phone.documents);
			let told = 0;
			planning.observe(() => told++);
			for (const { deed, onTablet } of deeds) {
				const work = () => does(onTablet ? workshop.tablet : workshop.phone, deed);
				for (const happens of [work, () => workshop.sync()]) {
					const [before, version] = [answers(planning), planning.version];
					happens();
					if (planning.version === version) expect(answers(planning)).toEqual(before);
				}
				expect(told).toBe(planning.version);
			}
		}
	);

	test('what the clerk refused disappears from the shift and frees no other’s place', () => {
		const { workshop, date, need } = withCoffee();
		const { phone, relay } = workshop;
		const planning = planningOf(phone.documents);
		const id = phone.history.run('claim', (step) => claim(step, autumn, date, need, bob));
		expect(planning.shiftsOf(bob, first, last)).toHaveLength(1);
		const refusal = { kind: 'refusal', event: id, lane: bob, reason: 'not-qualified' } as const;
		relay.documents.season(autumn).ledger.write([refusal]);
		workshop.sync();
		expect(planning.shiftsOf(bob, first, last)).toEqual([]);
		expect(answers(planning)).toEqual(answers(planningOf(phone.documents)));
	});
});

function withCoffee() {
	const workshop = new Workshop();
	const { tablet } = workshop;
	const needs = [{ id: null, label: '', qualification: null, min: 1, max: 1 }];
	const input = { plan: coffeePlan, needs };
	const series = tablet.history.run('plan', (step) =>
		planActivity(step, tablet.documents, autumn, input)
	);
	workshop.sync();
	const records = seriesOn(tablet.documents)[0]!;
	return { workshop, series, date: planned(records)[0]!.id, need: records.needs[0]!.id, input };
}

describe('a person', () => {
	test('who holds places in two seasons at one time clashes in the same one on every device', () => {
		const { workshop, need, input } = withCoffee();
		const { tablet, phone } = workshop;
		const other = tablet.history.run('plan', (step) =>
			planActivity(step, tablet.documents, spring, input)
		);
		const inSpring = tablet.documents.season(spring).series.get(other)!;
		const inAutumn = seriesOn(tablet.documents)[0]!;
		const later = planned(inAutumn)
			.slice(0, 6)
			.map(({ id }, week) => {
				const claims = [
					tablet.history.run('claim', (step) => claim(step, autumn, id, need, ann)),
					tablet.history.run('claim', (step) =>
						claim(step, spring, planned(inSpring)[week]!.id, inSpring.needs[0]!.id, ann)
					)
				];
				// Both ledgers give them the same number: the id decides.
				return claims.toSorted()[1]!;
			});
		workshop.sync();
		for (const { documents } of [tablet, phone]) {
			expect(planningOf(documents).roster.clashesOf(ann)).toEqual(new Set(later));
		}
	});

	test('who gives up the first of two places at one time counts in the second', () => {
		const { workshop, date, need, input } = withCoffee();
		const { tablet } = workshop;
		const tea = tablet.history.run('plan', (step) =>
			planActivity(step, tablet.documents, autumn, {
				...input,
				plan: { ...coffeePlan, venue: library }
			})
		);
		const records = tablet.documents.season(autumn).series.get(tea)!;
		const teaDate = planned(records)[0]!;
		const planning = planningOf(tablet.documents);
		const held = tablet.history.run('claim', (step) => claim(step, autumn, date, need, ann));
		workshop.sync();
		tablet.history.run('claim', (step) =>
			claim(step, autumn, teaDate.id, records.needs[0]!.id, ann)
		);
		workshop.sync();
		const shortagesAt = () => planning.date(teaDate.id)?.cover.shortages.length;
		expect([planning.roster.clashesOf(ann).size, shortagesAt()]).toEqual([1, 1]);
		tablet.history.run('withdraw', (step) => withdraw(step, autumn, [held], ''));
		expect([planning.roster.clashesOf(ann).size, shortagesAt()]).toEqual([0, 0]);
	});

	test('takes an open place, sees a full one with its waitlist, and not what she may not do', () => {
		const { workshop, date, need } = withCoffee();
		const { tablet } = workshop;
		const planning = planningOf(tablet.documents);
		const on = (day: string) => [day as Day, day as Day] as const;
		const open = (id = bob) =>
			planning.openShifts({ id, qualifications: [] }, ...on('2026-09-01')).map(({ free }) => free);
		expect(open()).toEqual([1]);
		tablet.history.run('claim', (step) => claim(step, autumn, date, need, ann));
		expect([open(), open(ann)]).toEqual([[0], []]);
		const { plan } = tablet.documents.season(autumn);
		plan.needs.edit(need, 'qualification', driver);
		expect(open()).toEqual([]);
		expect(
			planning.openShifts({ id: bob, qualifications: [driver] }, ...on('2026-09-01'))
		).toHaveLength(1);
	});
});

describe('a venue', () => {
	test('wanted twice is held by the first in the row; the other sees by whom', () => {
		const { workshop, series, date, input } = withCoffee();
		const { phone } = workshop;
		const soup = phone.history.run('plan', (step) =>
			planActivity(step, phone.documents, autumn, input)
		);
		const planning = planningOf(phone.documents);
		const status = (id: typeof series) =>
			planning
				.between(first, '2026-09-01' as Day)
				.find(({ occurrence }) => occurrence.series === id)?.booked;
		expect(status(series)).toEqual({ status: 'held' });
		expect(status(soup)).toMatchObject({ status: 'contested', holder: { series } });
		workshop.sync();
		expect(status(soup)).toMatchObject({ status: 'contested', holder: { series } });
		expect(planning.venues.rivals(date).map((rival) => rival.series)).toEqual([soup]);
	});

	test('that two crossed changes left booked for nothing is listed, until it is given back', () => {
		const { workshop, date } = withCoffee();
		for (const [device, from] of [
			[workshop.tablet, 540],
			[workshop.phone, 570]
		] as const) {
			device.history.run('move', (step) =>
				changeOccurrence(step, device.documents, autumn, date, { from })
			);
		}
		workshop.sync();
		const planning = planningOf(workshop.tablet.documents);
		expect(planning.date(date)?.booked).toEqual({ status: 'held' });
		expect(planning.orphans(first)).toMatchObject([{ kind: 'orphaned-booking', occurrence: date }]);
	});
});
