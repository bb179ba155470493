/*
 * Faults that were planted and seen red: a single date repeated from its first day though it was moved;
 * what it had of its own left out of the repetition; a rhythm begun before the date it reaches.
 */
import { describe, expect, test } from 'vitest';
import { coffeePlan, planned, recordsOf } from '#tests/support/any-planned.ts';
import { autumn } from '#tests/support/named-ids.ts';
import { ruleDayOf } from '#domain/ids.ts';
import { dateShift, replanned } from '#domain/series/replan.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { OccurrenceChange, SeriesRecords } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import {
	type EditDraft,
	type Editing,
	type Scope,
	editDraftOf,
	editErrors,
	editOf,
	rhythmNow
} from './edit-draft.ts';
import { type RhythmDraft, withDay } from './rhythm-draft.ts';
import { ruleWords, shiftWords } from './rhythm-words.ts';

const season = {
	id: autumn,
	name: 'Najaar',
	first: '2026-09-01' as Day,
	last: '2026-12-31' as Day,
	removed: false
};
const once: Rule = { kind: 'once', day: '2026-09-08' as Day };

function editing(at: number, scope: Scope, records = recordsOf({})): Editing {
	const dates = planned(records);
	return { date: dates[at]!, records, scope, isOnly: dates.length === 1, season };
}

/** An edit in which nothing but the rhythm was touched. */
function withRhythm(about: Editing, change: Partial<RhythmDraft>): EditDraft {
	return { ...editDraftOf(about.date), rhythm: { ...rhythmNow(about), ...change } };
}

function daysAfter(about: Editing, draft: EditDraft): Day[] {
	return planned(replanned(about.records, editOf(draft, about)!.replans)).map(({ day }) => day);
}

describe('the rhythm of a series', () => {
	test('that was opened and not changed is not written', () => {
		for (const scope of ['following', 'all'] as const) {
			const about = editing(2, scope);
			expect(editOf(withRhythm(about, {}), about)).toMatchObject({ replans: [], own: {} });
		}
	});

	test('is read back whole, also every two months on the last such day', () => {
		const rule: Rule = {
			kind: 'monthly',
			start: '2026-09-01' as Day,
			until: '2026-12-31' as Day,
			every: 2,
			nth: -1,
			weekday: 2
		};
		const about = editing(0, 'all', recordsOf({}, [], { rule }));
		expect(rhythmNow(about)).toMatchObject({ rhythm: 'monthly', everyMonths: 2, nth: -1 });
		const kept = withRhythm(about, {});
		expect(editOf({ ...kept, title: 'Thee' }, about)?.replans).toEqual([
			{ from: null, change: { title: 'Thee' } }
		]);
	});

	test('goes to another weekday in the same week, the dates before it unchanged', () => {
		const about = editing(2, 'following');
		const draft = withRhythm(about, withDay(rhythmNow(about), '2026-09-14' as Day));
		expect(daysAfter(about, draft).slice(0, 4)).toEqual([
			'2026-09-01',
			'2026-09-08',
			'2026-09-14',
			'2026-09-21'
		]);
	});

	test('does not begin before the date that stays', () => {
		const about = editing(2, 'following');
		const errors = (day: string) => editErrors(withRhythm(about, { day: day as Day }), about);
		expect(errors('2026-09-08')).toEqual({ day: 'beforePrevious' });
		expect(errors('2026-09-09')).toEqual({});
		expect(errors('2027-01-05')).toMatchObject({ day: 'outsideSeason' });
	});

	test('every other week counts from this date on', () => {
		const about = editing(3, 'following');
		const draft = withRhythm(about, { rhythm: 'weeks', everyWeeks: 2 });
		expect(daysAfter(about, draft).slice(2, 6)).toEqual([
			'2026-09-15',
			'2026-09-22',
			'2026-10-06',
			'2026-10-20'
		]);
	});

	test('of one date is nobody’s to change: what was filled in does not count', () => {
		const about = editing(2, 'one');
		const draft = withRhythm({ ...about, scope: 'all' }, { weekdays: [4] });
		expect(editOf(draft, about)).toMatchObject({ replans: [], own: {} });
	});
});

describe('a single date', () => {
	function single(change: OccurrenceChange = {}): SeriesRecords {
		return recordsOf({ '2026-09-08': change }, [], { rule: once });
	}

	test('is moved and belongs elsewhere in one go, its id unchanged', () => {
		const about = editing(0, 'one', single());
		const draft = { ...editDraftOf(about.date), day: '2026-09-10' as Day, setUpMinutes: 45 };
		expect(editOf(draft, about)).toMatchObject({
			replans: [{ from: null, change: { setUpMinutes: 45 } }],
			own: { day: '2026-09-10' }
		});
	});

	test('on which the rhythm stays once is moved as well', () => {
		const about = editing(0, 'one', single());
		const draft = withRhythm(about, { day: '2026-09-10' as Day });
		expect(editOf(draft, about)).toMatchObject({ replans: [], own: { day: '2026-09-10' } });
	});

	test('is repeated with the hours that it has by now', () => {
		const about = editing(0, 'one', single({ from: 630 }));
		const edit = editOf(
			withRhythm(about, { rhythm: 'weekly', lastDay: '2026-09-30' as Day }),
			about
		)!;
		const dates = planned(replanned(about.records, edit.replans));
		expect(dates.map(({ day, from }) => [day, from])).toEqual([
			['2026-09-08', 630],
			['2026-09-15', 630],
			['2026-09-22', 630],
			['2026-09-29', 630]
		]);
		expect(edit.own).toHaveProperty('from', undefined);
	});

	test('keeps whoever is on it when it had been moved and is then repeated', () => {
		for (const moved of ['2026-09-10', '2026-09-03']) {
			const about = editing(0, 'one', single({ day: moved as Day }));
			const draft = withRhythm(about, { rhythm: 'weekly', lastDay: '2026-09-30' as Day });
			const after = replanned(about.records, editOf(draft, about)!.replans);
			const { stays, goes, comes } = dateShift(about.records, after);
			expect(stays.map(({ id }) => id)).toEqual([about.date.id]);
			expect(goes).toEqual([]);
			expect(comes.at(-1)?.day).toBe('2026-09-24');
			expect(ruleDayOf(stays[0]!.id)).toBe('2026-09-08');
		}
	});
});

describe('what a new rhythm does, in words', () => {
	const { rule } = coffeePlan;
	const shiftOf = (next: Rule, from: string | null) => {
		const records = recordsOf({});
		return dateShift(
			records,
			replanned(records, [{ from: from as Day | null, change: { rule: next } }])
		);
	};
	const thursdays = { ...rule, weekdays: [4] } as Rule;
	const today = '2026-10-20' as Day;

	test('names what goes and comes, and how many people are on what goes', () => {
		const { lines, losses } = shiftWords(
			shiftOf(thursdays, '2026-11-10'),
			today,
			({ day }) => (day === '2026-11-17' ? 3 : 0),
			'nl'
		);
		expect(lines).toEqual([
			'10 keren blijven staan, met wie ingeschreven is.',
			'3 keren komen erbij: do 12 nov, do 19 nov en do 26 nov.',
			'3 keren verdwijnen: di 10 nov, di 17 nov en di 24 nov. De zaal komt dan vrij.'
		]);
		expect(losses).toEqual([
			'Op één ervan staan 3 inschrijvingen. Die vind je daarna bij Op te lossen, om hen op een andere keer te zetten.'
		]);
	});

	test('warns of dates that are past, and says how to keep them', () => {
		const { lines, losses } = shiftWords(shiftOf(thursdays, null), today, () => 0, 'nl');
		expect(lines.at(-1)).toBe(
			'6 keren verdwijnen: di 20 okt, di 27 okt, di 3 nov en nog 3. Daar staat niemand op. De zaal komt dan vrij.'
		);
		expect(losses.join()).toContain('Ook 7 keren die voorbij zijn');
	});

	test('says so when nothing changes', () => {
		expect(shiftWords(shiftOf(rule, null), today, () => 1, 'fr')).toEqual({
			lines: ['Les jours restent les mêmes.'],
			losses: []
		});
	});

	test('and the rhythm itself, in each language', () => {
		expect(ruleWords(once, 'nl')).toBe('Eén keer: dinsdag 8 september');
		expect(ruleWords({ ...rule, weekdays: [2, 4] } as Rule, 'nl')).toBe(
			'Elke week op dinsdag en donderdag, tot en met maandag 30 november'
		);
		const monthly: Rule = {
			kind: 'monthly',
			start: '2026-09-01' as Day,
			until: '2026-11-30' as Day,
			every: 2,
			nth: -1,
			weekday: 2
		};
		expect(ruleWords(monthly, 'nl')).toMatch(/^Om de 2 maanden op de laatste dinsdag/);
		expect(ruleWords(monthly, 'en')).toMatch(/^Every 2 months on the last Tuesday/);
	});
});
