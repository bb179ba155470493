// Faults planted in integrate.ts, each seen red and taken back: no restart after an update that throws.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { poison } from '#tests/support/poison.ts';
import { changeOf } from '../testing/fake-device.ts';
import { integrate } from './integrate.ts';
import { isUpdate } from './update-shape.ts';

function wordsIn(state: Uint8Array): string[] {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	return [...doc.getMap('m').keys()].toSorted();
}

describe('integrating', () => {
	test('takes everything in, and leaves out what was deleted', () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('x', 'long'.repeat(1000));
		const before = Y.encodeStateAsUpdate(doc);
		doc.getMap('m').delete('x');
		const { state, broken } = integrate([before, Y.encodeStateAsUpdate(doc), changeOf('y')]);
		expect(broken).toBe(0);
		expect(state.length).toBeLessThan(200);
		expect(wordsIn(state)).toEqual(['y']);
	});

	test('an update that throws inside Yjs costs no other', () => {
		expect(isUpdate(poison)).toBe(true);
		expect(() => Y.applyUpdate(new Y.Doc(), poison)).toThrow();
		const { state, broken } = integrate([changeOf('a'), poison, changeOf('b'), changeOf('c')]);
		expect(wordsIn(state)).toEqual(['a', 'b', 'c']);
		expect(broken).toBe(1);
		// Nothing of it stays behind, not even the half that Yjs had taken in when it threw.
		const clients = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state));
		expect(clients.size).toBe(3);
	});
});
