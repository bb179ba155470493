import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { encodeLine, type LineFrame, type Opening } from '#wire/line-frame.ts';
import { joined, lineChannel, pack, type Part } from '#wire/line.ts';
import type { Dice } from './dice.ts';
import { hostileFrame } from './hostile-frames.ts';
import { some, type Victims } from './hostile-updates.ts';

/** A line as whoever means ill knows it: channels up to this one were used. */
export interface UsedLine {
	readonly lastChannel: number;
}

/** Messages of a line that can be read, and are meant to harm. */
type Make = (dice: Dice, line: UsedLine, victims: Victims) => Uint8Array;

const huge = [2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER];
const pieceKind = 73;
const nothing = new Uint8Array([0]);

const messages: readonly Make[] = [
	(dice, { lastChannel }) =>
		said({ kind: 'open', documents: [opening(dice, dice.whole(lastChannel + 1))] }),
	(dice, { lastChannel }) =>
		said({ kind: 'open', documents: [opening(dice, lastChannel + 1 + dice.whole(9))] }),
	(dice) => said({ kind: 'open', documents: [opening(dice, dice.pick(huge))] }),
	(dice, { lastChannel }, { clients }) => {
		const client = dice.pick(clients);
		const again = { ...opening(dice, lastChannel + 1), document: 'directory', client };
		return said({ kind: 'open', documents: [again, { ...again, channel: lastChannel + 2 }] });
	},
	(dice, { lastChannel }) => {
		const documents = Array.from({ length: dice.whole(300) }, (_, at) =>
			opening(dice, lastChannel + 1 + at)
		);
		return said({ kind: 'open', documents });
	},
	(dice) => message({ channel: lineChannel, frame: numbers(67, dice.pick(huge), 1) }),
	(dice) =>
		message({
			channel: lineChannel,
			frame: numbers(dice.pick([0, 1, 63, 65, 66, 74, ...huge]), 1)
		}),
	(dice) => said({ kind: 'hello', version: dice.pick(huge) }),
	(dice, { lastChannel }) =>
		said({ kind: 'shut', channel: dice.whole(lastChannel + 2), code: 4400, reason: 'so' }),
	(dice) =>
		said(...Array.from({ length: dice.whole(200) }, () => ({ kind: 'ping' }) as const), {
			kind: 'pong'
		}),
	(dice) =>
		said(
			{ kind: 'opened', channel: 1, room: dice.pick(huge) },
			{ kind: 'return', afterMs: dice.pick(huge) }
		),
	// Pieces: of two frames mixed, of one that never ends, within another, with a flag that is none, empty.
	(dice, { lastChannel }) =>
		message(piece(dice, 1, 0), piece(dice, 1 + dice.whole(lastChannel + 1), 0), piece(dice, 1, 1)),
	(dice, { lastChannel }) => message(piece(dice, dice.whole(lastChannel + 1), 0)),
	(dice) =>
		message({ channel: 1, frame: Uint8Array.from([pieceKind, 1, pieceKind, 1, ...dice.bytes(3)]) }),
	(dice) => message({ channel: 1, frame: Uint8Array.from([pieceKind, 2 + dice.whole(200), 0]) }),
	() => message({ channel: 1, frame: Uint8Array.from([pieceKind, 1]) }),
	// Parts: empty, longer than the message, on a channel that can't be.
	(dice) => Buffer.concat([numbers(dice.whole(9), 0), message({ channel: 1, frame: nothing })]),
	(dice) => Uint8Array.from([...numbers(1, dice.pick(huge)), ...dice.bytes(9)]),
	(dice) => message({ channel: dice.pick(huge), frame: nothing }),
	() => new Uint8Array()
];

/** Half of them are hostile frames, on a channel that is open or not. */
export function hostileMessage(dice: Dice, line: UsedLine, victims: Victims): Uint8Array {
	const kind = dice.chance();
	if (kind < 0.0005) return tenThousandDocuments;
	if (kind < 0.5) return dice.pick(messages)(dice, line, victims);
	const channel = 1 + dice.whole(line.lastChannel + 1);
	return message({ channel, frame: hostileFrame(dice, victims) });
}

/** All in one message, each a document that might be; made once, for it is large. */
const tenThousandDocuments = oneMessage(
	encodeLine({
		kind: 'open',
		documents: Array.from({ length: 10_000 }, (_, at) => ({
			...{ channel: 1_000 + at, client: 7, have: nothing },
			document: at % 2 === 0 ? `o/${at}` : `season/${String(at).padStart(16, '0')}`
		}))
	})
);

const documents = [
	...['directory', 'people', 'ledger/venues', 'season/season0000000009', 'org/org0000000000000'],
	...[
		'lane/ann0000000000000',
		'lane/eve0000000000000',
		'',
		'/',
		'season/',
		'../directory',
		'x'.repeat(9_000)
	]
];

function opening(dice: Dice, channel: number): Opening {
	const have = dice.chance() < 0.9 ? nothing : Uint8Array.from(dice.bytes(dice.whole(30)));
	return { channel, document: dice.pick(documents), client: some(dice), have };
}

function piece(dice: Dice, channel: number, flag: 0 | 1): Part {
	return {
		channel,
		frame: Uint8Array.from([pieceKind, flag, ...dice.bytes(1 + dice.whole(2_000))])
	};
}

function said(...frames: LineFrame[]): Uint8Array {
	return message(...frames.map((frame) => ({ channel: lineChannel, frame: encodeLine(frame) })));
}

/** Parts as the content of one message, as small ones go. */
function message(...parts: Part[]): Uint8Array {
	return joined(pack(parts).flat());
}

/** As a device of ours never would: a large frame that is not in pieces. */
function oneMessage(frame: Uint8Array): Uint8Array {
	return Buffer.concat([numbers(lineChannel, frame.length), frame]);
}

function numbers(...values: number[]): Uint8Array {
	const encoder = createEncoder();
	for (const value of values) writeVarUint(encoder, value);
	return toUint8Array(encoder);
}
