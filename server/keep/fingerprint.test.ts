// Faults planted in fingerprint.ts, each seen red and taken back: deletions left out, contents left out, pieces
// written as they are cut.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { meet } from '#tests/support/meeting.ts';
import { integrate } from '../relay/integrate.ts';
import { fingerprint } from './fingerprint.ts';

/** Not marks in texts: each device tidies them by itself, so that they meet one exchange later. */
const anyMove = fc.record({
	device: fc.nat(2),
	at: fc.nat(5),
	does: fc.constantFrom('set', 'unset', 'push', 'cut', 'type', 'erase', 'nest', 'bytes'),
	meets: fc.boolean()
});
type Move = typeof anyMove extends fc.Arbitrary<infer M> ? M : never;

function play(doc: Y.Doc, { at, does }: Move): void {
	const [map, list, text] = [doc.getMap('m'), doc.getArray('l'), doc.getText('t')];
	const within = (length: number) => Math.min(at, length);
	switch (does) {
		case 'set':
			return void map.set(`k${at}`, { at, words: ['a', null, 1.5] });
		case 'unset':
			return map.delete(`k${at}`);
		case 'push':
			return list.insert(within(list.length), [at, 'x', true]);
		case 'cut':
			return list.delete(0, within(list.length));
		case 'type':
			return text.insert(within(text.length), '🍲 soep');
		case 'erase':
			return text.delete(0, within(text.length));
		case 'nest':
			return void map.set(`n${at}`, new Y.Map([['in', at]]));
		case 'bytes':
			return void map.set(`b${at}`, new Uint8Array([at]));
	}
}

const anyMoves = fc.array(anyMove, { minLength: 1, maxLength: 40 });

/** Three devices at work, and every update that any of them made. */
function worked(moves: readonly Move[]): { docs: Y.Doc[]; updates: Uint8Array[] } {
	const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
	const updates: Uint8Array[] = [];
	for (const doc of docs)
		doc.on('update', (update: Uint8Array, _: unknown, __: Y.Doc, { local }: Y.Transaction) => {
			if (local) updates.push(update);
		});
	for (const move of moves) {
		play(docs[move.device]!, move);
		if (move.meets) meet(docs[move.device]!, docs[(move.device + 1) % 3]!);
	}
	return { docs, updates };
}

const printOf = (updates: readonly Uint8Array[]) => fingerprint(integrate(updates).state);

describe('a fingerprint', () => {
	property.prop([anyMoves, fc.gen()])(
		'is the same on every device once they have met, and whatever way the changes came',
		(moves, gen) => {
			const { docs, updates } = worked(moves);
			for (const doc of docs) for (const other of docs) meet(doc, other);
			const prints = docs.map((doc) => printOf([Y.encodeStateAsUpdate(doc)]));
			const shuffled = gen(fc.shuffledSubarray, updates, { minLength: updates.length });
			const half = integrate(shuffled.slice(0, shuffled.length / 2)).state;
			expect(new Set(prints)).toEqual(new Set([prints[0]]));
			expect(printOf([...shuffled, ...updates])).toBe(prints[0]);
			expect(printOf([half, ...shuffled.slice(shuffled.length / 2)])).toBe(prints[0]);
			expect(printOf([integrate(updates).state])).toBe(prints[0]);
		}
	);

	property.prop([anyMoves, anyMove])('changes with every change', (moves, last) => {
		const { docs } = worked(moves);
		const doc = docs[last.device]!;
		const before = printOf([Y.encodeStateAsUpdate(doc)]);
		let changed = false;
		doc.on('update', () => (changed = true));
		play(doc, last);
		expect(printOf([Y.encodeStateAsUpdate(doc)]) !== before).toBe(changed);
	});

	test('tells contents apart that bear the same number', () => {
		const prints = ['a', 'b'].map((value) => {
			const doc = Object.assign(new Y.Doc(), { clientID: 7 });
			doc.getMap('m').set('k', value);
			return printOf([Y.encodeStateAsUpdate(doc)]);
		});
		expect(prints[0]).not.toBe(prints[1]);
	});

	test('knows what was made and taken back from what never was', () => {
		const doc = new Y.Doc();
		const prints = [1, 2, 3].map(() => {
			doc.getArray('l').push(['x']);
			doc.getArray('l').delete(0);
			return printOf([Y.encodeStateAsUpdate(doc)]);
		});
		expect(new Set(prints).size).toBe(3);
	});

	test('is of what stands there, not of the pieces that it lies in', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const letter of 'soep') doc.getText('t').insert(doc.getText('t').length, letter);
		const inPieces = Y.mergeUpdates(updates);
		expect(inPieces.length).toBeGreaterThan(integrate(updates).state.length);
		expect(fingerprint(inPieces)).toBe(printOf(updates));
	});

	test('of nothing is that of nothing', () => {
		expect(printOf([])).toBe(printOf([new Uint8Array([0, 0])]));
	});
});
