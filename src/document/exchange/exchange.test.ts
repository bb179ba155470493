import { fc, test as property } from '@fast-check/vitest';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Member } from '#domain/access/access.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { anyOddity, nameOf, plant } from '#tests/support/any-oddity.ts';
import { type Worked, anyWorkspace, handedOver } from '#tests/support/any-workspace.ts';
import { documentsFrom, numbered, planningOf } from '#tests/support/numbered.ts';
import { buildExample } from '../example/example.ts';
import type { WorkspaceDocuments } from '../workspace.ts';
import { exportWorkspace } from './export.ts';
import { type WorkspaceFile, fileText } from './file.ts';
import { importWorkspace } from './import.ts';
import { parseWorkspaceFile } from './parse.ts';

const elsewhere = 'elsewhere0000000' as WorkspaceId;
const exportedAt = Date.UTC(2026, 10, 24, 9);

function coordinator(person: PersonId): Member {
	return { person, role: 'coordinator', organisations: [] };
}

function exported(documents: WorkspaceDocuments, me: PersonId): WorkspaceFile {
	return exportWorkspace(documents, { reader: coordinator(me), exportedAt });
}

function restored(file: WorkspaceFile, me: PersonId): WorkspaceDocuments {
	const given = importWorkspace(file, () => new Y.Doc(), { workspace: elsewhere, me });
	return documentsFrom(given, me);
}

/** The file as somebody reads it back from her disk. */
function reread(file: WorkspaceFile): WorkspaceFile {
	const parsed = parseWorkspaceFile(fileText(file));
	if (!parsed.ok) throw new Error(`${parsed.problem.code} at ${parsed.problem.where}`);
	return parsed.file;
}

function movedElsewhere(file: WorkspaceFile): WorkspaceFile {
	return { ...file, workspace: { ...file.workspace, id: elsewhere } };
}

/** Everything that screens read of a workspace. */
function everythingIn(documents: WorkspaceDocuments) {
	const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
	const { organisations, neighbourhoods, qualifications, seasons, people, venues } =
		documents.directory;
	const { contacts } = documents.people;
	return {
		workspace: { ...documents.workspace(), id: '' },
		records: [organisations, neighbourhoods, qualifications, seasons, people, venues, contacts].map(
			(records) => [...records.everything()].sort(byId)
		),
		openings: organisations
			.everything()
			.sort(byId)
			.map(({ id }) => {
				const { windows, closures } = documents.organisation(id);
				return [[...windows.everything()].sort(byId), [...closures.everything()].sort(byId)];
			}),
		seasons: seasons
			.everything()
			.sort(byId)
			.map(({ id }) => {
				const { plan, ledger } = documents.season(id);
				const series = plan.series.everything().sort(byId);
				return {
					series,
					parts: plan.parts.everything().sort(byId),
					needs: plan.needs.everything().sort(byId),
					changes: series.map((one) => plan.changes.of(one.id)),
					ledger: ledger.entries,
					refusals: ledger.refusals()
				};
			}),
		venues: [documents.venues.entries, documents.venues.refusals()],
		lanes: people
			.everything()
			.sort(byId)
			.map(({ id }) => documents.laneOf(id).all().sort(byId))
	};
}

const runs = { numRuns: 40 };

describe('a workspace that was saved and put back', () => {
	property.prop([anyWorkspace], runs)('is the same file again', (worked) => {
		const file = exported(handedOver(worked), worked.me);
		const again = exported(restored(reread(file), worked.me), worked.me);
		expect(again).toEqual(movedElsewhere(file));
		expect(file.leftOut).toEqual([]);
	});

	property.prop([anyWorkspace], runs)(
		'shows every screen the same, and nothing was lost',
		(worked) => {
			const documents = handedOver(worked);
			const back = restored(reread(exported(documents, worked.me)), worked.me);
			expect(everythingIn(back)).toEqual(everythingIn(documents));
		}
	);

	it('is tried on workspaces in which something was done', () => {
		// A file that drops everything would be equal to itself, too.
		const tried = fc.sample(anyWorkspace, { numRuns: 40, seed: 20_261_122 });
		const seasons = tried.flatMap((worked) => everythingIn(handedOver(worked)).seasons);
		const counts = {
			series: seasons.flatMap(({ series }) => series),
			parts: seasons.flatMap(({ parts }) => parts),
			changes: seasons.flatMap(({ changes }) => changes.flatMap((one) => [...one])),
			numbered: seasons.flatMap(({ ledger }) => ledger),
			refused: seasons.flatMap(({ refusals }) => refusals)
		};
		for (const [kind, found] of Object.entries(counts))
			expect(found.length, kind).toBeGreaterThan(0);
	});

	property.prop([anyWorkspace, fc.array(anyOddity, { maxLength: 12 })], runs)(
		'keeps what this version cannot read as it was stored',
		(worked, oddities) => {
			const documents = withOddities(worked, oddities);
			const file = exported(documents, worked.me);
			const back = restored(reread(file), worked.me);
			expect(exported(back, worked.me)).toEqual(movedElsewhere(file));
			expect(everythingIn(back)).toEqual(everythingIn(documents));
		}
	);

	it('has the same problems and the same shifts on the example', () => {
		const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
		const documents = numbered(example);
		const file = exported(documents, example.coordinator);
		const back = restored(reread(file), example.coordinator);
		const week = ['2026-11-02', '2027-01-31'] as [Day, Day];
		expect(planningOf(back).between(...week)).toEqual(planningOf(documents).between(...week));
		expect(planningOf(back).problems(...week)).toEqual(planningOf(documents).problems(...week));
	});
});

function withOddities(
	worked: Worked,
	oddities: readonly (typeof anyOddity extends fc.Arbitrary<infer T> ? T : never)[]
) {
	const docs = new Map<string, Y.Doc>();
	const given = worked.draft.updates();
	for (const { name, update } of given) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		docs.set(JSON.stringify(name), doc);
	}
	for (const oddity of oddities) {
		const key = JSON.stringify(nameOf(oddity.at, worked));
		const doc = docs.get(key) ?? new Y.Doc();
		docs.set(key, doc);
		plant(doc, oddity);
	}
	const documents = [...docs].map(([name, doc]) => ({
		name: JSON.parse(name) as (typeof given)[number]['name'],
		update: Y.encodeStateAsUpdate(doc)
	}));
	return documentsFrom({ workspace: worked.draft.workspace, documents }, worked.me);
}

describe('what somebody may export', () => {
	const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
	const documents = numbered(example);

	it('is all lanes and contacts for a coordinator', () => {
		const file = exported(documents, example.coordinator);
		expect(file.contacts).toHaveLength(29);
		expect(file.lanes.length).toBeGreaterThan(20);
	});

	it('is her own lane and nobody’s contacts for a volunteer, with every number that all may read', () => {
		const reader = example.people.find(({ role }) => role === 'volunteer')!;
		const file = exportWorkspace(documents, { reader, exportedAt });
		expect(file.contacts).toEqual([]);
		expect(file.lanes.map(({ person }) => person)).toEqual([reader.person]);
		expect(file.ledgers).toEqual(exported(documents, example.coordinator).ledgers);
		expect(fileText(file)).not.toContain('@example.be');
	});

	it('never holds a reason for a withdrawal but in the lane of whoever gave it', () => {
		const { ledgers, lanes } = exported(documents, example.coordinator);
		expect(JSON.stringify(lanes)).toContain('"word"');
		expect(JSON.stringify(ledgers)).not.toContain('"word"');
	});
});

it('a season whose id is none opens no document, and is kept as it is stored', () => {
	const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
	const documents = documentsFrom(example, example.coordinator);
	const row = [1, 'Zomer', '2027-06-01', '2027-08-31'];
	documents.directory.doc.getMap('seasons').set('Zomer 2027', row);
	expect(documents.directory.seasons.everything()).toHaveLength(1);
	const back = restored(reread(exported(documents, example.coordinator)), example.coordinator);
	expect(back.directory.seasons.everything()).toHaveLength(1);
	expect(back.directory.doc.getMap('seasons').get('Zomer 2027')).toEqual(row);
});

it('a zone that nobody knows is kept as it is stored, in a file that opens', () => {
	const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
	const documents = documentsFrom(example, example.coordinator);
	documents.directory.meta.set('zone', 'Europe/Brussel');
	const file = exported(documents, example.coordinator);
	expect(file.workspace).toMatchObject({ more: { zone: 'Europe/Brussel' } });
	const back = restored(reread(file), example.coordinator);
	expect(back.directory.meta.text('zone')).toBe('Europe/Brussel');
});

describe('what no file can hold', () => {
	it('is named, and the rest is saved', () => {
		const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
		const documents = documentsFrom(example, example.coordinator);
		documents.directory.doc.getText('letter').insert(0, 'Beste buren');
		documents.directory.doc.getMap('people').set('eeeeeeeeeeeeeeee', new Y.Map());
		const file = exported(documents, example.coordinator);
		expect(file.leftOut).toEqual(['directory/people/eeeeeeeeeeeeeeee', 'directory/letter']);
		expect(file.people).toHaveLength(29);
	});

	it('does not decide what an unknown root is', () => {
		const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
		const documents = documentsFrom(example, example.coordinator);
		const other = new Y.Doc();
		other.getMap('desks').set('x', 1);
		Y.applyUpdate(documents.directory.doc, Y.encodeStateAsUpdate(other));
		expect(exported(documents, example.coordinator).others).toEqual({
			directory: { desks: { map: { x: 1 } } }
		});
		expect(documents.directory.doc.getMap('desks').get('x')).toBe(1);
	});
});

/** The example of seed 1 on 24 November 2026, written once: version 2 has one beside it. */
describe('a file of version 1', () => {
	const text = readFileSync(
		new URL('../../../tests/fixtures/export-v1.json', import.meta.url),
		'utf8'
	);

	it('opens for ever, and says the same', () => {
		const parsed = parseWorkspaceFile(text);
		expect(parsed).toMatchObject({ ok: true });
		const { file } = parsed as Extract<typeof parsed, { ok: true }>;
		const me = file.people[0]!.id as PersonId;
		const back = restored(file, me);
		expect(exported(back, me)).toEqual({
			...movedElsewhere(file),
			exportedAt: new Date(exportedAt).toISOString()
		});
		const kinds = planningOf(back).problems('2026-11-24' as Day, '2027-01-31' as Day);
		expect(kinds.filter(({ kind }) => kind === 'double-booked')).toHaveLength(2);
		expect(kinds.filter(({ kind }) => kind === 'uncovered')).toHaveLength(5);
		expect(kinds).toHaveLength(7);
	});
});

/** What the README shows, with all that version 2 added; a version 3 gets a file beside it. */
describe('a file of version 2', () => {
	it('opens for ever, with how many people single dates ask for', () => {
		const fixture = new URL('../../../tests/fixtures/export-v2.json', import.meta.url);
		const file = reread(JSON.parse(readFileSync(fixture, 'utf8')) as WorkspaceFile);
		const me = file.people[0]!.id as PersonId;
		const back = restored(file, me);
		expect(exported(back, me)).toEqual(movedElsewhere(file));
		const [first, next] = planningOf(back).between('2027-01-05' as Day, '2027-01-12' as Day);
		expect(first?.occurrence.needs).toMatchObject([{ min: 0, max: 0 }]);
		expect(first?.occurrence.staffRules).toHaveLength(1);
		expect(next?.occurrence.needs).toMatchObject([{ min: 2, max: 3 }]);
	});
});

describe('the README', () => {
	const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

	it('shows a file that opens', () => {
		const [, example] = /```json\n([^]*?)```/.exec(readme)!;
		const parsed = parseWorkspaceFile(example!);
		expect(parsed).toMatchObject({ ok: true });
		const { file } = parsed as Extract<typeof parsed, { ok: true }>;
		const me = file.people[0]!.id as PersonId;
		expect(exported(restored(file, me), me)).toEqual(movedElsewhere(file));
	});

	it('names every key that a file has', () => {
		const example = buildExample({ seed: 5, today: '2026-11-24' as Day });
		const file = exported(numbered(example), example.coordinator);
		const keys = new Set<string>();
		JSON.stringify(file, (key, value: unknown) => {
			if (key !== '' && !/^\d+$/.test(key)) keys.add(key);
			return value;
		});
		for (const key of keys) expect(readme).toContain(key);
	});
});
