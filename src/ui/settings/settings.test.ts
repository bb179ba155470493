import { describe, expect, test } from 'vitest';
import { exportWorkspace } from '#document/exchange/export.ts';
import { buildExample } from '#document/example/example.ts';
import type { Season } from '#domain/directory/directory.ts';
import type { Day } from '#domain/time/day.ts';
import { numbered } from '#tests/support/numbered.ts';
import { summaryOf } from './file-summary.ts';
import { partsOf } from './left-out.ts';
import { fileNameFor } from './save-all.ts';
import { nextSeason, seasonFault } from './season-draft.ts';

const today = '2026-11-24' as Day;
const names = ['Winter', 'Lente', 'Zomer', 'Herfst'];

function season(first: string, last: string): Season {
	const id = 'seasonseasonseas' as Season['id'];
	return { id, name: 'x', first: first as Day, last: last as Day, removed: false };
}

describe('the next season', () => {
	test('follows the last one, is as long, and is called after its time of year', () => {
		const autumn = season('2026-09-28', '2026-12-27');
		expect(nextSeason([autumn], today, names)).toEqual({
			name: 'Winter 2027',
			first: '2026-12-28',
			last: '2027-03-28'
		});
	});

	test('is a quarter from this Monday where there is none', () => {
		const first = nextSeason([], today, names);
		expect([first.first, first.last]).toEqual(['2026-11-23', '2027-02-21']);
	});

	test('shares no day with another one', () => {
		const others = [season('2026-09-28', '2026-12-27')];
		const draft = { name: 'Winter', first: '2026-12-27' as Day, last: '2027-03-01' as Day };
		expect(seasonFault(draft, others)).toBe('overlap');
		expect(seasonFault({ ...draft, first: '2026-12-28' as Day }, others)).toBeNull();
		expect(seasonFault({ ...draft, last: '2026-12-01' as Day }, [])).toBe('backwards');
		expect(seasonFault({ ...draft, name: ' ' }, [])).toBe('no-name');
	});
});

describe('a saved file', () => {
	test('is told in numbers, with those who can put it back: staff first', () => {
		const example = buildExample({ seed: 3, today });
		const documents = numbered(example);
		const reader = example.people.find(({ person }) => person === example.coordinator)!;
		const file = exportWorkspace(documents, { reader, exportedAt: 86_400_000 });
		const summary = summaryOf(file);
		expect(summary).toMatchObject({
			name: documents.workspace().name,
			exportedAt: 86_400_000,
			people: 29,
			venues: 6
		});
		expect(summary.claims).toBeGreaterThan(0);
		const staff = documents.directory.people.all().filter((person) => person.staff);
		expect(new Set(summary.candidates.slice(0, staff.length).map(({ id }) => id))).toEqual(
			new Set(staff.map(({ id }) => id))
		);
	});

	test('tells of which parts something could not be saved', () => {
		const names = [
			'directory/people/x',
			'directory/letter',
			'lane/annannannannanna/x',
			'ledger/venues/y'
		];
		expect(partsOf([...names, 'future/thing'])).toEqual([
			{ part: 'directory', count: 2 },
			{ part: 'lane', count: 1 },
			{ part: 'venues', count: 1 },
			{ part: 'other', count: 1 }
		]);
	});

	test('has a name that any disk takes', () => {
		expect(fileNameFor('Dienstencentrum «Ça va» / Kuurne', 'werking', today)).toBe(
			'dienstencentrum-ca-va-kuurne-2026-11-24.json'
		);
		expect(fileNameFor('???', 'werking', today)).toBe('werking-2026-11-24.json');
	});
});
