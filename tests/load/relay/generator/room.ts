import { createEncoder, toUint8Array, writeVarString } from 'lib0/encoding';
import type { Address } from './line.ts';
import { messageOf } from './messages.ts';

/**
 * What a server speaks: nothing but bytes passed on, the y-websocket protocol, the same with our receipts,
 * or Hocuspocus's, in which the document's name stands before every frame.
 */
export type Dialect = 'bare' | 'y-websocket' | 'draaiboek' | 'hocuspocus';

/** A document on a server, and how to speak of it. */
export interface Room extends Address {
	readonly dialect: Dialect;
	readonly document: string;
}

/** What stands before every frame of this room. */
export function prefixOf({ dialect, document }: Room): Uint8Array {
	if (dialect !== 'hocuspocus') return new Uint8Array();
	const encoder = createEncoder();
	writeVarString(encoder, document);
	return toUint8Array(encoder);
}

/** A frame as the message that carries it in this room. */
export function messageIn(room: Room, frame: Uint8Array): Buffer {
	return messageOf(contentIn(room, frame));
}

export function contentIn(room: Room, frame: Uint8Array): Uint8Array {
	return Buffer.concat([prefixOf(room), frame]);
}
