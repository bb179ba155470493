import { fc } from '@fast-check/vitest';
import { PartId, SeriesId, occurrenceId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { Rule } from '#domain/series/rule.ts';
import type {
	Occurrence,
	OccurrenceChange,
	Part,
	Plan,
	SeriesRecords
} from '#domain/series/series.ts';
import { type Day, addDays } from '#domain/time/day.ts';
import { autumn, idNamed, library, townHall } from './named-ids.ts';

export const coffee = idNamed(SeriesId, 'coffee');
export const firstTuesday = '2026-09-01' as Day;

/** Coffee on Tuesdays from September to November, in the town hall. */
export const coffeePlan: Plan = {
	title: 'Koffie',
	neighbourhood: null,
	organisation: null,
	venue: townHall,
	rule: {
		kind: 'weekly',
		start: firstTuesday,
		until: '2026-11-30' as Day,
		every: 1,
		weekdays: [2]
	},
	from: 600,
	until: 720,
	setUpMinutes: 15,
	clearingMinutes: 30,
	note: '',
	staffRules: []
};

export function recordsOf(
	changes: Readonly<Record<string, OccurrenceChange>>,
	parts: readonly Part[] = [],
	plan: Partial<Plan> = {}
): SeriesRecords {
	const byId = Object.entries(changes).map(
		([day, change]) => [occurrenceId(coffee, day as Day), change] as const
	);
	return {
		series: { id: coffee, season: autumn, plan: { ...coffeePlan, ...plan }, removed: false },
		parts,
		needs: [],
		changes: new Map(byId)
	};
}

/** All dates of a series, as they are to be. */
export function planned(records: SeriesRecords): Occurrence[] {
	return occurrences(records, 0, 84_005);
}

const anyVenue = fc.constantFrom(townHall, library, null);
/** Days around the Tuesdays of the season. */
const anyDay = fc.nat(95).map((days) => addDays(firstTuesday, days));
const anyTuesday = fc.nat(13).map((weeks) => addDays(firstTuesday, 7 * weeks));

export const anyRule: fc.Arbitrary<Rule> = fc.constantFrom<Rule>(
	coffeePlan.rule,
	{ ...coffeePlan.rule, kind: 'weekly', every: 2, weekdays: [2, 4] } as Rule,
	{
		kind: 'monthly',
		start: firstTuesday,
		until: '2026-11-30' as Day,
		every: 1,
		nth: 2,
		weekday: 2
	},
	{ kind: 'once', day: addDays(firstTuesday, 14) }
);

export const anyPlanChange: fc.Arbitrary<Partial<Plan>> = fc.record(
	{
		venue: anyVenue,
		rule: anyRule,
		from: fc.constantFrom(0, 10, 540, 600),
		until: fc.constantFrom(700, 720, 1500),
		setUpMinutes: fc.constantFrom(0, 15, 60),
		title: fc.constantFrom('Koffie', 'Thee')
	},
	{ requiredKeys: [] }
);

export const anyDateChange: fc.Arbitrary<OccurrenceChange> = fc.record(
	{
		cancelled: fc.boolean(),
		day: anyDay,
		from: fc.constantFrom(540, 600),
		venue: anyVenue
	},
	{ requiredKeys: [] }
);

const anyParts = fc
	.array(fc.tuple(anyTuesday, anyPlanChange), { maxLength: 2 })
	.map((drawn) => drawn.toSorted((a, b) => (a[0] < b[0] ? -1 : 1)))
	.map((drawn) =>
		drawn.map(([from, changes], at): Part => {
			const id = idNamed(PartId, `part${at}`);
			return { id, series: coffee, from, changes, removed: false };
		})
	);

/** A series with parts, and with dates that are moved, cancelled, retimed or in another room. */
export const anyPlanned: fc.Arbitrary<SeriesRecords> = fc
	.tuple(fc.array(fc.tuple(anyTuesday, anyDateChange), { maxLength: 5 }), anyParts, anyPlanChange)
	.map(([changes, parts, plan]) => recordsOf(Object.fromEntries(changes), parts, plan));

/** A room of which nothing particular is known. */
export const room = {
	name: 'Bib',
	organisation: null,
	neighbourhood: null,
	address: '',
	entrance: '',
	capacity: 0,
	accessible: false,
	school: null,
	closedOnHolidays: false
};
