import {
	createEncoder,
	toUint8Array,
	writeUint8,
	writeVarString,
	writeVarUint,
	writeVarUint8Array
} from 'lib0/encoding';
import { encode } from '#wire/frame.ts';

/** In every change: who wrote it, when, and as much beside it as a claim takes. */
const noteBytes = 96;
/** Behind the note stands the empty list of deletions. */
const behindNote = 1;
const shortest = noteBytes + behindNote + 20;

/**
 * A Yjs update as an edit makes it, in the frame that carries it: one new key of a map, by the writer's
 * own client and with its next clock, for a relay passes on only what it did not have yet.
 *
 * Written by hand: a `Y.Doc` for each of 600 writers would take more of the machine than the relay.
 */
export function changeFrame(writer: number, clock: number, atMs: number): Uint8Array {
	const note = Buffer.alloc(noteBytes);
	note.writeUInt32LE(writer, 0);
	note.writeDoubleLE(atMs, 4);
	const encoder = createEncoder();
	for (const count of [1, 1, writer + 1, clock]) writeVarUint(encoder, count);
	writeUint8(encoder, 8 | 0b0010_0000); // values, under a key, with no neighbour
	writeVarUint(encoder, 1);
	writeVarString(encoder, 'events');
	writeVarString(encoder, `${String(writer).padStart(8, '0')}${String(clock).padStart(8, '0')}`);
	writeVarUint(encoder, 1);
	writeUint8(encoder, 116); // bytes
	writeVarUint8Array(encoder, note);
	writeVarUint(encoder, 0);
	return encode({ kind: 'change', update: toUint8Array(encoder) });
}

/** Who wrote the change in this frame, or null when it is another frame. */
export function writerOf(frame: Buffer): number | null {
	const isChange = frame[0] === 0 && frame[1] === 2 && frame.length >= shortest;
	return isChange ? frame.readUInt32LE(frame.length - noteBytes - behindNote) : null;
}

/** When it was sent, on the clock of the process that sent it. */
export function sentAtOf(frame: Buffer): number {
	return frame.readDoubleLE(frame.length - noteBytes - behindNote + 4);
}
