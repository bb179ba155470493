/*
 * Faults that were planted and seen red: dates of a changed series not taken from the calendar;
 * staffings and covers kept when a series or a claim changes; clashes kept when another date of hers
 * changes; the board kept when a booking arrives; nobody told of venues.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Command, anyCommand, claimPlace, plan } from '#tests/support/any-command.ts';
import { room } from '#tests/support/any-planned.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import {
	ann,
	autumn,
	bob,
	idNamed,
	library,
	people,
	spring,
	townHall
} from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { workshopWithCoffee } from '#tests/support/planned-coffee.ts';
import { changeOccurrence } from '#document/commands/activities.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { addClosure, change, remove, restore } from '#document/commands/directory.ts';
import {
	type EventId,
	NeedId,
	OrganisationId,
	QualificationId,
	SeriesId,
	occurrenceId
} from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import type { Planning } from './planning.ts';

const first = '2026-08-01' as Day;
const last = '2027-01-31' as Day;
const driver = idNamed(QualificationId, 'driver');
const town = idNamed(OrganisationId, 'town');

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
		if (!directory.venues.get(library)) step.add(directory.doc, directory.venues, room, library);
		change(step, directory.doc, directory.venues, library, { closedOnHolidays });
	}
}));
const removeVenue = fc.boolean().map((removed): Command => ({
	name: 'remove venue',
	run(step, { directory }) {
		const { doc, venues } = directory;
		if (venues.get(library)) (removed ? remove : restore)(step, doc, venues, library);
	}
}));
const closeTown = fc
	.tuple(fc.boolean(), fc.constantFrom('2026-09-01', '2026-09-15'))
	.map(([isKnown, day]): Command => ({
		name: 'close',
		run(step, documents) {
			const { doc, organisations, venues } = documents.directory;
			const [first, last] = [day as Day, '2026-09-20' as Day];
			addClosure(step, documents, town, { venue: null, first, last, reason: 'werken' });
			if (isKnown) step.add(doc, organisations, { name: 'Stad' }, town);
			if (venues.get(library)) change(step, doc, venues, library, { organisation: town });
		}
	}));
const anyDeed = fc.oneof(
	{ weight: 6, arbitrary: anyCommand },
	{ weight: 4, arbitrary: claimPlace },
	{ weight: 2, arbitrary: plan },
	{ weight: 1, arbitrary: editPerson },
	{ weight: 2, arbitrary: addVenue },
	{ weight: 2, arbitrary: removeVenue },
	{ weight: 2, arbitrary: closeTown },
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

	test('hears of a closure by an organisation of which only a venue is known yet', () => {
		const { workshop } = workshopWithCoffee();
		const { tablet, phone } = workshop;
		phone.history.run('venue', (step) => {
			const { doc, venues } = phone.documents.directory;
			const owned = { ...room, organisation: town, closedOnHolidays: false };
			step.add(doc, venues, owned, townHall);
		});
		workshop.sync();
		const planning = planningOf(phone.documents);
		const closed = () => planning.problems(first, last).filter(({ kind }) => kind === 'closed');
		expect(closed()).toEqual([]);
		tablet.history.run('close', (step) =>
			addClosure(step, tablet.documents, town, { venue: null, first, last, reason: 'werken' })
		);
		workshop.sync();
		expect(closed()).not.toEqual([]);
	});

	test('what the clerk refused disappears from the shift and frees no other’s place', () => {
		const { workshop, date, need } = workshopWithCoffee();
		const { phone, relay } = workshop;
		const planning = planningOf(phone.documents);
		const id = phone.history.run('claim', (step) => claim(step, autumn, date, need, bob));
		expect(planning.shiftsOf(bob, first, last)).toHaveLength(1);
		const refusal = { kind: 'refusal', event: id, lane: bob, reason: 'not-qualified' } as const;
		relay.documents.season(autumn).ledger.write([refusal], 0);
		workshop.sync();
		expect(planning.shiftsOf(bob, first, last)).toEqual([]);
		expect(answers(planning)).toEqual(answers(planningOf(phone.documents)));
	});
});

describe('an id that bob uses again in another season', () => {
	/** Bob writes a claim of his own under the id of a claim of ann's. */
	function borrow({ documents }: Device, id: EventId): void {
		const made = { id, season: spring, person: bob, by: bob, madeAt: 1 };
		const place = {
			occurrence: occurrenceId(idNamed(SeriesId, 'soup'), '2026-09-08' as Day),
			need
		};
		documents.lane.add({ kind: 'claim', ...made, ...place });
	}
	const need = idNamed(NeedId, 'soup');

	function workshopOfTwoSeasons() {
		const { workshop, date, need } = workshopWithCoffee();
		for (const { documents } of workshop.devices) documents.season(spring);
		const id = workshop.tablet.history.run('claim', (step) => claim(step, autumn, date, need, ann));
		const standing = (planning: Planning) =>
			planning.shiftsOf(ann, first, last).map((shift) => shift.standing.status);
		return { workshop, id, standing };
	}

	test('hides no withdrawal from a screen that is open', () => {
		const { workshop, id, standing } = workshopOfTwoSeasons();
		const { tablet, phone } = workshop;
		workshop.sync();
		const planning = planningOf(phone.documents);
		expect(standing(planning)).toEqual(['confirmed']);
		borrow(phone, id);
		workshop.sync();
		tablet.history.run('withdraw', (step) => withdraw(step, autumn, [id], ''));
		workshop.sync();
		expect(standing(planning)).toEqual([]);
		expect(answers(planning)).toEqual(answers(planningOf(phone.documents)));
	});

	test('hides nothing that waits for its number, taken there or refused', () => {
		const { workshop, id, standing } = workshopOfTwoSeasons();
		const planning = planningOf(workshop.tablet.documents);
		const { ledger } = workshop.tablet.documents.season(spring);
		expect(standing(planning)).toEqual(['requested']);
		ledger.write([{ kind: 'refusal', event: id, lane: bob, reason: 'not-qualified' }], 0);
		expect(standing(planning)).toEqual(['requested']);
		borrow(workshop.phone, id);
		ledger.write(
			workshop.phone.documents.lane.all().map((event) => ({ kind: 'event', lane: bob, event })),
			0
		);
		expect(standing(planning)).toEqual(['requested']);
	});
});

test('a date that ends before it begins, because two changes crossed, is a thing to settle', () => {
	const { workshop, date } = workshopWithCoffee();
	const { tablet, phone } = workshop;
	for (const [device, change] of [
		[tablet, { from: 720 }],
		[phone, { until: 660 }]
	] as const) {
		device.history.run('change', (step) =>
			changeOccurrence(step, device.documents, autumn, date, change)
		);
	}
	workshop.sync();
	const problems = planningOf(tablet.documents).problems(first, last);
	expect(problems.filter(({ kind }) => kind === 'backwards')).toMatchObject([
		{ occurrence: { id: date, from: 720, until: 660 } }
	]);
});
