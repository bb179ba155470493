import { randomBytes } from 'node:crypto';
import {
	createEncoder,
	toUint8Array,
	writeUint8,
	writeVarString,
	writeVarUint,
	writeVarUint8Array
} from 'lib0/encoding';
import { encode } from '#wire/frame.ts';
import { Cursor } from './cursor.ts';
import { messageOf } from './messages.ts';
import { type Room, contentIn } from './room.ts';

/** As much in every change as a claim takes. */
const noteBytes = 96;
const keyDigits = 8;
const map = 'events';

/** Behind the clock of a change: what kind of struct, whose map, under which key, which value. */
const structBytes = 1 + 1 + (1 + map.length) + (1 + 2 * keyDigits) + 1 + 1 + (1 + noteBytes);
/** Where in it the half of the key stands that counts. */
const countAt = 1 + 1 + (1 + map.length) + 1 + keyDigits;

/**
 * Makes the changes of one writer: Yjs updates as an edit makes them, each one new key of a map with the
 * writer's next clock, for a relay passes on only what it did not have yet.
 *
 * A `Y.Doc` for each of 600 writers would take more of the machine than the servers do. The message is made
 * once for each length that its clock can have; for each change the clock and the key are filled in.
 */
export class Changes {
	readonly #room: Room;
	readonly #client: number;
	readonly #note = randomBytes(noteBytes);
	readonly #templates = new Map<number, Buffer>();

	constructor(room: Room, client: number) {
		this.#room = room;
		this.#client = client;
	}

	/** The message that carries the change with this clock. */
	message(clock: number): Buffer {
		const clockBytes = bytesOf(clock);
		const message = Buffer.from(this.#template(clockBytes));
		// From the end: the empty list of deletions, the struct, and before it the clock.
		const structAt = message.length - 1 - structBytes;
		mix(message, structAt - clockBytes, varUint(clock));
		mix(message, structAt + countAt, Buffer.from(String(clock).padStart(keyDigits, '0')));
		return message;
	}

	/** The message with nothing but zeros where the clock and the count go. */
	#template(clockBytes: number): Buffer {
		const known = this.#templates.get(clockBytes);
		if (known) return known;
		const update = Buffer.from(updateOf(this.#client, 128 ** clockBytes - 1, this.#note));
		const structAt = update.length - 1 - structBytes;
		update.fill(0, structAt - clockBytes, structAt);
		update.fill(0, structAt + countAt, structAt + countAt + keyDigits);
		const message = messageOf(contentIn(this.#room, encode({ kind: 'change', update })));
		this.#templates.set(clockBytes, message);
		return message;
	}
}

function updateOf(client: number, clock: number, note: Uint8Array): Uint8Array {
	const encoder = createEncoder();
	for (const count of [1, 1, client, clock]) writeVarUint(encoder, count);
	writeUint8(encoder, 8 | 0b0010_0000); // values, under a key, with no neighbour
	writeVarUint(encoder, 1);
	writeVarString(encoder, map);
	writeVarString(
		encoder,
		`${client}`.slice(-keyDigits).padStart(keyDigits, '0') + '0'.repeat(keyDigits)
	);
	writeVarUint(encoder, 1);
	writeUint8(encoder, 116); // bytes
	writeVarUint8Array(encoder, note);
	writeVarUint(encoder, 0);
	return toUint8Array(encoder);
}

function bytesOf(value: number): number {
	return value < 128 ? 1 : 1 + bytesOf(Math.floor(value / 128));
}

function varUint(value: number): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, value);
	return toUint8Array(encoder);
}

/** Fills zeros that were masked: masking is addition without carry, and so is this. */
function mix(message: Buffer, at: number, bytes: Uint8Array): void {
	for (let index = 0; index < bytes.length; index++) {
		message[at + index] = (message[at + index] ?? 0) ^ (bytes[index] ?? 0);
	}
}

/** Hears that `count` changes of a client came in, the first of which has this clock. */
export type OnChanges = (client: number, clock: number, count: number) => void;

const cursor = new Cursor();

/**
 * Reads whose changes are in an update, alone or merged with others; false when there is anything in it
 * that `Changes` did not make.
 */
export function readChanges(bytes: Buffer, from: number, until: number, tell: OnChanges): boolean {
	cursor.set(bytes, from);
	for (let clients = cursor.number(); clients > 0; clients--) {
		const count = cursor.number();
		const client = cursor.number();
		const clock = cursor.number();
		const end = cursor.at + count * structBytes;
		tell(client, clock, count);
		cursor.at = end;
	}
	return cursor.at === until - 1 && bytes[cursor.at] === 0;
}
