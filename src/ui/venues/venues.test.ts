import { describe, expect, test } from 'vitest';
import { addClosure } from '#document/commands/directory.ts';
import { History } from '#document/commands/history.ts';
import { Step } from '#document/commands/step.ts';
import { buildExample } from '#document/example/example.ts';
import { accessTo } from '#domain/directory/directory.ts';
import { type ClosureId, idsFrom } from '#domain/ids.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';
import { documentsFrom } from '#tests/support/numbered.ts';
import { closedSpans, schoolNote } from './closed-days.ts';
import { closureFault } from './closure-draft.ts';
import { daysSaid } from './hours-words.ts';
import { saveVenue, venueDraft } from './venue-draft.ts';
import { matching } from './venue-filter.ts';
import { saveWindows, windowDraft, windowFaults, type WindowDraft } from './window-draft.ts';

const example = buildExample({ seed: 3, today: '2026-11-24' as Day });

function opened() {
	const documents = documentsFrom(example, example.coordinator);
	let byte = 7;
	const newId = idsFrom(() => (byte = (byte * 31 + 11) % 251));
	const hand = { me: documents.me, now: () => 1, newId };
	const history = new History(() => new Step(hand, documents.lane, () => null));
	const venue = documents.directory.venues.all().find(({ school }) => school !== null)!;
	return { documents, history, venue };
}

const line: WindowDraft = { id: null, weekdays: [2], from: 960, until: 1080, when: 'always' };

describe('closed days', () => {
	const from = dayNumber('2026-12-21' as Day);
	const school: ClosedReason = { kind: 'school-holiday', name: 'christmas' };
	const christmas: ClosedReason = { kind: 'public-holiday', name: 'christmas' };
	const newYear: ClosedReason = { kind: 'public-holiday', name: 'new-year' };

	function spansOf(reasons: readonly (ClosedReason | null)[]) {
		return closedSpans((day) => reasons[day - from] ?? null, from, from + reasons.length - 1);
	}

	test('of the Christmas holidays are one stretch, which names Christmas and New Year', () => {
		const days = Array.from({ length: 14 }, (_, at) =>
			at === 4 ? christmas : at === 11 ? newYear : school
		);
		expect(spansOf(days)).toEqual([
			{ first: '2026-12-21', last: '2027-01-03', reason: school, also: ['christmas', 'new-year'] }
		]);
	});

	test('take in the public holiday before them; closed for another reason is another stretch', () => {
		const roof: ClosedReason = { kind: 'closure', id: 'roof000000000000' as ClosureId, reason: '' };
		const spans = spansOf([christmas, school, roof, null, roof, newYear]);
		expect(spans.map(({ first, last, reason, also }) => [first, last, reason, also])).toEqual([
			['2026-12-21', '2026-12-22', school, ['christmas']],
			['2026-12-23', '2026-12-23', roof, []],
			['2026-12-25', '2026-12-26', roof, ['new-year']]
		]);
	});

	test('without hours on that weekday are no closed days: so it is every week', () => {
		const sunday: ClosedReason = { kind: 'outside-window', windows: [] };
		expect(spansOf([christmas, sunday, christmas]).map(({ first }) => first)).toEqual([
			'2026-12-21',
			'2026-12-23'
		]);
	});

	test('a French-speaking year that is not published yet is unknown, a Flemish one is computed', () => {
		const [from, until] = ['2027-03-01', '2028-02-28'] as [Day, Day];
		expect(schoolNote('french', from, until)).toEqual({ kind: 'unknown', since: '2027-08-30' });
		expect(schoolNote('flemish', from, until)).toBeNull();
		expect(schoolNote('flemish', '2029-01-01' as Day, '2030-01-01' as Day)).toEqual({
			kind: 'unconfirmed',
			since: '2029-09-01'
		});
	});

	test('a closure ends on its first day or later', () => {
		const [first, last] = ['2026-12-01', '2026-11-30'] as [Day, Day];
		expect(closureFault({ first, last })).toBe('backwards');
		expect(closureFault({ first, last: first })).toBeNull();
		expect(closureFault({ first, last: null })).toBe('missing');
	});
});

describe('opening hours', () => {
	test('may end after midnight, but 14:00 to 13:00 is a slip', () => {
		const fine = { days: null, from: null, until: null };
		expect(windowFaults({ ...line, from: 1320, until: 60 })).toEqual(fine);
		expect(windowFaults({ ...line, from: 840, until: 780 })).toEqual({
			...fine,
			until: 'backwards'
		});
	});

	test('say everything that is missing at once, each at its own field', () => {
		expect(windowFaults({ ...line, weekdays: [], from: null, until: null })).toEqual({
			...{ days: 'no-days', from: 'no-time', until: 'no-time' }
		});
	});

	test('become what stands in the form, as one step that is taken back whole', () => {
		const { documents, history, venue } = opened();
		const owner = { organisation: venue.organisation!, venue: venue.id };
		const { windows } = documents.organisation(owner.organisation);
		const before = windows.all();
		const [kept] = before;
		const late = { ...line, from: 1320, until: 60 };
		history.run('change-hours', (step) =>
			saveWindows(step, documents, owner, [{ ...windowDraft(kept!), from: 600 }, late])
		);
		const after = windows.all().filter((window) => window.venue === venue.id);
		expect(after).toHaveLength(2);
		expect(windows.get(kept!.id)?.from).toBe(600);
		expect(after.some(({ from, until }) => from === 1320 && until === 1500)).toBe(true);

		history.undo();
		expect(windows.all()).toEqual(before);
	});

	test('are said as people do', () => {
		expect(daysSaid([5, 1, 2, 3, 4], 'nl')).toBe('ma-vr');
		expect(daysSaid([1, 2, 4, 5], 'nl')).toBe('ma, di, do en vr');
		expect(daysSaid([6, 7], 'fr')).toBe('sam. et dim.');
	});
});

describe('a venue', () => {
	test('takes its hours and closures along to another organisation', () => {
		const { documents, history, venue } = opened();
		const from = venue.organisation!;
		const windows = documents.organisation(from).windows.all().length;
		history.run('add-closure', (step) =>
			addClosure(step, documents, from, {
				...{ venue: venue.id, reason: 'dak' },
				first: '2026-12-01' as Day,
				last: '2026-12-02' as Day
			})
		);
		history.run('change-venue', (step) =>
			saveVenue(step, documents, venue.id, { ...venueDraft(venue), newOrganisation: 'vzw Nieuw' })
		);
		const to = documents.directory.venues.get(venue.id)!.organisation!;
		expect(documents.organisation(from).windows.all()).toHaveLength(0);
		expect(documents.organisation(to).windows.all()).toHaveLength(windows);
		expect(documents.organisation(to).closures.all()).toHaveLength(1);

		history.undo();
		expect(documents.directory.venues.get(venue.id)!.organisation).toBe(from);
		expect(documents.organisation(from).windows.all()).toHaveLength(windows);
	});

	test('is found by what people look for: a lift', () => {
		const venues = opened().documents.directory.venues.all();
		const names = {
			organisation: () => '',
			neighbourhood: () => '',
			accessibleWords: 'rolstoel lift'
		};
		const filter = { typed: 'lift', neighbourhood: null, accessibleOnly: false };
		const found = matching(venues, filter, names);
		expect(found).toEqual(venues.filter(({ accessible }) => accessible));
		expect(found.length).toBeGreaterThan(0);
	});
});

describe('whether somebody in a wheelchair gets in', () => {
	test('is unknown until somebody says, and where two said otherwise while apart', () => {
		const answer = (accessible: boolean, inaccessible: boolean) =>
			accessTo({ accessible, inaccessible });
		expect(answer(false, false)).toBe('unknown');
		expect(accessTo({ accessible: false })).toBe('unknown');
		expect(accessTo({ accessible: true })).toBe('yes');
		expect(answer(true, true)).toBe('unknown');
		expect([answer(true, false), answer(false, true)]).toEqual(['yes', 'no']);
	});

	test.each(['yes', 'no', 'unknown'] as const)('is kept as it was answered: %s', (access) => {
		const { documents, history, venue } = opened();
		history.run('change-venue', (step) =>
			saveVenue(step, documents, venue.id, { ...venueDraft(venue), access })
		);
		const saved = documents.directory.venues.get(venue.id)!;
		expect(venueDraft(saved).access).toBe(access);
	});
});
