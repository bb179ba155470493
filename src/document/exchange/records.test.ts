import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type RecordKind, layoutOf } from './layouts.ts';
import { recordsFrom, writeRecords } from './records.ts';
import { Rest } from './rest.ts';

const person = 'paula00000000000';
const part = 'part000000000000';
const series = 'koffie0000000000';

function exported(doc: Y.Doc, kind: RecordKind) {
	return recordsFrom(doc, layoutOf(kind), new Rest('directory'));
}

function putBack(doc: Y.Doc, kind: RecordKind): Y.Doc {
	const back = new Y.Doc();
	writeRecords(back, layoutOf(kind), exported(doc, kind));
	return back;
}

/** A record as it lies in a document. */
function laid(kind: RecordKind, id: string, base: unknown, edits: Record<string, unknown> = {}) {
	const doc = new Y.Doc();
	doc.getMap(kind).set(id, base);
	for (const [field, value] of Object.entries(edits))
		doc.getMap(`${kind}+`).set(`${id}/${field}`, value);
	return doc;
}

describe('a record with something that this version reads only in part', () => {
	const longName = 'x'.repeat(20_001);
	it.for<[string, unknown, Record<string, unknown>]>([
		['a qualification of a newer kind', [1, 'Paula', ['{newer}'], null, false], {}],
		['a name longer than any', [1, longName, [], null, false], {}],
		['an edit of a field that is new', [1, 'Paula', [], null, false], { pronoun: 'zij' }],
		['an edit that makes no sense', [1, 'Paula', [], null, false], { staff: 'often' }],
		['a removal that is neither yes nor no', [1, 'Paula', [], null, false], { removed: 'maybe' }],
		['more fields than are known', [1, 'Paula', [], null, false, 'zij'], {}],
		['a newer version', [2, 'Paula', [], null, false], {}],
		['an edit that stores nothing', [1, 'Paula', [], null, false], { staff: undefined }],
		['nothing that can be read', 'Paula', {}]
	])('%s: comes back as it was stored', ([, base, edits]) => {
		const doc = laid('people', person, base, edits);
		const back = putBack(doc, 'people');
		expect(back.getMap('people').get(person)).toEqual(base);
		expect(Object.fromEntries(back.getMap('people+').entries())).toEqual(
			Object.fromEntries(doc.getMap('people+').entries())
		);
	});

	it('an edit whose record never arrived comes back, too', () => {
		const doc = new Y.Doc();
		doc.getMap('people+').set(`${person}/name`, 'Paula');
		expect(putBack(doc, 'people').getMap('people+').get(`${person}/name`)).toBe('Paula');
	});
});

describe('a record that is read in full', () => {
	it('is written as it is now, edits and removal included', () => {
		const doc = laid('people', person, [1, 'Paula', [], null, false], {
			name: 'Paula Verhelst',
			removed: true
		});
		const now = { id: person, name: 'Paula Verhelst', qualifications: [], organisation: null };
		expect(exported(doc, 'people')).toEqual([{ ...now, staff: false, removed: true }]);
		const back = putBack(doc, 'people');
		expect(back.getMap('people').get(person)).toEqual([1, 'Paula Verhelst', [], null, false]);
		expect([...back.getMap('people+').keys()]).toEqual([`${person}/removed`]);
	});

	it('gets what an older version did not write yet', () => {
		const doc = laid('people', person, [1, 'Paula']);
		const now = { id: person, name: 'Paula', qualifications: [], organisation: null, staff: false };
		expect(exported(doc, 'people')).toEqual([now]);
	});

	it('of which a part says nothing goes on saying nothing there', () => {
		const doc = laid('parts', part, [1, series, '2026-11-24'], { from: 600, venue: null });
		const now = { id: part, series, starts: '2026-11-24', venue: null, from: 600 };
		expect(exported(doc, 'parts')).toEqual([now]);
		const back = putBack(doc, 'parts');
		expect(back.getMap('parts').get(part)).toEqual([1, series, '2026-11-24']);
		expect(Object.fromEntries(back.getMap('parts+').entries())).toEqual({
			[`${part}/venue`]: null,
			[`${part}/from`]: 600
		});
	});
});
