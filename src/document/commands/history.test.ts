/*
 * Faults that were planted and seen red: a field put back whoever wrote it last; inverses oldest first;
 * what was added left there; added records removed though edited by somebody else; bookings answered
 * with their opposite instead of settled.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
	type Command,
	anyCommand,
	anyPlanCommand,
	claimPlace,
	plan,
	seriesOn
} from '#tests/support/any-command.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import { autumn, library } from '#tests/support/named-ids.ts';
import { expectBooked, firstDates, planCoffee } from '#tests/support/planned-coffee.ts';
import { whatIsPlanned } from '#tests/support/what-is-planned.ts';
import { momentsByPlace } from '#domain/claims/resolve.ts';
import { occurrence } from '#domain/series/expand.ts';
import { changeFollowing, changeOccurrence, changeSeries } from './activities.ts';

function does(device: Device, { name, run }: Command): void {
	device.history.run(name, (step) => run(step, device.documents));
}

/** A first activity, then work, each with whether everybody meets afterwards. */
const anyWork = fc.tuple(
	plan,
	fc.array(fc.tuple(anyCommand, fc.boolean()), { minLength: 1, maxLength: 7 })
);

describe('whatever a coordinator does', () => {
	property.prop([anyWork], { numRuns: 60 })(
		'she holds the venues that her dates want, and can take it back and do it again',
		([first, work]) => {
			const workshop = new Workshop();
			const { tablet } = workshop;
			does(tablet, { ...first, name: 'first' });
			const start = whatIsPlanned(tablet.documents);
			for (const [command, meets] of work) {
				does(tablet, command);
				expectBooked(tablet);
				if (meets) workshop.sync();
			}
			const end = whatIsPlanned(tablet.documents);

			while (tablet.history.undoable !== 'first') expect(tablet.history.undo()).toBe('undone');
			expect(whatIsPlanned(tablet.documents)).toEqual(start);
			workshop.sync();
			expect(whatIsPlanned(tablet.documents)).toEqual(start);
			while (tablet.history.redoable) expect(tablet.history.redo()).toBe('undone');
			expect(whatIsPlanned(tablet.documents)).toEqual(end);
		}
	);

	property.prop(
		[fc.array(fc.tuple(anyPlanCommand, fc.boolean(), fc.boolean()), { maxLength: 7 })],
		{ numRuns: 60 }
	)('venues follow also when two work by turns and either takes something back', (work) => {
		const workshop = new Workshop();
		const { tablet, phone } = workshop;
		planCoffee(tablet);
		workshop.sync();
		for (const [command, onTablet, undoes] of work) {
			const device = onTablet ? tablet : phone;
			if (undoes && device.history.undoable !== 'plan') device.history.undo();
			else does(device, command);
			workshop.sync();
			expectBooked(tablet);
			expect(whatIsPlanned(phone.documents)).toEqual(whatIsPlanned(tablet.documents));
		}
	});

	property.prop(
		[fc.array(claimPlace, { maxLength: 6 }), fc.array(anyPlanCommand, { maxLength: 4 })],
		{
			numRuns: 40
		}
	)('every claim stays on the one date it was made for', (claims, work) => {
		const { tablet } = new Workshop();
		planCoffee(tablet);
		for (const command of claims) does(tablet, command);
		const before = momentsByPlace([], tablet.documents.lane.all());
		for (const command of work) does(tablet, command);
		const made = tablet.documents.lane.all().filter(({ kind }) => kind === 'claim');
		expect([...momentsByPlace([], made).keys()]).toEqual([...before.keys()]);
		expect([...before.values()].flat()).toHaveLength(made.length);
	});
});

describe('taking back what somebody else has changed meanwhile', () => {
	function withCoffee() {
		const workshop = new Workshop();
		planCoffee(workshop.tablet);
		workshop.sync();
		return workshop;
	}

	test('leaves her value and says so', () => {
		const workshop = withCoffee();
		const { tablet, phone } = workshop;
		const [date] = firstDates(tablet, 1);
		const move = (device: Device, from: number) =>
			device.history.run('move', (step) =>
				changeOccurrence(step, device.documents, autumn, date!, { from, title: 'Bij ons' })
			);
		move(tablet, 540);
		workshop.sync();
		move(phone, 570);
		workshop.sync();
		expect(tablet.history.undo()).toBe('changed-meanwhile');
		const records = seriesOn(tablet.documents)[0]!;
		expect(occurrence(records, date!)).toMatchObject({ from: 570, title: 'Koffie' });
		expectBooked(tablet);
	});

	test('puts back what was there first, though one step changed it twice', () => {
		const { tablet } = withCoffee();
		const [date] = firstDates(tablet, 1);
		tablet.history.run('twice', (step) => {
			for (const from of [540, 570])
				changeOccurrence(step, tablet.documents, autumn, date!, { from });
		});
		expect(tablet.history.undo()).toBe('undone');
		expect(occurrence(seriesOn(tablet.documents)[0]!, date!)?.from).toBe(600);
	});

	test('leaves an activity that a colleague has renamed, with all its needs', () => {
		const workshop = withCoffee();
		const { tablet, phone } = workshop;
		const series = seriesOn(phone.documents)[0]!.series.id;
		phone.history.run('rename', (step) =>
			changeSeries(step, phone.documents, autumn, series, { title: 'Thee' })
		);
		workshop.sync();
		expect(tablet.history.undo()).toBe('changed-meanwhile');
		expect(seriesOn(tablet.documents)).toMatchObject([
			{ series: { plan: { title: 'Thee' } }, needs: [{ max: 1 }] }
		]);
	});

	test('leaves what a colleague changed from the same day on', () => {
		const workshop = withCoffee();
		const { tablet, phone } = workshop;
		const [, second] = firstDates(tablet, 2);
		tablet.history.run('from', (step) =>
			changeFollowing(step, tablet.documents, autumn, second!, { title: 'Thee' })
		);
		workshop.sync();
		phone.history.run('from', (step) =>
			changeFollowing(step, phone.documents, autumn, second!, { venue: library })
		);
		workshop.sync();
		expect(tablet.history.undo()).toBe('changed-meanwhile');
		expect(occurrence(seriesOn(tablet.documents)[0]!, second!)).toMatchObject({
			title: 'Koffie',
			venue: library
		});
		expectBooked(tablet);
	});
});
