import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { anyRule, anyStart, anyWindow, begin, end, on, weekly } from '#tests/support/any-rule.ts';
import {
	occurrenceId,
	OccurrenceId,
	PartId,
	ruleDayOf,
	SeasonId,
	SeriesId,
	VenueId
} from '../ids.ts';
import { dayOf, weekday, type Day } from '../time/day.ts';
import { isRuleDay, occurrence, occurrences, ruleDays } from './expand.ts';
import { planOn } from './stretches.ts';
import type { Rule } from './rule.ts';
import type { OccurrenceChange, Part, Plan, SeriesRecords } from './series.ts';

const ann = SeriesId.parse('annscoffeehour00')!;
const townHall = VenueId.parse('townhall00000000')!;
const library = VenueId.parse('library000000000')!;

function planWith(rule: Rule, more: Partial<Plan> = {}): Plan {
	return {
		title: 'Koffie',
		neighbourhood: null,
		organisation: null,
		venue: townHall,
		rule,
		from: 600,
		until: 720,
		setUpMinutes: 15,
		clearingMinutes: 30,
		note: '',
		staffRules: [],
		...more
	};
}

function recordsOf(
	rule: Rule,
	parts: readonly Part[] = [],
	changes: Record<string, OccurrenceChange> = {}
): SeriesRecords {
	const season = SeasonId.parse('autumn2026000000')!;
	const byId = Object.entries(changes).map(([day, change]) => [at(day), change] as const);
	return {
		series: { id: ann, season, plan: planWith(rule), removed: false },
		parts,
		needs: [],
		changes: new Map(byId)
	};
}

function part(from: string, changes: Partial<Plan>, number = 0): Part {
	const id = PartId.parse(`part00000000000${number}`)!;
	return { id, series: ann, from: from as Day, changes, removed: false };
}

function at(day: string): OccurrenceId {
	return occurrenceId(ann, day as Day);
}

const anyParts = fc
	.array(fc.tuple(anyStart, fc.option(anyRule), fc.constantFrom('Soep', 'Thee')), { maxLength: 3 })
	.map((drawn) => drawn.toSorted((a, b) => (a[0] < b[0] ? -1 : 1)))
	.map((drawn) =>
		drawn.map(([from, rule, title], index) => part(from, rule ? { rule, title } : { title }, index))
	);
const anyChange: fc.Arbitrary<OccurrenceChange> = fc.record(
	{ day: anyStart, from: fc.nat(600), title: fc.constant('Anders'), cancelled: fc.boolean() },
	{ requiredKeys: [] }
);
/** Changes are drawn for rule days and for days beside them: the latter are orphans. */
const anyRecords = fc
	.tuple(anyRule, anyParts, fc.array(fc.tuple(fc.nat(60), anyChange), { maxLength: 8 }))
	.map(([rule, parts, drawn]) => {
		const planned = occurrences(recordsOf(rule, parts), begin, end + 500);
		const changes = drawn.map(([index, change]) => [planned[index]?.day ?? '2027-03-28', change]);
		return recordsOf(rule, parts, Object.fromEntries(changes) as Record<string, OccurrenceChange>);
	});

describe('the dates of a series', () => {
	const tuesdays = weekly('2027-01-05', '2027-06-29', 1, 2);
	const year = [on('2027-01-01'), on('2027-12-31')] as const;

	property.prop([anyRule, anyWindow])(
		'without parts or changes are the days of its rule',
		(rule, { first, last }) => {
			const found = occurrences(recordsOf(rule), first, last);
			expect(found.map((each) => each.dayNumber)).toEqual(ruleDays(rule, first, last));
			expect(found.every((each) => dayOf(each.dayNumber) === each.day && !each.changed)).toBe(true);
		}
	);

	property.prop([anyRecords, anyWindow])(
		'are asked together or one by one alike, each once and in order',
		(records, { first, last }) => {
			const found = occurrences(records, first, last);
			expect(found).toEqual(found.map(({ id }) => occurrence(records, id)));
			expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
			expect(found.map((each) => each.dayNumber)).toEqual(
				found.map((each) => each.dayNumber).toSorted((a, b) => a - b)
			);
		}
	);

	property.prop([anyRecords, anyWindow, fc.nat(400)])(
		'of two halves of a window are those of the whole',
		(records, { first, last }, length) => {
			const middle = Math.min(first + length, last);
			expect([
				...occurrences(records, first, middle),
				...occurrences(records, middle + 1, last)
			]).toEqual(occurrences(records, first, last));
		}
	);

	property.prop([anyRecords])('keep every date of the rule, wherever it was moved', (records) => {
		const moved = occurrences(records, begin - 500, end + 1000);
		const unmoved = occurrences({ ...records, changes: new Map() }, begin - 500, end + 1000);
		const ids = (found: typeof moved) => found.map(({ id }) => id).toSorted();
		expect(ids(moved)).toEqual(ids(unmoved));
	});

	property.prop([anyRecords, fc.integer({ min: begin, max: end })])(
		'exist on a day where the rule in force puts one, and nowhere else',
		(records, ruleDay) => {
			const day = dayOf(ruleDay);
			const expected = isRuleDay(planOn(records, day).rule, ruleDay);
			expect(occurrence(records, at(day)) !== null).toBe(expected);
		}
	);

	property.prop([anyRecords, fc.nat(1380), fc.string()])(
		'keep their ids when time, length, title or venue of the series changes',
		(records, from, title) => {
			const { series } = records;
			const plan = { ...series.plan, from, until: from + 45, title, venue: library };
			const changed = { ...records, series: { ...series, plan } };
			expect(occurrences(changed, begin, end).map(({ id }) => id)).toEqual(
				occurrences(records, begin, end).map(({ id }) => id)
			);
		}
	);

	test('carry what the series says, with needs and staff rules shared, not copied', () => {
		const records = recordsOf(tuesdays);
		const [first, second] = occurrences(records, ...year);
		expect(first).toEqual({
			id: at('2027-01-05'),
			series: ann,
			day: '2027-01-05',
			dayNumber: on('2027-01-05'),
			from: 600,
			until: 720,
			title: 'Koffie',
			neighbourhood: null,
			organisation: null,
			venue: townHall,
			setUpMinutes: 15,
			clearingMinutes: 30,
			note: '',
			staffRules: [],
			needs: [],
			cancelled: false,
			changed: false
		});
		expect(first!.staffRules).toBe(second!.staffRules);
		expect(first!.needs).toBe(records.needs);
	});

	test('a later part is laid over the earlier, and the dates before both stay as they were', () => {
		const parts = [part('2027-02-01', { title: 'Soep' }), part('2027-03-01', { from: 660 }, 1)];
		const records = recordsOf(tuesdays, parts);
		const said = (day: string) => {
			const { title, from } = occurrence(records, at(day))!;
			return { title, from };
		};
		expect(said('2027-01-26')).toEqual({ title: 'Koffie', from: 600 });
		expect(said('2027-02-02')).toEqual({ title: 'Soep', from: 600 });
		expect(said('2027-03-02')).toEqual({ title: 'Soep', from: 660 });
		expect(occurrences(records, ...year).every(({ changed }) => !changed)).toBe(true);
	});

	test('of two parts from the same day the last one in order holds', () => {
		const parts = [part('2027-02-02', { title: 'Soep' }), part('2027-02-02', { title: 'Thee' }, 1)];
		const records = recordsOf(tuesdays, parts);
		expect(occurrence(records, at('2027-02-02'))?.title).toBe('Thee');
		expect(planOn(records, '2027-02-01' as Day).title).toBe('Koffie');
		expect(occurrences(records, ...year)).toHaveLength(26);
	});

	test('from Tuesday to Thursday from March on: each half keeps to its own weeks', () => {
		const thursdays = weekly('2027-01-05', '2027-06-29', 1, 4);
		const records = recordsOf(tuesdays, [part('2027-03-01', { rule: thursdays })]);
		for (const { day } of occurrences(records, ...year)) {
			expect(weekday(day)).toBe(day < '2027-03-01' ? 2 : 4);
		}
		expect(occurrence(records, at('2027-02-23'))).not.toBeNull();
		expect(occurrence(records, at('2027-03-02'))).toBeNull();
	});

	test('every second week goes on in the same weeks after a part', () => {
		const fortnightly = weekly('2027-01-05', '2027-06-29', 2, 2);
		const split = recordsOf(fortnightly, [part('2027-01-13', { title: 'Soep' })]);
		expect(occurrences(split, ...year).map(({ id }) => id)).toEqual(
			occurrences(recordsOf(fortnightly), ...year).map(({ id }) => id)
		);
	});

	test('a one-off is not cut by a part that begins after it', () => {
		const once: Rule = { kind: 'once', day: '2027-05-01' as Day };
		const later = part('2027-06-01', { rule: tuesdays, title: 'Soep' });
		const records = recordsOf(once, [later]);
		expect(occurrences(records, ...year)[0]).toMatchObject({ day: '2027-05-01', title: 'Koffie' });
		const from = part('2027-05-01', { title: 'Soep' });
		expect(occurrences(recordsOf(once, [from]), ...year)).toMatchObject([{ title: 'Soep' }]);
	});

	test('a date moved out of the week is gone from it, and is in the week it moved to under its old id', () => {
		const records = recordsOf(tuesdays, [], { '2027-03-02': { day: '2027-03-12' as Day } });
		const week = (monday: string) => occurrences(records, on(monday), on(monday) + 6);
		expect(week('2027-03-01')).toEqual([]);
		expect(week('2027-03-08').map(({ id, day }) => [ruleDayOf(id), day])).toEqual([
			['2027-03-09', '2027-03-09'],
			['2027-03-02', '2027-03-12']
		]);
	});

	test('two dates may be moved to one day and stay two dates', () => {
		const records = recordsOf(tuesdays, [], {
			'2027-03-09': { day: '2027-03-04' as Day },
			'2027-03-02': { day: '2027-03-04' as Day }
		});
		const found = occurrences(records, on('2027-03-04'), on('2027-03-04'));
		expect(found.map(({ id }) => id)).toEqual([at('2027-03-02'), at('2027-03-09')]);
	});

	test('a cancelled date stays, marked; taking the cancelling back restores it', () => {
		const cancelled = recordsOf(tuesdays, [], { '2027-03-02': { cancelled: true } });
		expect(occurrence(cancelled, at('2027-03-02'))).toMatchObject({
			cancelled: true,
			changed: true
		});
		expect(occurrences(cancelled, ...year)).toHaveLength(26);
		const restored = recordsOf(tuesdays, [], { '2027-03-02': { cancelled: false } });
		expect(occurrences(restored, ...year)).toEqual(occurrences(recordsOf(tuesdays), ...year));
	});

	test('one date can do without its venue, which is something else than following the series', () => {
		const records = recordsOf(tuesdays, [], { '2027-03-02': { venue: null } });
		expect(occurrence(records, at('2027-03-02'))).toMatchObject({ venue: null, changed: true });
		expect(occurrence(records, at('2027-03-09'))).toMatchObject({
			venue: townHall,
			changed: false
		});
	});

	test('a date that the rule no longer has is orphaned, moved or not', () => {
		const day = '2027-03-12' as Day;
		const mondays = weekly('2027-01-04', '2027-06-28', 1, 1);
		const records = recordsOf(mondays, [], { '2027-03-02': { day, title: 'Feest' } });
		expect(occurrence(records, at('2027-03-02'))).toBeNull();
		expect(occurrences(records, on(day), on(day))).toEqual([]);
	});

	test('of a removed series, or under another series’ id, there are none', () => {
		const records = recordsOf(tuesdays);
		const removed = { ...records, series: { ...records.series, removed: true } };
		expect(occurrences(removed, ...year)).toEqual([]);
		expect(occurrence(removed, at('2027-03-02'))).toBeNull();
		const other = SeriesId.parse('bobssoupkitchen0')!;
		expect(occurrence(records, occurrenceId(other, '2027-03-02' as Day))).toBeNull();
	});

	test('are the same however many days were asked for before', () => {
		const before = occurrences(recordsOf(tuesdays), ...year);
		const ages: Rule = weekly('1990-01-01', '2040-12-31', 1, 1, 2, 3, 4, 5, 6, 7);
		occurrences(recordsOf(ages), on('1990-01-01'), on('2040-12-31'));
		expect(occurrences(recordsOf(tuesdays), ...year)).toEqual(before);
	});
});
