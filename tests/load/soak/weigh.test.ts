// What documents take of a relay's memory. Faults planted in weighing.ts, each seen red and taken back: the rooms'
// copy is left out (18 bytes for each of the document, not 27); the clerk's copy is left out (9); it is weighed
// as a whole, with the code; what is weighed is not held.
import { expect, test } from 'vitest';
import { workspaceId } from '#server/testing/running-relay.ts';
import * as Y from 'yjs';
import { weigh } from './weigh.ts';

const workspace = workspaceId('kern');

/** Written by many, a little each, as documents are. */
function state(writers: number): Uint8Array {
	const whole = new Y.Doc();
	for (let at = 0; at < writers; at++) {
		const doc = new Y.Doc();
		doc.getMap('names').set(`${at % 20}`, `Buurt ${at}`);
		Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
	}
	return Y.encodeStateAsUpdate(whole);
}

const load = state(2_000);

function weightOf(...kinds: readonly ('directory' | 'venues')[]): Promise<number> {
	const documents = kinds.map((kind) => ({ name: { kind } as const, pieces: [load] }));
	return weigh({ workspace, members: [], documents });
}

test('without a document only an empty desk is left', async () => {
	expect(Math.abs(await weightOf())).toBeLessThan(256 * 1024);
});

test('a document weighs more than its bytes, and two weigh twice as much', async () => {
	const [one, two] = [await weightOf('directory'), await weightOf('directory', 'venues')];
	expect(one / load.length).toBeGreaterThan(22);
	expect(two / one).toBeCloseTo(2, 0);
});
