import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { numbered } from '#tests/support/numbered.ts';
import { buildExample } from '../example/example.ts';
import { exportWorkspace } from './export.ts';
import { fileText } from './file.ts';
import { importWorkspace } from './import.ts';
import { parseWorkspaceFile } from './parse.ts';

const example = buildExample({ seed: 9, today: '2026-11-24' as Day });
const text = fileText(
	exportWorkspace(numbered(example), { reader: example.people[0]!, exportedAt: 0 })
);

type Node = Record<string | number, unknown>;

/** The good file with one thing in it changed: `undefined` takes it out. */
function changed(path: readonly (string | number)[], value: unknown): string {
	const file = JSON.parse(text) as Node;
	const at = path.slice(0, -1).reduce((node, key) => node[key] as Node, file);
	at[path.at(-1)!] = value;
	return JSON.stringify(file);
}

/** Something unknown with one element. */
function listing(element: unknown) {
	return { directory: { desks: { list: [element] } } };
}

function problemOf(given: string) {
	const parsed = parseWorkspaceFile(given);
	return parsed.ok ? null : parsed.problem;
}

function damagedAt(where: string) {
	return { code: 'damaged', where };
}

describe('a file that is no file of ours', () => {
	it.for(['', '{', 'BEGIN:VCALENDAR', '{"format":"draaiboek",', text.slice(0, -10), '\u0000'])(
		'is not JSON: %j',
		(given) => {
			expect(problemOf(given)).toEqual({ code: 'not-json', where: '' });
		}
	);

	it.for(['null', '3', '"draaiboek"', 'true'])('is JSON, but no file: %s', (given) => {
		expect(problemOf(given)).toEqual({ code: 'not-ours', where: '' });
	});

	it.for(['[]', '{}', '{"format":"excalidraw","version":2}', '{"format":{}}'])(
		'says that it is something else: %s',
		(given) => {
			expect(problemOf(given)).toEqual({ code: 'not-ours', where: 'format' });
		}
	);

	it('was written by a newer version', () => {
		expect(problemOf(changed(['version'], 3))).toEqual({ code: 'too-new', where: 'version' });
	});

	it('opens with the mark that some editors put before it', () => {
		expect(problemOf(`\uFEFF${text}`)).toBeNull();
	});
});

describe('a damaged file says where', () => {
	const file = JSON.parse(text) as {
		ledgers: { rows: { kind: string }[] }[];
		lanes: { events: { kind: string; id: string }[] }[];
		people: { id: string }[];
		plans: { changes: { occurrence: string }[] }[];
	};
	const rows = file.ledgers.findIndex((ledger) => ledger.rows.some((row) => row.kind === 'places'));
	const places = file.ledgers[rows]!.rows.findIndex(({ kind }) => kind === 'places');
	const lane = file.lanes.findIndex(({ events }) => events[0]!.kind === 'claim');

	it.for<[string, (string | number)[], unknown]>([
		['version', ['version'], 0],
		['version', ['version'], '1'],
		['exportedAt', ['exportedAt'], 'yesterday'],
		['workspace.id', ['workspace', 'id'], 'De Veerpont'],
		['workspace.zone', ['workspace', 'zone'], 'Europe/Brussel'],
		['workspace.more', ['workspace', 'more'], []],
		['people', ['people'], undefined],
		['people', ['people'], {}],
		['plans[0].series[3].rule', ['plans', 0, 'series', 3, 'rule'], { kind: 'yearly' }],
		['plans[0].series[3].from', ['plans', 0, 'series', 3, 'from'], 9.5],
		['plans[0].series[0].title', ['plans', 0, 'series', 0, 'title'], undefined],
		['plans[0].needs[2].max', ['plans', 0, 'needs', 2, 'max'], -1],
		['plans[0].changes[1].day', ['plans', 0, 'changes', 1, 'day'], '2026-02-30'],
		['plans[0].changes[0].places', ['plans', 0, 'changes', 0, 'places'], { koffie: { min: 1 } }],
		['plans[0].changes[0].occurrence', ['plans', 0, 'changes', 0, 'occurrence'], 'x@2026-11-24'],
		['people[4].qualifications', ['people', 4, 'qualifications'], ['EHBO']],
		['seasons[0].id', ['seasons', 0, 'id'], 'Zomer 2027'],
		['people[4].removed', ['people', 4, 'removed'], false],
		['people[4].colour', ['people', 4, 'colour'], 'green'],
		['people[4].stored.base', ['people', 4], { id: 'x', stored: { base: { $bytes: '!' } } }],
		['people[4].stored', ['people', 4], { id: 'x', stored: {} }],
		[`people[1].id`, ['people', 1, 'id'], file.people[0]!.id],
		['lanes[0].person', ['lanes', 0, 'person'], 'Paula'],
		[`lanes[${lane}].events[0].madeAt`, ['lanes', lane, 'events', 0, 'madeAt'], -1],
		[`lanes[${lane}].events[0].kind`, ['lanes', lane, 'events', 0, 'kind'], 'swap'],
		[`ledgers[${rows}].rows[5].number`, ['ledgers', rows, 'rows', 5, 'number'], 7],
		[`ledgers[${rows}].rows[${places}].max`, ['ledgers', rows, 'rows', places, 'max'], 'two'],
		['ledgers[0].ledger', ['ledgers', 0, 'ledger'], 'everything'],
		['others.diary', ['others'], { diary: {} }],
		['others.directory.people', ['others'], { directory: { people: { list: [] } } }],
		['others.ledger/venues.rows', ['others'], { 'ledger/venues': { rows: { map: {} } } }],
		['others.directory.desks', ['others'], { directory: { desks: {} } }],
		['others.directory.desks.list[0]', ['others'], listing({ $bigint: '1' })],
		['others.directory.desks.list[0]', ['others'], listing({ constructor: 'x' })],
		['others', ['others'], { constructor: null }],
		['others.directory', ['others'], { directory: { constructor: null } }],
		['others.directory', ['others'], { directory: { prototype: { list: 5 } } }],
		['attachments', ['attachments'], []]
	])('%s', ([where, path, value]) => {
		expect(problemOf(changed(path, value))).toEqual(damagedAt(where));
	});

	it('a booking of which a hold makes no sense', () => {
		const [venues] = (JSON.parse(text) as { ledgers: { rows: Node[] }[] }).ledgers;
		const at = venues!.rows.findIndex(({ holds }) => (holds as unknown[]).length > 0);
		const given = changed(['ledgers', 0, 'rows', at, 'holds', 0, 'from'], 4000);
		expect(problemOf(given)).toEqual(damagedAt(`ledgers[0].rows[${at}]`));
	});
});

describe('whatever is in a file', () => {
	const paths: (string | number)[][] = [];
	const walk = (node: unknown, path: (string | number)[]) => {
		if (path.length > 0) paths.push(path);
		if (typeof node !== 'object' || node === null) return;
		for (const [key, value] of Object.entries(node).slice(0, 12))
			walk(value, [...path, Array.isArray(node) ? Number(key) : key]);
	};
	walk(JSON.parse(text), []);

	const anyValue = fc.oneof(
		fc.jsonValue({ maxDepth: 2 }),
		fc.constantFrom({ stored: [] }, { id: 'a', stored: 1 }, { $bytes: 'AAAA' }, undefined, '', 1e99)
	);

	property.prop([fc.constantFrom(...paths), anyValue], { numRuns: 150 })(
		'it is opened or refused with a place, and what opens can be put back',
		(path, value) => {
			const parsed = parseWorkspaceFile(changed(path, value));
			if (!parsed.ok) {
				expect(parsed.problem.code).toMatch(/^(not-ours|too-new|damaged)$/);
				return;
			}
			const workspace = 'elsewhere0000000' as WorkspaceId;
			const me = 'me00000000000000' as PersonId;
			const { documents } = importWorkspace(parsed.file, () => new Y.Doc(), { workspace, me });
			expect(documents.length).toBeGreaterThan(5);
		}
	);

	property.prop([fc.string()], { numRuns: 200 })('any text at all is refused in words', (given) => {
		expect(parseWorkspaceFile(given).ok).toBe(false);
	});

	it('a nest without end is refused, not fallen into', () => {
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		const given = text.replace('"more": {}', `"more": {"a": ${deep}}`);
		expect(problemOf(given)?.code).toMatch(/^(damaged|not-json)$/);
	});

	it('a root may have any name', () => {
		for (const root of ['constructor', 'prototype', 'desks']) {
			const given = changed(['others'], { directory: { [root]: { map: { a: 1 } } } });
			expect(problemOf(given)).toBeNull();
		}
	});

	it('a key that names the prototype of all objects changes none', () => {
		const given = text.replace('"more": {}', '"more": {"__proto__": {"polluted": true}}');
		const parsed = parseWorkspaceFile(given);
		expect(parsed.ok).toBe(true);
		expect(({} as Node).polluted).toBeUndefined();
	});
});
