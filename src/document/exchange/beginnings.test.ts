// Seen red: a file with a beginning refused; rows that it takes back kept; numbers not counted anew; the
// rows no longer looked at before that.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ann, idNamed } from '#tests/support/named-ids.ts';
import { numbered } from '#tests/support/numbered.ts';
import { EventId, type WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { buildExample } from '../example/example.ts';
import { isBeginning } from '../layouts/ledger.ts';
import type { Stored } from '../records/field.ts';
import { rowsFrom } from './events.ts';
import { exportWorkspace } from './export.ts';
import { type FileRow, fileText, type WorkspaceFile } from './file.ts';
import { importWorkspace } from './import.ts';
import { parseWorkspaceFile } from './parse.ts';
import { Rest } from './rest.ts';

const example = buildExample({ seed: 9, today: '2026-11-24' as Day });
const documents = numbered(example);
const file = exportWorkspace(documents, { reader: example.people[0]!, exportedAt: 0 });
const { venues } = documents;
/** What the clerk took, without where it began, and something that it refused. */
const rows = rowsIn(venues.doc)
	.filter((row) => !isBeginning(row))
	.toSpliced(3, 0, ['r', ann, idNamed(EventId, 'event'), 'not-a-member']);

function rowsIn(doc: Y.Doc): Stored[] {
	return doc.getArray<Stored>('rows').toArray();
}

function ledgerOf(given: readonly Stored[]): Y.Doc {
	const doc = new Y.Doc();
	doc.getArray('rows').push([...given]);
	return doc;
}

/** As a version saved a ledger that knew no beginnings: every row has a number but a refusal, and they stand as stored. */
function savedAsOnce(given: readonly Stored[]): FileRow[] {
	let number = 0;
	return given.map((row) => {
		if (isBeginning(row)) return { number: ++number, stored: ['b', row[1] as number] };
		const [read] = rowsFrom(ledgerOf([row]), new Rest('venues'));
		return 'number' in read! ? { ...read, number: ++number } : read!;
	});
}

/** The file with this in the ledger of the venues. */
function withRows(given: readonly FileRow[]): WorkspaceFile {
	const ledgers = file.ledgers.map((one) =>
		one.ledger === 'venues' ? { ...one, rows: given } : one
	);
	return { ...file, ledgers };
}

const begun: readonly [string, readonly Stored[]][] = [
	['takes nothing back', [['b', 0], ...rows.slice(0, 4), ['b', 5], ...rows.slice(4)]],
	[
		'takes rows back, a refusal and a row of a newer version among them',
		[
			...[['b', 0], ...rows.slice(0, 4)],
			...[rows[5]!, ['x', 1], rows[3]!],
			...[['b', 5], ...rows.slice(4), ['b', rows.length + 2]]
		]
	],
	[
		'takes back another one, and what came after it',
		[...rows.slice(0, 4), ['b', 4], rows[6]!, ['b', 2], ...rows.slice(2)]
	]
];

describe('a file that an earlier version saved of a ledger with a beginning that', () => {
	test.each(begun)('%s opens with the rows that count', (_, whole) => {
		const now = withRows(rowsFrom(ledgerOf(whole), new Rest('venues')));
		expect(now).toEqual(withRows(savedAsOnce(rows)));
		expect(parseWorkspaceFile(fileText(withRows(savedAsOnce(whole))))).toEqual({
			...{ ok: true, file: now }
		});
	});

	test.each(begun)('%s is put back with them', (_, whole) => {
		const parsed = parseWorkspaceFile(fileText(withRows(savedAsOnce(whole))));
		const opened = parsed as Extract<typeof parsed, { ok: true }>;
		const docs = new Map<string, Y.Doc>();
		const open = ({ kind }: { kind: string }): Y.Doc => {
			const doc = new Y.Doc();
			docs.set(kind, doc);
			return doc;
		};
		importWorkspace(opened.file, open, { workspace: 'elsewhere0000000' as WorkspaceId, me: ann });
		expect(rowsIn(docs.get('venues')!)).toEqual(rows);
	});

	test.each(begun)('%s is damaged all the same where one of its rows is missing', (_, whole) => {
		const at = file.ledgers.findIndex(({ ledger }) => ledger === 'venues');
		const saved = savedAsOnce(whole);
		const parsed = parseWorkspaceFile(fileText(withRows(saved.toSpliced(1, 1))));
		const where = `ledgers[${at}].rows[1].number`;
		expect(parsed).toEqual({ ok: false, problem: { code: 'damaged', where } });
	});
});
