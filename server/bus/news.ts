import {
	createDecoder,
	hasContent,
	readUint8,
	readUint8Array,
	readVarString,
	readVarUint,
	readVarUint8Array,
	type Decoder
} from 'lib0/decoding';
import {
	createEncoder,
	toUint8Array,
	writeUint8,
	writeUint8Array,
	writeVarString,
	writeVarUint,
	writeVarUint8Array
} from 'lib0/encoding';
import type { News } from './bus.ts';

/** What stands first: relays of two versions may share a carrier while they are being replaced. */
const version = 1;

/** How many bytes tell one relay from another. */
export const relayIdBytes = 8;

/** One message between relays: who says it, then what. `from` is `relayIdBytes` long. */
export function encodeNews(from: Uint8Array, news: readonly News[]): Uint8Array {
	const encoder = createEncoder();
	writeUint8(encoder, version);
	writeUint8Array(encoder, from);
	for (const one of news) {
		writeUint8(encoder, one.kind === 'grown' ? 0 : 1);
		writeVarString(encoder, one.document);
		if (one.kind === 'grown') writeVarUint(encoder, one.upTo);
		else writeVarUint8Array(encoder, one.entries);
	}
	return toUint8Array(encoder);
}

/**
 * Null for anything that this version can't read, whole or in part: news is a hint, and a relay that
 * missed some asks the journal.
 */
export function decodeNews(message: Uint8Array): { from: Uint8Array; news: News[] } | null {
	const decoder = createDecoder(message);
	try {
		if (readUint8(decoder) !== version) return null;
		const from = readUint8Array(decoder, relayIdBytes);
		const news: News[] = [];
		while (hasContent(decoder)) news.push(readOne(decoder));
		return { from, news };
	} catch {
		// lib0 throws at the end of the bytes, wherever that is.
		return null;
	}
}

function readOne(decoder: Decoder): News {
	const kind = readUint8(decoder);
	const document = readVarString(decoder);
	if (kind === 0) return { kind: 'grown', document, upTo: readVarUint(decoder) };
	if (kind === 1) return { kind: 'presence', document, entries: readVarUint8Array(decoder) };
	throw new RangeError('news of a kind that this version does not know');
}
