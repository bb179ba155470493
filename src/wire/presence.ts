import { readVarString, readVarUint, type Decoder } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { readWhole } from './frame.ts';

/** What one Yjs client shows of itself: y-protocols calls it an awareness state. */
export interface PresenceEntry {
	readonly client: number;
	/** Rises with each change of the same client, so that an older state never replaces a newer. */
	readonly clock: number;
	/** JSON; `null` says that the client has gone. */
	readonly state: string;
}

export const gone = 'null';

/** The content of a `presence` frame. */
export function writePresence(entries: readonly PresenceEntry[]): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, entries.length);
	for (const { client, clock, state } of entries) {
		writeVarUint(encoder, client);
		writeVarUint(encoder, clock);
		writeVarString(encoder, state);
	}
	return toUint8Array(encoder);
}

/**
 * Reads the content of a `presence` frame, or throws `MalformedFrame`.
 *
 * A state that is no JSON counts as malformed: y-protocols parses it without a net, so that one bad
 * entry would throw in every other device that has the document open.
 */
export function readPresence(bytes: Uint8Array): PresenceEntry[] {
	return readWhole(bytes, readEntries, 'presence');
}

function readEntries(decoder: Decoder): PresenceEntry[] {
	const entries: PresenceEntry[] = [];
	for (let left = readVarUint(decoder); left > 0; left--) entries.push(readEntry(decoder));
	return entries;
}

function readEntry(decoder: Decoder): PresenceEntry {
	const entry = {
		client: readVarUint(decoder),
		clock: readVarUint(decoder),
		state: readVarString(decoder)
	};
	JSON.parse(entry.state);
	return entry;
}
