import { describe, expect, test } from 'vitest';
import type { Season } from '#domain/directory/directory.ts';
import type { QualificationId, SeasonId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import {
	type Draft,
	datesOf,
	draftErrors,
	endAfter,
	inputOf,
	newDraft,
	planOf
} from './activity-draft.ts';
import { nthOf, withDay } from './rhythm-draft.ts';
import { newNeed, staffErrors } from './staff-draft.ts';

const tuesday = '2026-11-24' as Day;
const season: Season = {
	id: 's000000000000000' as SeasonId,
	name: 'Najaar',
	first: '2026-11-02' as Day,
	last: '2027-01-31' as Day,
	removed: false
};

function draft(fields: Partial<Draft> = {}): Draft {
	return {
		...newDraft(tuesday, null, season),
		title: 'Soep & babbel',
		from: 960,
		until: 1110,
		...fields
	};
}

const daysOf = (filled: Draft) => datesOf(planOf(filled)!).map(({ day }) => day);

describe('a rhythm', () => {
	test('once is one day', () => {
		expect(daysOf(draft())).toEqual([tuesday]);
	});

	test('weekly falls on the chosen weekdays until the last day', () => {
		const weekly = draft({ rhythm: 'weekly', weekdays: [2, 4], lastDay: '2026-12-03' as Day });
		expect(daysOf(weekly)).toEqual(['2026-11-24', '2026-11-26', '2026-12-01', '2026-12-03']);
	});

	test('every few weeks skips the weeks between', () => {
		const weeks = draft({ rhythm: 'weeks', everyWeeks: 3, lastDay: '2027-01-10' as Day });
		expect(daysOf(weeks)).toEqual(['2026-11-24', '2026-12-15', '2027-01-05']);
	});

	test('monthly keeps to the n-th weekday, or to the last', () => {
		const last = '2027-01-31' as Day;
		const monthly = draft({ rhythm: 'monthly', lastDay: last });
		expect(daysOf(monthly)).toEqual(['2026-11-24', '2026-12-22', '2027-01-26']);
		expect(daysOf({ ...monthly, nth: -1 })).toEqual(['2026-11-24', '2026-12-29', '2027-01-26']);
	});

	test('follows the day while it only repeated the day', () => {
		expect(withDay(draft(), '2026-12-03' as Day)).toMatchObject({ weekdays: [4], nth: 1 });
		const chosen = draft({ weekdays: [1, 5] });
		expect(withDay(chosen, '2026-12-03' as Day).weekdays).toEqual([1, 5]);
		expect(nthOf('2026-11-30' as Day)).toBe(5);
	});
});

describe('an end', () => {
	test('in the small hours is the next morning', () => {
		expect(endAfter(1320, 60)).toBe(1500);
		expect(planOf(draft({ from: 1320, until: 60 }))?.until).toBe(1500);
	});

	test('that comes before the beginning by day is a slip', () => {
		expect(draftErrors(draft({ from: 960, until: 900 }), season)).toEqual({ until: 'order' });
	});
});

describe('what keeps a draft from being saved', () => {
	test('is told by field', () => {
		const empty = draft({ title: ' ', from: null, until: null, day: null });
		expect(draftErrors(empty, season)).toEqual({
			title: 'title',
			day: 'day',
			from: 'from',
			until: 'until'
		});
	});

	test('may be the season', () => {
		expect(draftErrors(draft(), null)).toEqual({ day: 'season' });
		const late = draft({ day: '2027-02-02' as Day });
		expect(draftErrors(late, season)).toEqual({ day: 'outsideSeason' });
	});

	test('may be a rhythm that never falls', () => {
		const none = draft({ rhythm: 'weekly', weekdays: [1], lastDay: tuesday });
		expect(draftErrors(none, season)).toEqual({ lastDay: 'noDates' });
		expect(draftErrors({ ...none, weekdays: [] }, season)).toEqual({ weekdays: 'weekdays' });
	});

	test('may be the staff', () => {
		const need = { ...newNeed(), key: 'a', min: 3, max: 2 };
		const { staff } = draft();
		expect(staffErrors({ ...staff, needs: [need] })).toEqual({ 'need-a': 'leastMost' });
		expect(staffErrors({ ...staff, needs: [{ ...need, max: 0 }] })).toEqual({
			'need-a': 'noPlaces'
		});
		expect(staffErrors({ ...staff, duo: true })).toEqual({ duo: 'duoQualification' });
	});

	test('is nothing once it is right', () => {
		const { staff } = draft();
		const qualification = 'q000000000000000' as QualificationId;
		const filled = draft({ staff: { ...staff, duo: true, duoQualification: qualification } });
		expect(inputOf(filled, season)).toMatchObject({
			plan: { title: 'Soep & babbel', staffRules: [{ kind: 'duo', size: 2, qualification }] },
			needs: [{ id: null, min: 1, max: 1 }]
		});
	});
});
