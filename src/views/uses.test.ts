/*
 * Faults that were planted and seen red: a removed venue not looked at; its dates found closed as well;
 * cancelled dates counted; dates of before counted; qualifications in rules forgotten.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Command, anyCommand, plan } from '#tests/support/any-command.ts';
import { coffeePlan, room } from '#tests/support/any-planned.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import { autumn, idNamed, library, townHall } from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { planActivity } from '#document/commands/activities.ts';
import { remove, restore } from '#document/commands/directory.ts';
import { NeighbourhoodId, OrganisationId, QualificationId, type VenueId } from '#domain/ids.ts';
import type { Plan } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import { type Named, datesNaming } from './uses.ts';

const since = '2026-10-01' as Day;
const first = '2026-08-01' as Day;
const last = '2027-01-31' as Day;

function does({ history, documents }: Device, { name, run }: Command): void {
	history.run(name, (step) => run(step, documents));
}

/** A device with rooms, closed in school holidays, and whatever was planned in them. */
function worked(commands: readonly Command[]): Device {
	const { tablet } = new Workshop();
	does(tablet, {
		name: 'rooms',
		run(step, { directory: { doc, venues } }) {
			const school = 'flemish';
			for (const id of [library, townHall]) step.add(doc, venues, { ...room, school }, id);
		}
	});
	for (const command of commands) does(tablet, command);
	return tablet;
}

function setRemoved({ history, documents }: Device, venue: VenueId, isRemoved: boolean): void {
	const { doc, venues } = documents.directory;
	history.run('room', (step) => (isRemoved ? remove : restore)(step, doc, venues, venue));
}

const anyWork = fc.array(fc.oneof({ weight: 1, arbitrary: plan }, anyCommand), { maxLength: 8 });

describe('a venue that is removed', () => {
	property.prop([anyWork, fc.constantFrom(library, townHall)], { numRuns: 60 })(
		'leaves each of its dates as a thing to settle, no other, and all is as before once it is back',
		(commands, venue) => {
			const device = worked(commands);
			const planning = planningOf(device.documents);
			const before = planning.problems(first, last);
			const planned = datesNaming(venue, first, planning.calendar.all());

			setRemoved(device, venue, true);
			const problems = planning.problems(first, last);
			const gone = problems.filter(({ kind }) => kind === 'gone');
			const wellOrdered = planned.filter(({ from, until }) => from < until);
			expect(gone.map(({ occurrence }) => occurrence.id)).toEqual(wellOrdered.map(({ id }) => id));
			for (const { occurrence, kind } of problems)
				if (occurrence.venue === venue)
					expect(['unbooked', 'double-booked', 'closed']).not.toContain(kind);

			setRemoved(device, venue, false);
			expect(planning.problems(first, last)).toEqual(before);
		}
	);
});

describe('the dates that name something', () => {
	const drivers = idNamed(QualificationId, 'drivers');
	const social = idNamed(QualificationId, 'social');
	const town = idNamed(OrganisationId, 'town');
	const school = idNamed(OrganisationId, 'school');
	const leie = idNamed(NeighbourhoodId, 'leie');

	function counted(fields: Partial<Plan>, ids: readonly Named[]): number[] {
		const { tablet } = new Workshop();
		const asked = { id: null, label: '', qualification: drivers, min: 1, max: 1 };
		const coffee = { plan: { ...coffeePlan, ...fields }, needs: [asked] };
		tablet.history.run('plan', (step) => planActivity(step, tablet.documents, autumn, coffee));
		const { calendar } = planningOf(tablet.documents);
		return ids.map((id) => datesNaming(id, since, calendar.all()).length);
	}

	test('are those that are still to come, whatever it is that they name', () => {
		const fields: Partial<Plan> = {
			neighbourhood: leie,
			organisation: town,
			staffRules: [
				{ kind: 'organisations', organisations: [school] },
				{ kind: 'duo', size: 2, qualification: social }
			]
		};
		// Tuesdays from 6 October to 24 November.
		expect(counted(fields, [townHall, leie, town, drivers, school, social])).toEqual([
			8, 8, 8, 8, 8, 8
		]);
		expect(counted({}, [library, leie, town, school, social])).toEqual([0, 0, 0, 0, 0]);
	});

	property.prop([anyWork])('come in order of time, and none that is cancelled or past', (work) => {
		const { calendar } = planningOf(worked(work).documents);
		const found = datesNaming(townHall, since, calendar.all());
		expect(found.map(({ day }) => day)).toEqual(found.map(({ day }) => day).toSorted());
		expect(found.filter(({ cancelled, day }) => cancelled || day < since)).toEqual([]);
		const all = [...calendar.all()].filter(({ venue }) => venue === townHall);
		expect(found.length).toBe(
			all.filter(({ cancelled, day }) => !cancelled && day >= since).length
		);
	});
});
