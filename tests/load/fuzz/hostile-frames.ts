import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { answer, ask, change } from '#server/testing/fake-device.ts';
import { encode } from '#wire/frame.ts';
import { writePresence } from '#wire/presence.ts';
import type { Dice } from './dice.ts';
import { hostileUpdates, largeUpdate, some, type Victims } from './hostile-updates.ts';

/** Frames of a document that can be read, and are meant to harm. */
type Make = (dice: Dice, victims: Victims) => Uint8Array;

const huge = [2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER];
const updates = Object.values(hostileUpdates);

const frames: readonly Make[] = [
	(dice) => ask(numbers(dice.pick(huge), 1, 1)),
	(dice) => ask(vector(dice, dice.whole(2_000))),
	(dice) => ask(numbers(1, some(dice), dice.pick(huge))),
	(dice, { clients }) => presence(dice, dice.pick(clients), '{"me":"somebody else"}'),
	(dice, { clients }) => presence(dice, dice.pick(clients), 'null'),
	(dice) => presence(dice, some(dice), dice.pick(['', '{', `"${'x'.repeat(5_000)}"`])),
	(dice) => presence(dice, some(dice), '['.repeat(2_000) + ']'.repeat(2_000)),
	(dice) => crowd(dice, dice.whole(500)),
	(dice) => encode({ kind: 'presence', entries: numbers(dice.pick(huge), 5) }),
	(dice) => encode({ kind: 'hello', version: dice.pick([0, 2, ...huge]) }),
	(dice) => encode({ kind: 'receipt', settled: dice.pick(huge) }),
	(dice) => encode({ kind: 'refusal', change: dice.pick(huge), code: 'not-kept' }),
	(dice) => numbers(dice.pick([2, 4, 63, 67, 68, 69, 70, 71, 72, 73, 128, ...huge]), dice.whole(9)),
	(dice) => numbers(0, dice.pick([3, 4, ...huge]), 0),
	(dice) => Buffer.concat([ask(), Buffer.from(dice.bytes(1 + dice.whole(4)))]),
	() => encode({ kind: 'ask-presence' })
];

/** Most of them changes, for those are what others get to see. */
export function hostileFrame(dice: Dice, victims: Victims): Uint8Array {
	const kind = dice.chance();
	if (kind < 0.002) return change(largeUpdate);
	if (kind < 0.4) return dice.pick(frames)(dice, victims);
	const update = dice.pick(updates)(dice, victims);
	return kind < 0.8 ? change(update) : answer(update);
}

function presence(dice: Dice, client: number, state: string): Uint8Array {
	const clock = dice.pick([0, 1, Number.MAX_SAFE_INTEGER]);
	return encode({ kind: 'presence', entries: writePresence([{ client, clock, state }]) });
}

function crowd(dice: Dice, count: number): Uint8Array {
	const one = () => ({ client: some(dice), clock: 1, state: '{}' });
	return encode({ kind: 'presence', entries: writePresence(Array.from({ length: count }, one)) });
}

function vector(dice: Dice, clients: number): Uint8Array {
	const rows = Array.from({ length: clients }, () => [some(dice), dice.whole(9)]);
	return numbers(clients, ...rows.flat());
}

function numbers(...values: number[]): Uint8Array {
	const encoder = createEncoder();
	for (const value of values) writeVarUint(encoder, value);
	return toUint8Array(encoder);
}
