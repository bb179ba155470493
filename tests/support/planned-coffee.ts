import { expect } from 'vitest';
import { planActivity } from '#document/commands/activities.ts';
import type { OccurrenceId, SeriesId } from '#domain/ids.ts';
import { seriesOn } from './any-command.ts';
import { coffeePlan, planned } from './any-planned.ts';
import { type Device, Workshop } from './devices.ts';
import { autumn } from './named-ids.ts';
import { takenVenues, wantedVenues } from './what-is-planned.ts';

const needs = [{ id: null, label: '', qualification: null, min: 1, max: 1 }];
export const coffee = { plan: coffeePlan, needs };

/** Coffee on Tuesdays, for which one person is needed. */
export function planCoffee({ history, documents }: Device): SeriesId {
	return history.run('plan', (step) => planActivity(step, documents, autumn, coffee));
}

export function firstDates({ documents }: Device, count: number): OccurrenceId[] {
	return planned(seriesOn(documents)[0]!)
		.slice(0, count)
		.map(({ id }) => id);
}

/** What bookings take is what dates want. */
export function expectBooked({ documents }: Device): void {
	expect(takenVenues(documents)).toEqual(wantedVenues(documents));
}

/** Ann and bob with coffee planned and numbered: its first date, and the need of one person. */
export function workshopWithCoffee() {
	const workshop = new Workshop();
	const series = planCoffee(workshop.tablet);
	workshop.sync();
	const records = seriesOn(workshop.tablet.documents)[0]!;
	return { workshop, series, date: planned(records)[0]!.id, need: records.needs[0]!.id };
}
