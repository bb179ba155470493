/*
 * Faults that were planted and seen red: ties of two seasons' numbers left to the order of arrival;
 * clashes kept when she gives up another place; covers kept when what is known of a person changes.
 */
import { describe, expect, test } from 'vitest';
import { seriesOn } from '#tests/support/any-command.ts';
import { coffeePlan, planned } from '#tests/support/any-planned.ts';
import { ann, autumn, bob, idNamed, library, spring } from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { coffee, workshopWithCoffee } from '#tests/support/planned-coffee.ts';
import { planActivity } from '#document/commands/activities.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { QualificationId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';

const driver = idNamed(QualificationId, 'driver');

describe('a person', () => {
	test('who holds places in two seasons at one time clashes in the same one on every device', () => {
		const { workshop, need } = workshopWithCoffee();
		const { tablet, phone } = workshop;
		const other = tablet.history.run('plan', (step) =>
			planActivity(step, tablet.documents, spring, coffee)
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
		const { workshop, date, need } = workshopWithCoffee();
		const { tablet } = workshop;
		const tea = tablet.history.run('plan', (step) =>
			planActivity(step, tablet.documents, autumn, {
				...coffee,
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
		const { workshop, date, need } = workshopWithCoffee();
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

	test('counts from when she is known to have what the need asks', () => {
		const { workshop, date, need } = workshopWithCoffee();
		const { tablet } = workshop;
		const { doc, people } = tablet.documents.directory;
		tablet.documents.season(autumn).plan.needs.edit(need, 'qualification', driver);
		tablet.history.run('claim', (step) => claim(step, autumn, date, need, ann));
		workshop.sync();
		const planning = planningOf(tablet.documents);
		const counting = () => planning.date(date)?.cover.needs.map((cover) => cover.counting);
		expect(counting()).toEqual([0]);
		const record = { name: 'Ann', organisation: null, staff: false, qualifications: [driver] };
		tablet.history.run('person', (step) => step.add(doc, people, record, ann));
		expect(counting()).toEqual([1]);
		tablet.history.undo();
		expect(planning.date(date)?.cover.shortages).toEqual([]);
	});
});
