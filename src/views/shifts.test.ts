// Faults that were planted and seen red: closed dates offered; a held place dropped with its room; `closed` of the wrong date.
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { planned, room } from '#tests/support/any-planned.ts';
import type { Device } from '#tests/support/devices.ts';
import { autumn, bob, idNamed, spring, townHall } from '#tests/support/named-ids.ts';
import { planningOf } from '#tests/support/numbered.ts';
import { workshopWithCoffee } from '#tests/support/planned-coffee.ts';
import { seriesOn } from '#tests/support/any-command.ts';
import { claim } from '#document/commands/claims.ts';
import { addClosure, addWindow, change } from '#document/commands/directory.ts';
import { OrganisationId } from '#domain/ids.ts';
import { type Day, addDays } from '#domain/time/day.ts';

const town = idNamed(OrganisationId, 'town');
const first = '2026-09-01' as Day;
const last = '2026-11-30' as Day;
const someone = { id: bob, qualifications: [] };

interface Closing {
	readonly first: Day;
	readonly last: Day;
}

function close({ history, documents }: Device, { first, last }: Closing): void {
	history.run('close', (step) =>
		addClosure(step, documents, town, { venue: townHall, first, last, reason: 'werken' })
	);
}

/** Coffee in a town hall that belongs to the town, which may close it. */
function coffeeInTown() {
	const coffee = workshopWithCoffee();
	const { tablet } = coffee.workshop;
	const { doc, organisations, venues } = tablet.documents.directory;
	tablet.history.run('town', (step) => {
		step.add(doc, organisations, { name: 'Stad' }, town);
		step.add(doc, venues, { ...room, organisation: town }, townHall);
	});
	const days = planned(seriesOn(tablet.documents)[0]!).map(({ id, day }) => ({ id, day }));
	return { ...coffee, tablet, days };
}

const anyClosing = fc.tuple(fc.nat(90), fc.nat(20)).map(([start, length]) => ({
	first: addDays(first, start),
	last: addDays(first, start + length)
}));

property.prop([fc.array(anyClosing, { maxLength: 4 }), fc.array(fc.nat(12), { maxLength: 4 })], {
	numRuns: 40
})(
	'a date is offered exactly when its room is open and she is not on it; what she holds stays, and says when it is closed',
	(closings, held) => {
		const { tablet, days, need } = coffeeInTown();
		const planning = planningOf(tablet.documents);
		const mine = new Set(held.map((at) => days[at]!.day));
		const isShut = (day: Day) => closings.some((one) => one.first <= day && day <= one.last);
		for (const { id, day } of days) {
			if (!mine.has(day)) continue;
			tablet.history.run('claim', (step) => claim(step, autumn, id, need, bob));
		}
		for (const closing of closings) close(tablet, closing);

		const open = planning.openShifts(someone, first, last).map(({ occurrence }) => occurrence.day);
		expect(open).toEqual(
			days.map(({ day }) => day).filter((day) => !mine.has(day) && !isShut(day))
		);
		const own = planning.shiftsOf(bob, first, last);
		expect(own.map(({ occurrence, closed }) => [occurrence.day, closed !== null])).toEqual(
			[...mine].toSorted().map((day) => [day, isShut(day)])
		);
	}
);

test('a date outside the hours of its room is not offered, and is again when the room opens', () => {
	const { tablet, days } = coffeeInTown();
	const planning = planningOf(tablet.documents);
	const offered = () => planning.openShifts(someone, first, last).length;
	const { windows, doc } = tablet.documents.organisation(town);
	expect(offered()).toBe(days.length);
	// Coffee is from ten to twelve, and half an hour is needed to clear up.
	const hours = { venue: townHall, weekdays: [2], from: 540, until: 740, when: 'always' } as const;
	const id = tablet.history.run('hours', (step) => addWindow(step, tablet.documents, town, hours));
	expect(offered()).toBe(0);
	tablet.history.run('longer', (step) => change(step, doc, windows, id, { until: 750 }));
	expect(offered()).toBe(days.length);
});

test('a claim that names another season than its date is no shift, and hides none that is open', () => {
	const { tablet, days, need } = coffeeInTown();
	tablet.history.run('stray', (step) => claim(step, spring, days[0]!.id, need, bob));
	const planning = planningOf(tablet.documents);
	expect(planning.orphans(first)).toHaveLength(1);
	expect(planning.shiftsOf(bob, first, last)).toEqual([]);
	expect(planning.openShifts(someone, first, last)).toHaveLength(days.length);
});
