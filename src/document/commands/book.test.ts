/*
 * Faults that were planted and seen red: one booking however much it names; only the first part booked.
 */
import { expect, test } from 'vitest';
import { seriesOn } from '#tests/support/any-command.ts';
import { planned } from '#tests/support/any-planned.ts';
import { Workshop } from '#tests/support/devices.ts';
import { autumn } from '#tests/support/named-ids.ts';
import { coffee, expectBooked } from '#tests/support/planned-coffee.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { Day } from '#domain/time/day.ts';
import { changeSeries, planActivity } from './activities.ts';

const everyDay: Rule = {
	kind: 'weekly',
	start: '2026-01-01' as Day,
	until: '2027-06-30' as Day,
	every: 1,
	weekdays: [1, 2, 3, 4, 5, 6, 7]
};

test('a series of which every other day has an hour of its own still gets its room for all of them', () => {
	const workshop = new Workshop();
	const { tablet } = workshop;
	const { plan } = tablet.documents.season(autumn);
	const series = tablet.history.run('plan', (step) => {
		const daily = { ...coffee.plan, rule: everyDay, venue: null };
		return planActivity(step, tablet.documents, autumn, { ...coffee, plan: daily });
	});
	tablet.history.run('hours', (step) => {
		planned(seriesOn(tablet.documents)[0]!).forEach(({ id }, at) => {
			if (at % 2 === 0) step.change(plan.doc, plan.changes, id, 'from', 545);
		});
	});
	tablet.history.run('room', (step) =>
		changeSeries(step, tablet.documents, autumn, series, { venue: coffee.plan.venue })
	);
	workshop.sync();
	expectBooked(tablet);
	expect(tablet.documents.venues.refusals()).toEqual([]);
	expect(tablet.documents.venues.entries.length).toBeGreaterThan(1);
});
