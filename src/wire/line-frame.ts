import { readVarString, readVarUint, readVarUint8Array, type Decoder } from 'lib0/decoding';
import {
	createEncoder,
	toUint8Array,
	writeVarString,
	writeVarUint,
	writeVarUint8Array,
	type Encoder
} from 'lib0/encoding';
import { MalformedFrame, readWhole } from './frame.ts';
import { maxMessageBytes, pieceBytes } from './line.ts';

/** A document that a device opens on its line, with what it has of it. */
export interface Opening {
	/** The device's own choice: larger than any before it on this line. */
	readonly channel: number;
	/** The text of a `DocumentName`. */
	readonly document: string;
	/** The Yjs client under which the device writes in it. */
	readonly client: number;
	/** A Yjs state vector: the relay answers what lies beyond it. */
	readonly have: Uint8Array;
}

/** What the line says of itself: the second table in README.md, row by row. */
export type LineFrame =
	/** "Tell me what is safe", of every document on this line. */
	| { readonly kind: 'hello'; readonly version: number }
	| { readonly kind: 'open'; readonly documents: readonly Opening[] }
	/** What the relay says of this document, it says on the channel `room`. */
	| { readonly kind: 'opened'; readonly channel: number; readonly room: number }
	/** One document ends, and nothing else: `code` is a close code, as of a socket of its own. */
	| {
			readonly kind: 'shut';
			readonly channel: number;
			readonly code: number;
			readonly reason: string;
	  }
	| { readonly kind: 'ping' }
	| { readonly kind: 'pong' }
	/** The relay is about to stop: come back after about so long. */
	| { readonly kind: 'return'; readonly afterMs: number };

export function encodeLine(frame: LineFrame): Uint8Array {
	const encoder = createEncoder();
	write(encoder, frame);
	return toUint8Array(encoder);
}

/** What an opening takes beside its texts and its vector, at most. */
const headBytes = 32;

/** A vector longer than this would not fit in a message: whoever has one asks for everything. */
const mostVectorBytes = maxMessageBytes / 2;

/** Openings in frames that each fit in one message: the relay reads no longer one. */
export function openFrames(documents: readonly Opening[]): Uint8Array[] {
	const groups: Opening[][] = [];
	let room = 0;
	for (const opening of documents.map(withShortVector)) {
		const bytes = headBytes + opening.document.length + opening.have.length;
		if (bytes > room) {
			groups.push([]);
			room = pieceBytes;
		}
		groups.at(-1)?.push(opening);
		room -= bytes;
	}
	return groups.map((group) => encodeLine({ kind: 'open', documents: group }));
}

function withShortVector(opening: Opening): Opening {
	return opening.have.length > mostVectorBytes ? { ...opening, have: nothing } : opening;
}

/** The state vector of an empty document. */
const nothing = Uint8Array.of(0);

function write(encoder: Encoder, frame: LineFrame): void {
	switch (frame.kind) {
		case 'hello':
			writeVarUint(encoder, 64);
			return writeVarUint(encoder, frame.version);
		case 'open':
			writeVarUint(encoder, 67);
			writeVarUint(encoder, frame.documents.length);
			for (const document of frame.documents) writeOpening(encoder, document);
			return;
		case 'opened':
			writeVarUint(encoder, 68);
			writeVarUint(encoder, frame.channel);
			return writeVarUint(encoder, frame.room);
		case 'shut':
			writeVarUint(encoder, 69);
			writeVarUint(encoder, frame.channel);
			writeVarUint(encoder, frame.code);
			return writeVarString(encoder, frame.reason);
		case 'ping':
			return writeVarUint(encoder, 70);
		case 'pong':
			return writeVarUint(encoder, 71);
		case 'return':
			writeVarUint(encoder, 72);
			return writeVarUint(encoder, frame.afterMs);
	}
}

function writeOpening(encoder: Encoder, { channel, document, client, have }: Opening): void {
	writeVarUint(encoder, channel);
	writeVarString(encoder, document);
	writeVarUint(encoder, client);
	writeVarUint8Array(encoder, have);
}

/**
 * The frame of the line that `bytes` hold; contents are views into `bytes`. Total, as `decode` is.
 */
export function decodeLine(bytes: Uint8Array): LineFrame {
	return readWhole(bytes, read, 'frame of the line');
}

function read(decoder: Decoder): LineFrame {
	const kind = readVarUint(decoder);
	switch (kind) {
		case 64:
			return { kind: 'hello', version: readVarUint(decoder) };
		case 67:
			return { kind: 'open', documents: readOpenings(decoder) };
		case 68:
			return { kind: 'opened', channel: readVarUint(decoder), room: readVarUint(decoder) };
		case 69:
			return {
				kind: 'shut',
				channel: readVarUint(decoder),
				code: readVarUint(decoder),
				reason: readVarString(decoder)
			};
		case 70:
			return { kind: 'ping' };
		case 71:
			return { kind: 'pong' };
		case 72:
			return { kind: 'return', afterMs: readVarUint(decoder) };
		default:
			throw new MalformedFrame(`no frame of a line begins with ${kind}`);
	}
}

function readOpenings(decoder: Decoder): Opening[] {
	const documents: Opening[] = [];
	for (let left = readVarUint(decoder); left > 0; left--) {
		documents.push({
			channel: readVarUint(decoder),
			document: readVarString(decoder),
			client: readVarUint(decoder),
			have: readVarUint8Array(decoder)
		});
	}
	return documents;
}
