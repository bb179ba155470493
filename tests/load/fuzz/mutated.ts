import * as Y from 'yjs';
import { answer, ask, change, changeOf, hello } from '#server/testing/fake-device.ts';
import { encode } from '#wire/frame.ts';
import { encodeLine } from '#wire/line-frame.ts';
import { joined, lineChannel, pack } from '#wire/line.ts';
import { writePresence } from '#wire/presence.ts';
import type { Dice } from './dice.ts';

/** Everything that a device says of a document, once. */
const doc = new Y.Doc();
doc.getMap('m').set('a', { deep: [1, 'two', null] });
doc.getText('t').insert(0, 'words and words');
doc.getText('t').delete(3, 4);
doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText('t')]);
const state = Y.encodeStateAsUpdate(doc);
const wellFormed: readonly Uint8Array[] = [
	...[hello, ask(), ask(Y.encodeStateVector(doc)), change(state), answer(state)],
	change(changeOf('b', [1, 2, 3])),
	encode({ kind: 'ask-presence' }),
	encode({ kind: 'presence', entries: writePresence([{ client: 5, clock: 1, state: '{"a":1}' }]) }),
	encode({ kind: 'receipt', settled: 3 }),
	encode({ kind: 'refusal', change: 3, code: 'too-many' }),
	change(Y.encodeStateAsUpdateV2(doc))
];

/** Everything that a device says of its line. */
const opening = {
	channel: 40,
	document: 'season/season0000000009',
	client: 9,
	have: new Uint8Array([0])
};
const ofLine: readonly Uint8Array[] = [
	encodeLine({ kind: 'hello', version: 1 }),
	encodeLine({
		kind: 'open',
		documents: [opening, { ...opening, channel: 41, document: 'people' }]
	}),
	encodeLine({ kind: 'shut', channel: 2, code: 1000, reason: '' }),
	encodeLine({ kind: 'ping' })
];

/** The first bytes of the frames that there are, and of some that there are not. */
const kinds = [0, 1, 2, 3, 64, 65, 66, 67, 68, 69, 70, 73, 74, 128];

/** What somebody might say of a document whose machine has lost its mind. */
export function mutatedFrame(dice: Dice): Uint8Array {
	const kind = dice.chance();
	if (kind < 0.2) return Uint8Array.from(dice.bytes(dice.whole(80)));
	if (kind < 0.3) return Uint8Array.from([dice.pick(kinds), ...dice.bytes(dice.whole(20))]);
	return mutated(dice, dice.pick(wellFormed));
}

/** As `mutatedFrame`, on a line where the channels below `channels` were used. */
export function mutatedMessage(dice: Dice, channels: number): Uint8Array {
	if (dice.chance() < 0.5) {
		const channel = dice.whole(channels);
		const frame = channel === lineChannel ? mutated(dice, dice.pick(ofLine)) : mutatedFrame(dice);
		return whole([{ channel, frame }]);
	}
	const frame = dice.pick(wellFormed);
	const parts = [
		{ channel: lineChannel, frame: dice.pick(ofLine) },
		{ channel: 1 + dice.whole(channels), frame }
	];
	return mutated(dice, whole(parts));
}

/** Parts as the content of one message. */
function whole(parts: Parameters<typeof pack>[0]): Uint8Array {
	return joined(pack(parts).flat());
}

function mutated(dice: Dice, original: Uint8Array): Uint8Array {
	const copy = [...original];
	for (let left = dice.whole(4); left > 0; left--) {
		const at = dice.whole(copy.length + 1);
		const change = dice.whole(4);
		if (change === 0) copy.splice(at, 1 + dice.whole(3));
		else if (change === 1) copy.splice(at, 0, ...dice.bytes(1 + dice.whole(4)));
		else if (change === 2) copy.length = at;
		else copy[at] = dice.whole(256);
	}
	return Uint8Array.from(copy);
}
