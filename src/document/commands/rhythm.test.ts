/*
 * Faults that were planted and seen red: a later part’s rule left standing; a new part begun on another day;
 * the preview leaving the parts as they were when all dates change; a date found without asking the rule.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { anyPlanCommand, claimPlace, seriesOn } from '#tests/support/any-command.ts';
import { anyPlanChange, anyRule, coffeePlan, planned } from '#tests/support/any-planned.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import { ann, autumn, bob, library } from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { expectBooked, firstDates, planCoffee } from '#tests/support/planned-coffee.ts';

import { whatIsPlanned } from '#tests/support/what-is-planned.ts';
import { type OccurrenceId, ruleDayOf } from '#domain/ids.ts';
import { isRuleDay, occurrence } from '#domain/series/expand.ts';
import { type Replan, dateShift, replanned } from '#domain/series/replan.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { Plan } from '#domain/series/series.ts';
import { type Day, addDays, dayNumber } from '#domain/time/day.ts';
import { changeFollowing, changeOccurrence, changeSeries } from './activities.ts';
import { claim } from './claims.ts';

const thursdays: Rule = { ...coffeePlan.rule, weekdays: [4] } as Rule;

function records(device: Device) {
	return seriesOn(device.documents)[0]!;
}

function ids(device: Device): OccurrenceId[] {
	return planned(records(device)).map(({ id }) => id);
}

/** Changes from the `at`-th date on, or, for null, throughout; answers what that was. */
function change(device: Device, at: number | null, plan: Partial<Plan>): Replan {
	const from = at === null ? null : firstDates(device, at + 1).at(-1)!;
	const { id } = records(device).series;
	device.history.run('rhythm', (step) => {
		if (from === null) changeSeries(step, device.documents, autumn, id, plan);
		else changeFollowing(step, device.documents, autumn, from, plan);
	});
	return { from: from && ruleDayOf(from), change: plan };
}

const anyWork = fc.array(anyPlanCommand, { maxLength: 3 });
const anyReach = fc.option(fc.nat(5), { nil: null });

describe('another rhythm', () => {
	property.prop([anyWork, anyReach, anyPlanChange], { numRuns: 80 })(
		'leaves the dates that were said beforehand, whatever was changed before',
		(work, at, plan) => {
			const { tablet } = new Workshop();
			planCoffee(tablet);
			for (const { name, run } of work)
				tablet.history.run(name, (step) => run(step, tablet.documents));
			fc.pre(seriesOn(tablet.documents).length === 1 && ids(tablet).length > 0);
			const before = records(tablet);
			const replan = change(tablet, at, plan);
			expect(planned(records(tablet))).toEqual(planned(replanned(before, [replan])));
		}
	);

	property.prop([anyReach, anyRule, fc.array(claimPlace, { maxLength: 4 })], { numRuns: 60 })(
		'keeps the id of every date that remains, lists whoever was on one that does not, and can be taken back',
		(at, rule, claims) => {
			const workshop = new Workshop();
			const { tablet } = workshop;
			planCoffee(tablet);
			for (const { name, run } of claims)
				tablet.history.run(name, (step) => run(step, tablet.documents));
			workshop.sync();
			const [start, old] = [whatIsPlanned(tablet.documents), records(tablet)];
			const { from } = change(tablet, at, { rule });
			const { stays, goes } = dateShift(old, records(tablet));

			const follows = (day: Day) => isRuleDay(rule, dayNumber(day));
			const isLeft = ({ id }: { id: OccurrenceId }) =>
				(from !== null && ruleDayOf(id) < from) || follows(ruleDayOf(id));
			expect(stays.map(({ id }) => id)).toEqual(
				planned(old)
					.filter(isLeft)
					.map(({ id }) => id)
			);
			expectBooked(tablet);

			const gone = new Set(goes.map(({ id }) => id));
			const made = tablet.documents.lane.all().filter((event) => event.kind === 'claim');
			const orphans = planningOf(tablet.documents)
				.orphans('2026-01-01' as Day)
				.flatMap((orphan) => (orphan.kind === 'orphaned-claim' ? [orphan.claim.claim.id] : []));
			expect(orphans.toSorted()).toEqual(
				made
					.filter((event) => gone.has(event.occurrence))
					.map(({ id }) => id)
					.toSorted()
			);

			const end = whatIsPlanned(tablet.documents);
			expect(tablet.history.undo()).toBe('undone');
			expect(whatIsPlanned(tablet.documents)).toEqual(start);
			expect(tablet.history.redo()).toBe('undone');
			expect(whatIsPlanned(tablet.documents)).toEqual(end);
		}
	);

	test('from one date to once, and back to every week, brings everybody back to her date', () => {
		const workshop = new Workshop();
		const { tablet } = workshop;
		planCoffee(tablet);
		const [, second, third] = firstDates(tablet, 3);
		const need = records(tablet).needs[0]!.id;
		tablet.history.run('claim', (step) => claim(step, autumn, third!, need, bob));
		workshop.sync();
		const before = ids(tablet);
		change(tablet, 1, { rule: { kind: 'once', day: ruleDayOf(second!) } });
		expect(ids(tablet)).toEqual(before.slice(0, 2));
		const orphans = () => planningOf(tablet.documents).orphans('2026-01-01' as Day);
		expect(orphans()).toMatchObject([
			{ kind: 'orphaned-claim', claim: { claim: { person: bob } } }
		]);
		change(tablet, 1, { rule: coffeePlan.rule });
		expect(ids(tablet)).toEqual(before);
		expect(orphans()).toEqual([]);
	});
});

describe('two devices that work while apart', () => {
	const anyOther = fc.constantFrom<(device: Device, date: OccurrenceId) => void>(
		(device) => change(device, null, { title: 'Thee' }),
		(device) => change(device, 1, { title: 'Thee' }),
		(device, date) =>
			device.history.run('date', (step) =>
				changeOccurrence(step, device.documents, autumn, date, { title: 'Thee', venue: library })
			)
	);

	property.prop([anyReach, anyOther, fc.boolean()], { numRuns: 40 })(
		'keep a new rhythm of the one and the title or the date of the other',
		(at, other, isFirst) => {
			const workshop = new Workshop();
			const { tablet, phone } = workshop;
			planCoffee(tablet);
			workshop.sync();
			const [, , third] = firstDates(tablet, 3);
			const rule: Rule = { ...coffeePlan.rule, weekdays: [2, 4] } as Rule;
			if (isFirst) other(phone, third!);
			change(tablet, at, { rule });
			if (!isFirst) other(phone, third!);
			workshop.sync();

			expect(whatIsPlanned(phone.documents)).toEqual(whatIsPlanned(tablet.documents));
			expect(occurrence(records(tablet), third!)?.title).toBe('Thee');
			const last = addDays('2026-11-24' as Day, 2);
			expect(ids(tablet).map(ruleDayOf)).toContain(last);
		}
	);

	test('who takes a date that the other takes away is listed, on both', () => {
		const workshop = new Workshop();
		const { tablet, phone } = workshop;
		planCoffee(tablet);
		workshop.sync();
		const [, second] = firstDates(tablet, 2);
		change(tablet, 1, { rule: thursdays });
		const need = records(phone).needs[0]!.id;
		phone.history.run('claim', (step) => claim(step, autumn, second!, need, ann));
		workshop.sync();
		for (const device of [tablet, phone]) {
			expect(planningOf(device.documents).orphans('2026-01-01' as Day)).toMatchObject([
				{ kind: 'orphaned-claim', claim: { claim: { person: ann, occurrence: second } } }
			]);
		}
	});
});
