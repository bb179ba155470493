import {
	createEncoder,
	toUint8Array,
	writeUint8,
	writeVarString,
	writeVarUint,
	writeVarUint8Array,
	type Encoder
} from 'lib0/encoding';
import * as Y from 'yjs';
import type { Dice } from './dice.ts';

/** Whom somebody who means ill may try to harm: the Yjs clients under which others write. */
export interface Victims {
	readonly clients: readonly number[];
}

/** Yjs updates that can be read from end to end, or nearly, and should not have been written. */
type Update = (dice: Dice, victims: Victims) => Uint8Array;

const huge = [2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER];
const hasKey = 0b0010_0000;
const hasRight = 0b0100_0000;
const hasLeft = 0b1000_0000;
/** Kinds of content (the first byte of a struct). */
const content = {
	gc: 0,
	deleted: 1,
	json: 2,
	bytes: 3,
	text: 4,
	embed: 5,
	format: 6,
	type: 7,
	any: 8,
	doc: 9,
	skip: 10
};

export const hostileUpdates: Readonly<Record<string, Update>> = {
	'a clock far ahead': (dice) =>
		update([
			{ client: some(dice), clock: dice.pick(huge) - 1 - dice.whole(9), structs: [value(dice)] }
		]),
	'the same clock with other contents': (dice) =>
		update([{ client: 5 + dice.whole(3), clock: dice.whole(4), structs: [value(dice)] }]),
	'under the client id of another member': (dice, { clients }) =>
		update([
			{
				...{ client: dice.pick(clients), clock: dice.pick([0, dice.whole(300)]) },
				structs: times(1 + dice.whole(200), () => value(dice))
			}
		]),
	'more clients than there are': (dice) => written((to) => numbers(to, dice.pick(huge), 1, 7, 0)),
	'more structs than there are': (dice) =>
		written((to) => numbers(to, 1, dice.pick(huge), some(dice), 0)),
	'more values than there are': (dice) =>
		update([
			{
				client: some(dice),
				clock: 0,
				structs: [item(content.any, (to) => numbers(to, dice.pick(huge)))]
			}
		]),
	'a text longer than there is': (dice) =>
		update([
			{
				client: some(dice),
				clock: 0,
				structs: [item(content.text, (to) => numbers(to, dice.pick(huge)))]
			}
		]),
	'clocks that add up to too much': (dice) =>
		update([
			{
				client: some(dice),
				clock: Number.MAX_SAFE_INTEGER - 2,
				structs: times(5, () => value(dice))
			}
		]),
	'parents in a circle': (dice) => {
		const client = some(dice);
		return update([
			{ client, clock: 0, structs: [childOf(client, 1), childOf(client, 2), childOf(client, 0)] }
		]);
	},
	'its own neighbour': (dice) => {
		const client = some(dice);
		const beside = (left: number, right: number) =>
			written((to) => {
				writeUint8(to, content.text | hasLeft | hasRight);
				numbers(to, client, left, client, right);
				writeVarString(to, 'x');
			});
		return update([{ client, clock: 0, structs: [beside(0, 0), beside(2, 0), beside(1, 1)] }]);
	},
	'types within types': (dice) => {
		const client = some(dice);
		const nested = times(1 + dice.whole(400), (at) =>
			at === 0 ? item(content.type, (to) => numbers(to, 1)) : childOf(client, at - 1)
		);
		return update([{ client, clock: 0, structs: nested }]);
	},
	'values within values': (dice) => {
		const depth = dice.pick([90, 99, 100, 101, 5_000]);
		return update([
			{ client: some(dice), clock: 0, structs: [item(content.any, (to) => nestedValue(to, depth))] }
		]);
	},
	'JSON within JSON': (dice) => {
		const depth = dice.pick([90, 5_000]);
		const text = '['.repeat(depth) + ']'.repeat(depth);
		return update([
			{
				client: some(dice),
				clock: 0,
				structs: [item(content.embed, (to) => writeVarString(to, text))]
			}
		]);
	},
	'deletes what others wrote': (dice, { clients }) =>
		update([], [{ client: dice.pick(clients), ranges: [[0, dice.pick(huge)]] }]),
	'deletes here and there': (dice) =>
		update([], [{ client: some(dice), ranges: times(dice.whole(3_000), (at) => [at * 2, 1]) }]),
	'more deletions than there are': (dice) => written((to) => numbers(to, 0, 1, 5, dice.pick(huge))),
	'nothing, and as much of it as can be': (dice) =>
		update([
			{
				client: some(dice),
				clock: 0,
				structs: times(dice.whole(50), () =>
					plain(dice.pick([content.gc, content.skip]), dice.pick([0, 1, ...huge]))
				)
			}
		]),
	'contents of every kind': (dice) =>
		update([
			{ client: some(dice), clock: 0, structs: times(1 + dice.whole(8), () => oddity(dice)) }
		]),
	'version 2': (dice) => {
		const doc = new Y.Doc();
		doc.clientID = some(dice);
		doc.getArray('a').push(dice.bytes(1 + dice.whole(9)));
		return Y.encodeStateAsUpdateV2(doc);
	},
	'many clients at once': (dice) =>
		update(
			times(dice.whole(300), (at) => ({
				client: 1_000_000 + at,
				clock: dice.whole(3),
				structs: [value(dice)]
			}))
		)
};

/** Some are so large that they are made once. */
export const largeUpdate = update([
	{
		client: 77,
		clock: 0,
		structs: [item(content.bytes, (to) => writeVarUint8Array(to, new Uint8Array(300_000)))]
	}
]);

interface Block {
	readonly client: number;
	readonly clock: number;
	readonly structs: readonly Uint8Array[];
}

interface Deletion {
	readonly client: number;
	readonly ranges: readonly (readonly [number, number])[];
}

function update(blocks: readonly Block[], deletions: readonly Deletion[] = []): Uint8Array {
	return written((to) => {
		numbers(to, blocks.length);
		for (const { client, clock, structs } of blocks) {
			numbers(to, structs.length, client, clock);
			for (const struct of structs) for (const byte of struct) writeUint8(to, byte);
		}
		numbers(to, deletions.length);
		for (const { client, ranges } of deletions) {
			numbers(to, client, ranges.length);
			for (const range of ranges) numbers(to, ...range);
		}
	});
}

/** Content below the map `m`, or below a key of it. */
function item(kind: number, write: (to: Encoder) => void, key?: string): Uint8Array {
	return written((to) => {
		writeUint8(to, key === undefined ? kind : kind | hasKey);
		numbers(to, 1);
		writeVarString(to, 'm');
		if (key !== undefined) writeVarString(to, key);
		write(to);
	});
}

/** A map whose parent is what stands at this clock. */
function childOf(client: number, clock: number): Uint8Array {
	return written((to) => {
		writeUint8(to, content.type | hasKey);
		numbers(to, 0, client, clock);
		writeVarString(to, 'k');
		numbers(to, 1);
	});
}

function value(dice: Dice): Uint8Array {
	return item(
		content.any,
		(to) => {
			numbers(to, 1);
			writeUint8(to, dice.pick([120, 121, 126, 127]));
		},
		`k${dice.whole(50)}`
	);
}

function plain(kind: number, length: number): Uint8Array {
	return written((to) => {
		writeUint8(to, kind);
		numbers(to, length);
	});
}

function oddity(dice: Dice): Uint8Array {
	const text = dice.pick([
		'',
		'undefined',
		'\ud800',
		'{"__proto__":{"x":1}}',
		'null',
		'1e999',
		'x'.repeat(500)
	]);
	const say = (to: Encoder) => writeVarString(to, text);
	return dice.pick([
		() => item(content.deleted, (to) => numbers(to, dice.pick([0, 1, ...huge]))),
		() => item(content.json, (to) => (numbers(to, 1), say(to))),
		() => item(content.text, say),
		() => item(content.embed, say),
		() => item(content.format, (to) => (say(to), writeVarString(to, '"x"'))),
		() => item(content.type, (to) => (numbers(to, dice.whole(9)), say(to)), '__proto__'),
		() => item(content.doc, (to) => (say(to), writeUint8(to, 118), numbers(to, 0))),
		() => item(dice.whole(32), say, text)
	])();
}

function nestedValue(to: Encoder, depth: number): void {
	numbers(to, 1);
	for (let level = 0; level < depth; level++) {
		writeUint8(to, 117);
		numbers(to, 1);
	}
	writeUint8(to, 126);
}

function numbers(to: Encoder, ...values: number[]): void {
	for (const one of values) writeVarUint(to, one);
}

/** A client id that may be anybody's. */
export function some(dice: Dice): number {
	return 100_000 + dice.whole(2 ** 31);
}

function written(write: (to: Encoder) => void): Uint8Array {
	const encoder = createEncoder();
	write(encoder);
	return toUint8Array(encoder);
}

function times<T>(count: number, make: (at: number) => T): T[] {
	return Array.from({ length: count }, (_, at) => make(at));
}
