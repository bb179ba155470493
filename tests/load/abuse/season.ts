import * as Y from 'yjs';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';
import { hasFolded } from './figures.ts';

const writer = 1;
const changes = 250;
const keysInEach = 100;

/** Knows all of the season but its last entry: Yjs must take the whole to pieces to find what is lacking. */
export const allButTheLast = Y.encodeStateVector(new Map([[writer, changes * keysInEach - 1]]));

/** Gives a document a past: 25,000 entries, some 600 kB, which the relay has folded into one when this answers. */
export async function writeSeason(address: LineAddress, document: string): Promise<void> {
	const line = await LeanLine.open(address, { onframe: () => undefined });
	if (!line) throw new Error('the relay is not there');
	line.ask([{ document, client: writer, have: new Uint8Array([0]) }]);
	const doc = new Y.Doc();
	doc.clientID = writer;
	doc.on('update', (update: Uint8Array) => line.say(document, { kind: 'change', update }));
	for (let change = 0; change < changes; change++)
		doc.transact(() => {
			for (let key = 0; key < keysInEach; key++) doc.getMap('past').set(`${change}/${key}`, key);
		});
	await hasFolded(address.port);
	await line.leave();
}
