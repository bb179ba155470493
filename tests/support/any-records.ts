import { fc } from '@fast-check/vitest';
import { type OccurrenceId, NeedId, PartId, SeriesId, occurrenceId } from '#domain/ids.ts';
import { addDays } from '#domain/time/day.ts';
import { changeFields } from '#document/layouts/changes.ts';
import { type SeasonPlan, planFieldNames } from '#document/layouts/season.ts';
import { toStored } from '#document/records/layout.ts';
import { anyDateChange, anyPlanChange, coffeePlan, firstTuesday } from './any-planned.ts';
import { idNamed } from './named-ids.ts';

export const someSeries = ['coffee', 'soup'].map((name) => idNamed(SeriesId, name));
export const someNeeds = ['serve', 'welcome'].map((name) => idNamed(NeedId, name));
const parts = ['one', 'two'].map((name) => idNamed(PartId, name));

export const someDates: readonly OccurrenceId[] = someSeries.flatMap((series) =>
	[0, 7, 14, 3].map((days) => occurrenceId(series, addDays(firstTuesday, days)))
);

/** One write into a season's plan, as some version of the app may make it; not every one makes sense. */
export interface Write {
	readonly does: string;
	readonly write: (plan: SeasonPlan) => void;
}

const anySeries = fc.constantFrom(...someSeries);
const removed = fc.constantFrom(true, undefined);

const addSeries = fc.tuple(anySeries, anyPlanChange).map(([id, change]): Write => {
	return { does: 'add', write: ({ series }) => void series.add(id, { ...coffeePlan, ...change }) };
});
const editSeries = fc.tuple(anySeries, anyPlanChange, removed).map(([id, change, gone]): Write => ({
	does: 'edit',
	write({ series }) {
		for (const [field, value] of Object.entries(change)) series.edit(id, field, toStored(value));
		series.edit(id, 'removed', gone);
	}
}));
const addPart = fc
	.tuple(fc.constantFrom(...parts), anySeries, fc.nat(3), anyPlanChange)
	.map(([id, series, weeks, change]): Write => {
		const fields = Object.fromEntries(planFieldNames.map((name) => [name, change[name]]));
		const starts = addDays(firstTuesday, 7 * weeks);
		const part = { series, starts, ...fields } as Parameters<SeasonPlan['parts']['add']>[1];
		return { does: 'add part', write: (plan) => void plan.parts.add(id, part) };
	});
const editPart = fc
	.tuple(
		fc.constantFrom(...parts),
		anyPlanChange,
		removed,
		fc.option(anySeries, { nil: undefined })
	)
	.map(([id, change, gone, series]): Write => ({
		does: 'edit part',
		write(plan) {
			for (const [field, value] of Object.entries(change))
				plan.parts.edit(id, field, toStored(value));
			plan.parts.edit(id, 'removed', gone);
			plan.parts.edit(id, 'series', series);
		}
	}));
const addNeed = fc
	.tuple(fc.constantFrom(...someNeeds), anySeries, fc.nat(2))
	.map(([id, series, max]): Write => {
		const need = { series, label: '', qualification: null, min: 1, max };
		return { does: 'add need', write: ({ needs }) => void needs.add(id, need) };
	});
const editNeed = fc
	.tuple(fc.constantFrom(...someNeeds), fc.constantFrom(0, 2, 'x'), removed)
	.map(([id, max, gone]): Write => ({
		does: 'edit need',
		write({ needs }) {
			needs.edit(id, 'max', max);
			needs.edit(id, 'removed', gone);
		}
	}));
const changeDate = fc
	.tuple(fc.constantFrom(...someDates), anyDateChange, fc.boolean())
	.map(([date, change, clears]): Write => ({
		does: 'change',
		write({ changes }) {
			for (const field of changeFields) {
				const value = change[field];
				if (value !== undefined) changes.edit(date, field, toStored(value));
				else if (clears) changes.edit(date, field, undefined);
			}
		}
	}));
const askForPeople = fc
	.tuple(
		fc.constantFrom(...someDates),
		fc.constantFrom(...someNeeds),
		fc.constantFrom('places' as const, 'placesFrom' as const),
		fc.option(fc.nat(3), { nil: undefined })
	)
	.map(([date, need, field, max]): Write => {
		const asked = max === undefined ? undefined : { min: 0, max };
		return {
			does: 'ask for people',
			write: ({ changes }) => {
				changes.edit(date, `${field}/${need}`, asked);
			}
		};
	});
const garbage = fc
	.tuple(
		fc.constantFrom(...someDates),
		fc.constantFrom('from', 'day', 'else', 'places', `places/${someNeeds[0]!}`)
	)
	.map(([date, field]): Write => {
		const key = `${date}/${field}`;
		return { does: 'garbage', write: ({ doc }) => void doc.getMap('changes').set(key, 'veel') };
	});

export const anyWrite: fc.Arbitrary<Write> = fc.oneof(
	addSeries,
	addSeries,
	editSeries,
	addPart,
	editPart,
	addNeed,
	editNeed,
	changeDate,
	askForPeople,
	changeDate,
	garbage
);
