/*
 * Faults that were planted and seen red: what one date asks for meant for all that follow; a later day's
 * number left standing; a task for one date asked for on every date; the clerk's note of the old number kept.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { seriesOn } from '#tests/support/any-command.ts';
import { planned } from '#tests/support/any-planned.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import { autumn, library, people } from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { firstDates, planCoffee, workshopWithCoffee } from '#tests/support/planned-coffee.ts';
import { whatIsPlanned } from '#tests/support/what-is-planned.ts';
import { placeKey } from '#domain/claims/resolve.ts';
import type { NeedId, OccurrenceId } from '#domain/ids.ts';
import { changeFollowing, changeNeeds } from './activities.ts';
import { claim, withdraw } from './claims.ts';
import { type Reach, askAlike, askAlso, askFor } from './staff.ts';

function maxima(device: Device): number[][] {
	return planned(seriesOn(device.documents)[0]!).map(({ needs }) => needs.map(({ max }) => max));
}

function ask(device: Device, date: OccurrenceId, reach: Reach, max: number, min = 0): void {
	const need = seriesOn(device.documents)[0]!.needs[0]!.id;
	device.history.run('ask', (step) =>
		askFor(step, device.documents, autumn, date, reach, [{ need, min, max }])
	);
}

/** Ann, bob and the others of the village sign up for a date. */
function signUp(device: Device, date: OccurrenceId, need: NeedId, count: number): void {
	for (const person of people.slice(0, count))
		device.history.run('claim', (step) => claim(step, autumn, date, need, person));
}

function staffing(device: Device, date: OccurrenceId, need: NeedId) {
	return planningOf(device.documents).roster.staffing(placeKey(date, need));
}

describe('how many people are asked for', () => {
	const anyReach = fc.constantFrom<Reach>('one', 'following');

	property.prop([fc.nat(12), anyReach, fc.integer({ min: 0, max: 4 })], { numRuns: 40 })(
		'differs on that date, or from it on, and nowhere else; undo puts it back',
		(at, reach, max) => {
			const { tablet } = new Workshop();
			planCoffee(tablet);
			const before = whatIsPlanned(tablet.documents);
			const date = firstDates(tablet, at + 1).at(-1)!;
			ask(tablet, date, reach, max);
			expect(maxima(tablet)).toEqual(
				before.dates.map((_, index) => {
					const isReached = reach === 'one' ? index === at : index >= at;
					return [isReached ? max : 1];
				})
			);
			if (tablet.history.undoable === 'ask') expect(tablet.history.undo()).toBe('undone');
			expect(whatIsPlanned(tablet.documents)).toEqual(before);
		}
	);

	property.prop([fc.nat(4), fc.nat(4), fc.nat(4), anyReach], { numRuns: 60 })(
		'takes nobody’s place when it goes down, and gives one to who waits when it goes up',
		(first, signed, second, reach) => {
			const { workshop, date, need } = workshopWithCoffee();
			const { tablet } = workshop;
			ask(tablet, date, reach, first);
			workshop.sync();
			signUp(tablet, date, need, signed);
			workshop.sync();
			ask(tablet, date, reach, second);
			workshop.sync();
			const { confirmed, claims, over } = staffing(tablet, date, need);
			const held = Math.max(Math.min(first, signed), Math.min(second, signed));
			expect(confirmed).toHaveLength(held);
			expect(claims).toHaveLength(signed);
			expect(over).toBe(Math.max(0, held - second));
			expect(staffing(workshop.phone, date, need)).toEqual(staffing(tablet, date, need));
		}
	);

	test('counts for who signs up after it went down, though a place comes free', () => {
		const { workshop, date, need } = workshopWithCoffee();
		const { tablet } = workshop;
		ask(tablet, date, 'one', 2);
		signUp(tablet, date, need, 2);
		workshop.sync();
		ask(tablet, date, 'one', 1);
		workshop.sync();
		const [, second] = staffing(tablet, date, need).claims;
		tablet.history.run('off', (step) => withdraw(step, autumn, [second!.claim.id], ''));
		tablet.history.run('claim', (step) => claim(step, autumn, date, need, people[2]!));
		workshop.sync();
		const { confirmed, claims, over } = staffing(tablet, date, need);
		expect(confirmed.map(({ person }) => person)).toEqual([people[0]]);
		expect(claims.at(-1)?.standing).toMatchObject({ status: 'waitlist', position: 1 });
		expect(over).toBe(0);
	});

	test('stays for one date when it changes from an earlier one on', () => {
		const { tablet } = new Workshop();
		planCoffee(tablet);
		const [, second, third] = firstDates(tablet, 3);
		ask(tablet, third!, 'one', 3);
		ask(tablet, second!, 'following', 2);
		expect(maxima(tablet).slice(0, 4)).toEqual([[1], [2], [3], [2]]);
		ask(tablet, third!, 'one', 2);
		expect(
			tablet.documents
				.season(autumn)
				.plan.changes.of(seriesOn(tablet.documents)[0]!.series.id)
				.get(third!)
		).toBeUndefined();
	});

	test('from one date on holds over what was said of later ones', () => {
		const { tablet } = new Workshop();
		planCoffee(tablet);
		const [first, second, third] = firstDates(tablet, 3);
		ask(tablet, third!, 'following', 4);
		ask(tablet, second!, 'one', 3);
		ask(tablet, second!, 'following', 2);
		expect(maxima(tablet).slice(0, 4)).toEqual([[1], [2], [2], [2]]);
		const { needs } = seriesOn(tablet.documents)[0]!;
		tablet.history.run('all', (step) => {
			const { series } = seriesOn(tablet.documents)[0]!;
			changeNeeds(step, tablet.documents, autumn, series.id, [{ ...needs[0]!, max: 5 }]);
			askAlike(step, tablet.documents, autumn, first!, [needs[0]!.id]);
		});
		expect(new Set(maxima(tablet).flat())).toEqual(new Set([5]));
		tablet.history.undo();
		expect(maxima(tablet).slice(0, 4)).toEqual([[1], [2], [2], [2]]);
	});

	test('goes with the date when the rhythm changes, and two who work while apart both keep theirs', () => {
		const workshop = new Workshop();
		const { tablet, phone } = workshop;
		planCoffee(tablet);
		workshop.sync();
		const [, second, third] = firstDates(tablet, 3);
		ask(tablet, third!, 'one', 3);
		tablet.history.run('rhythm', (step) => {
			const { plan } = seriesOn(tablet.documents)[0]!.series;
			const rule = { ...plan.rule, weekdays: [2, 4] } as typeof plan.rule;
			changeFollowing(step, tablet.documents, autumn, second!, { rule, venue: library });
		});
		ask(phone, second!, 'one', 2);
		workshop.sync();
		expect(maxima(phone).slice(0, 6)).toEqual([[1], [2], [1], [3], [1], [1]]);
		expect(whatIsPlanned(tablet.documents)).toEqual(whatIsPlanned(phone.documents));
	});
});

describe('a task for one date', () => {
	test('is asked for there, can be taken there, and shows on no other date', () => {
		const { workshop, date } = workshopWithCoffee();
		const { tablet } = workshop;
		const start = whatIsPlanned(tablet.documents);
		tablet.history.run('also', (step) =>
			askAlso(step, tablet.documents, autumn, date, 'one', {
				...{ id: null, label: 'chauffeur', qualification: null, min: 1, max: 1 }
			})
		);
		const planning = planningOf(tablet.documents);
		const labels = planned(seriesOn(tablet.documents)[0]!).map(({ id }) =>
			planning.date(id)!.cover.needs.map(({ need }) => need.label)
		);
		expect(labels[0]!.toSorted()).toEqual(['', 'chauffeur']);
		expect(labels.slice(1).every((one) => one.length === 1)).toBe(true);
		const me = { id: people[3]!, qualifications: [] };
		const open = planning.openShifts(me, '2026-09-01' as never, '2026-11-30' as never);
		expect(open.filter(({ need }) => need.label === 'chauffeur')).toHaveLength(1);
		tablet.history.undo();
		expect(whatIsPlanned(tablet.documents)).toEqual(start);
	});

	test('that is left out after all keeps who was on it in sight', () => {
		const { workshop, date, need } = workshopWithCoffee();
		const { tablet } = workshop;
		signUp(tablet, date, need, 1);
		workshop.sync();
		ask(tablet, date, 'one', 0);
		workshop.sync();
		const [cover] = planningOf(tablet.documents).date(date)!.cover.needs;
		expect(cover!.staffing).toMatchObject({ over: 1, confirmed: [{ person: people[0] }] });
	});
});
