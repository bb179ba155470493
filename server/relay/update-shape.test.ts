// Faults planted in update-shape.ts, each seen red and taken back: the check of the last position left
// out, a gap not left out of what an update brings, the length of a text counted in bytes, kind 11 let
// through, a struct that takes no tick, JSON not parsed, no bound on the depth of values, or of JSON,
// deletions in any order, or of nothing.
import { fc, test as property } from '@fast-check/vitest';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { isUpdate, readShape } from './update-shape.ts';

/** Everything that a document can hold. */
const anyEdit = fc.oneof(
	fc.record({ kind: fc.constant('set' as const), key: fc.string(), value: fc.jsonValue() }),
	fc.record({
		kind: fc.constant('text' as const),
		text: fc.string({ unit: 'binary' }),
		at: fc.nat()
	}),
	fc.record({ kind: fc.constant('bytes' as const), bytes: fc.uint8Array() }),
	fc.record({ kind: fc.constant('format' as const), at: fc.nat(), length: fc.nat(5) }),
	fc.record({ kind: fc.constant('nest' as const), element: fc.boolean() }),
	fc.record({ kind: fc.constant('subdocument' as const) }),
	fc.record({ kind: fc.constant('delete' as const), at: fc.nat(), length: fc.nat(5) })
);
type Edit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never;

function apply(doc: Y.Doc, edit: Edit): void {
	const text = doc.getText('t');
	switch (edit.kind) {
		case 'set':
			return void doc.getMap('m').set(edit.key, edit.value);
		case 'text':
			return text.insert(edit.at % (text.length + 1), edit.text.replaceAll('\0', '.'));
		case 'bytes':
			return doc
				.getArray('a')
				.push([edit.bytes, { values: [1n, undefined, 1.5, null, true, edit.bytes] }, 7]);
		case 'format':
			if (text.length > edit.length)
				text.format(edit.at % (text.length - edit.length), edit.length, { bold: true });
			return text.insertEmbed(0, { image: 'x' });
		case 'nest':
			return doc
				.getXmlFragment('x')
				.insert(0, [edit.element ? new Y.XmlElement('p') : new Y.XmlText('t')]);
		case 'subdocument':
			return void doc.getMap('m').set('sub', new Y.Doc());
		case 'delete':
			return text.delete(0, Math.min(edit.length, text.length));
	}
}

/** A document and the update of each edit. */
function written(edits: readonly Edit[]): { doc: Y.Doc; updates: Uint8Array[] } {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (const edit of edits) apply(doc, edit);
	return { doc, updates };
}

const anyEdits = fc.array(anyEdit, { minLength: 1, maxLength: 20 });

describe('the shape of an update', () => {
	property.prop([anyEdits])('is what Yjs itself finds in it', (edits) => {
		const { doc, updates } = written(edits);
		for (const update of [...updates, Y.encodeStateAsUpdate(doc)]) {
			const shape = readShape(update)!;
			const { from, to } = Y.parseUpdateMeta(update);
			expect(new Map(shape.brings.map((range) => [range.client, range.from]))).toEqual(from);
			expect(new Map(shape.brings.map((range) => [range.client, range.until]))).toEqual(to);
			const deleted = Y.decodeUpdate(update).ds.clients;
			const ranges = [...deleted.values()]
				.flat()
				.map((item) => [item.clock, item.clock + item.len]);
			expect(shape.deletes.map((range) => [range.from, range.until])).toEqual(ranges);
		}
	});

	property.prop([anyEdits, fc.nat()])('leaves out what was skipped', (edits, at) => {
		const { doc, updates } = written([
			...edits,
			...edits,
			{ kind: 'bytes', bytes: new Uint8Array() }
		]);
		const left = updates.filter((_, index) => index !== at % updates.length);
		if (left.length === 0) return;
		const merged = Y.mergeUpdates(left);
		const ticks = (update: Uint8Array) =>
			readShape(update)!.brings.reduce((sum, { from, until }) => sum + until - from, 0);
		expect(ticks(merged)).toBe(left.reduce((sum, update) => sum + ticks(update), 0));
		expect(doc.store.clients.size).toBeLessThan(2);
	});
});

property.prop([anyEdits, fc.infiniteStream(fc.nat()), fc.nat()], { numRuns: 300 })(
	'whatever Yjs makes of updates that came in any order, or not at all, is one',
	(edits, order, most) => {
		const { updates } = written(edits);
		const places = updates.map((update) => ({ update, place: order.next().value as number }));
		const came = places.toSorted((a, b) => a.place - b.place).map(({ update }) => update);
		const some = came.slice(0, 1 + (most % came.length));
		const doc = new Y.Doc();
		for (const update of some) Y.applyUpdate(doc, update);
		const state = Y.encodeStateAsUpdate(doc);
		expect(isUpdate(state)).toBe(true);
		if (some.length === 0) return;
		const merged = Y.mergeUpdates(some);
		expect(isUpdate(merged)).toBe(true);
		expect(isUpdate(Y.diffUpdate(merged, Y.encodeStateVector(doc)))).toBe(true);
	}
);

describe('what is no update', () => {
	test('what takes no tick is none: Yjs would throw while it tidies up after it', () => {
		const bytes = [
			...[1, 2, 188, 179, 179, 157, 4, 0, 1, 1, 1, 109, 0, 9, 1, 1, 109],
			...[9, 117, 110, 100, 101, 102, 105, 110, 101, 100, 118, 0, 0]
		];
		const found = new Uint8Array(bytes);
		expect(() => Y.applyUpdate(new Y.Doc(), found)).toThrow();
		expect(isUpdate(found)).toBe(false);
	});

	test('one of version 2 is none, also where it reads to its last byte as a list of deletions', () => {
		const doc = new Y.Doc();
		const bytes = [
			...[
				0, 3, 0, 3, 0, 6, 197, 225, 250, 129, 8, 3, 2, 5, 0, 2, 0, 6, 13, 7, 0, 41, 0, 1, 0, 71, 0
			],
			...[129, 0, 71, 0, 132, 57, 49, 120, 112, 109, 115, 117, 98, 97, 101, 55, 55, 51, 51, 52, 56],
			...[45, 51, 48, 53, 51, 45, 52, 53, 100, 53, 45, 98, 51, 48, 48, 45, 57, 100, 55, 54, 97, 98],
			...[
				53, 101, 51, 97, 99, 101, 116, 112, 112, 242, 180, 172, 136, 65, 1, 3, 36, 65, 1, 2, 1, 1
			],
			...[2, 67, 1, 2, 65, 0, 1, 7, 0, 118, 0, 1, 197, 176, 253, 128, 4, 2, 2, 0, 1, 0]
		];
		Y.applyUpdateV2(doc, new Uint8Array(bytes));
		expect(Y.encodeStateVector(doc).length).toBeGreaterThan(1);
		expect(isUpdate(new Uint8Array(bytes))).toBe(false);
	});

	test.each([
		['none at all', [0, 1, 5, 1, 3, 0]],
		['one that lies in another', [0, 1, 5, 2, 3, 4, 5, 1]],
		['one that touches the one before it', [0, 1, 5, 2, 3, 4, 7, 1]]
	])('a deletion that Yjs would not write, %s, is refused', (_, bytes) => {
		expect(isUpdate(new Uint8Array(bytes))).toBe(false);
		expect(isUpdate(new Uint8Array([0, 1, 5, 2, 3, 4, 8, 1]))).toBe(true);
	});

	property.prop([anyEdits])('an update of version 2 is refused', (edits) => {
		const { doc } = written(edits);
		expect(isUpdate(Y.encodeStateAsUpdateV2(doc))).toBe(false);
		expect(isUpdate(Y.convertUpdateFormatV1ToV2(Y.encodeStateAsUpdate(doc)))).toBe(false);
	});

	property.prop([anyEdits, fc.uint8Array({ minLength: 1 })])(
		'one that ends too soon or too late is refused',
		(edits, more) => {
			const update = Y.encodeStateAsUpdate(written(edits).doc);
			expect(isUpdate(new Uint8Array([...update, ...more]))).toBe(false);
			for (let end = 0; end < Math.min(update.length, 100); end++) {
				expect(isUpdate(update.subarray(0, end))).toBe(false);
			}
		}
	);

	property.prop([anyEdits, fc.nat(), fc.nat(255)], { numRuns: 3_000 })(
		'with a byte changed: what is let through, Yjs can read on any phone',
		(edits, at, byte) => {
			const update = Y.encodeStateAsUpdate(written(edits).doc);
			update[at % update.length] = byte;
			if (isUpdate(update)) expect(() => Y.decodeUpdate(update)).not.toThrow();
		}
	);

	property.prop([fc.uint8Array({ maxLength: 60 })], { numRuns: 10_000 })(
		'bytes of any kind: what is let through, Yjs can read on any phone',
		(bytes) => {
			if (isUpdate(bytes)) expect(() => Y.decodeUpdate(bytes)).not.toThrow();
		}
	);

	test('large numbers in few bytes cost no time', () => {
		const huge = [255, 255, 255, 255, 255, 255, 255, 15];
		for (const bytes of [huge, [1, ...huge], [0, ...huge], [1, 1, 0, 0, 8, ...huge]]) {
			expect(isUpdate(new Uint8Array(bytes))).toBe(false);
		}
	});

	test('values within values, deeper than a phone can follow, are refused', () => {
		for (const depth of [101, 200_000]) {
			const deep = new Array<number>(depth).fill(0).flatMap(() => [117, 1]);
			expect(isUpdate(new Uint8Array([1, 1, 1, 0, 8, 1, 1, 97, 1, ...deep, 126, 0]))).toBe(false);
		}
		const shallow = new Array<number>(90).fill(0).flatMap(() => [117, 1]);
		expect(isUpdate(new Uint8Array([1, 1, 1, 0, 8, 1, 1, 97, 1, ...shallow, 126, 0]))).toBe(true);
	});

	test('as deep in JSON, which Yjs can read but not write again for who has a part of it', () => {
		const deep = (depth: number) => '[{"a\\"]":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
		expect(isUpdate(embedded(deep(102)))).toBe(false);
		expect(isUpdate(embedded(deep(100)))).toBe(true);
		expect(isUpdate(embedded(JSON.stringify('['.repeat(200))))).toBe(true);
	});
});

/** An update that holds one thing, embedded in a text. */
function embedded(json: string): Uint8Array {
	const encoder = createEncoder();
	for (const number of [1, 1, 1, 0, 5, 1]) writeVarUint(encoder, number);
	writeVarString(encoder, 't');
	writeVarString(encoder, json);
	writeVarUint(encoder, 0);
	return toUint8Array(encoder);
}
