import {
	createDecoder,
	readVarString,
	readVarUint,
	readVarUint8Array,
	type Decoder
} from 'lib0/decoding';
import {
	createEncoder,
	toUint8Array,
	writeVarString,
	writeVarUint,
	writeVarUint8Array,
	type Encoder
} from 'lib0/encoding';

/** Why the relay did not take a change. */
export type RefusalCode = 'not-allowed' | 'too-large' | 'malformed' | 'too-many' | 'not-kept';

/** One message between device and relay: the table in README.md, row by row. */
export type Frame =
	/** "This is what I have": a Yjs state vector. */
	| { readonly kind: 'ask'; readonly have: Uint8Array }
	/** "This is what you lack": closes the answer to an `ask`. */
	| { readonly kind: 'answer'; readonly update: Uint8Array }
	| { readonly kind: 'change'; readonly update: Uint8Array }
	/** Who looks at what; its content is read by `readPresence`. */
	| { readonly kind: 'presence'; readonly entries: Uint8Array }
	| { readonly kind: 'ask-presence' }
	/** "Tell me what is safe." */
	| { readonly kind: 'hello'; readonly version: number }
	/** Of the changes that this socket has sent, the first `settled` are on disk, or refused. */
	| { readonly kind: 'receipt'; readonly settled: number }
	/** The `change`-th change of this socket, counted from 1, was not taken. */
	| { readonly kind: 'refusal'; readonly change: number; readonly code: RefusalCode };

const receiptKind = 65;

/** The version of the acknowledgements that this code speaks. */
export const helloVersion = 1;

/** The other side sent bytes that are no frame: a bug or an attack, so hang up (close code 4400). */
export class MalformedFrame extends Error {
	override readonly name = 'MalformedFrame';
	readonly code = 4400;
}

export const refusalCodes: readonly string[] = [
	'not-allowed',
	'too-large',
	'malformed',
	'too-many',
	'not-kept'
] satisfies RefusalCode[];

export function encode(frame: Frame): Uint8Array {
	switch (frame.kind) {
		case 'ask':
			return syncFrame(0, frame.have);
		case 'answer':
			return syncFrame(1, frame.update);
		case 'change':
			return syncFrame(2, frame.update);
		case 'receipt':
			return receiptFrame(frame.settled);
		default: {
			const encoder = createEncoder();
			write(encoder, frame);
			return toUint8Array(encoder);
		}
	}
}

/** As lib0 would write it, into exactly as many bytes as it takes: a relay makes one of these for each change. */
function syncFrame(step: 0 | 1 | 2, content: Uint8Array): Uint8Array {
	const { length } = content;
	const lengthBytes = Math.max(1, Math.ceil((32 - Math.clz32(length)) / 7));
	const frame = new Uint8Array(2 + lengthBytes + length);
	frame[1] = step;
	for (let at = 0; at < lengthBytes; at++) {
		const more = at < lengthBytes - 1 ? 0x80 : 0;
		frame[2 + at] = more | ((length >>> (7 * at)) & 0x7f);
	}
	frame.set(content, 2 + lengthBytes);
	return frame;
}

/** As lib0 would write it, and as often as `syncFrame`. */
function receiptFrame(settled: number): Uint8Array {
	const bytes = [receiptKind];
	let left = settled;
	for (; left > 0x7f; left = Math.floor(left / 0x80)) bytes.push(0x80 | (left & 0x7f));
	bytes.push(left);
	return Uint8Array.from(bytes);
}

function write(
	encoder: Encoder,
	frame: Exclude<Frame, { kind: 'ask' | 'answer' | 'change' | 'receipt' }>
): void {
	switch (frame.kind) {
		case 'presence':
			writeVarUint(encoder, 1);
			return writeVarUint8Array(encoder, frame.entries);
		case 'ask-presence':
			return writeVarUint(encoder, 3);
		case 'hello':
			writeVarUint(encoder, 64);
			return writeVarUint(encoder, frame.version);
		case 'refusal':
			writeVarUint(encoder, 66);
			writeVarUint(encoder, frame.change);
			return writeVarString(encoder, frame.code);
	}
}

/**
 * The frame that `bytes` hold. Contents are views into `bytes`: copy what must outlive them.
 *
 * Total: any bytes give a frame or throw `MalformedFrame`, in a time that grows with their number
 * and not with the numbers written in them.
 */
export function decode(bytes: Uint8Array): Frame {
	return readWhole(bytes, read, 'frame');
}

/** What `read` finds in `bytes`, down to the last one; anything else throws `MalformedFrame`, naming `what`. */
export function readWhole<Content>(
	bytes: Uint8Array,
	read: (decoder: Decoder) => Content,
	what: string
): Content {
	const decoder = createDecoder(bytes);
	const content = readOrThrow(decoder, read, what);
	if (decoder.pos !== bytes.length) throw new MalformedFrame(`something follows the ${what}`);
	return content;
}

function readOrThrow<Content>(
	decoder: Decoder,
	read: (decoder: Decoder) => Content,
	what: string
): Content {
	try {
		return read(decoder);
	} catch (cause) {
		if (cause instanceof MalformedFrame) throw cause;
		throw new MalformedFrame(`the ${what} can not be read`, { cause });
	}
}

function read(decoder: Decoder): Frame {
	const kind = readVarUint(decoder);
	switch (kind) {
		case 0:
			return readSync(decoder);
		case 1:
			return { kind: 'presence', entries: readVarUint8Array(decoder) };
		case 3:
			return { kind: 'ask-presence' };
		case 64:
			return { kind: 'hello', version: readVarUint(decoder) };
		case receiptKind:
			return { kind: 'receipt', settled: readVarUint(decoder) };
		case 66:
			return { kind: 'refusal', change: readVarUint(decoder), code: readCode(decoder) };
		default:
			throw new MalformedFrame(`no frame begins with ${kind}`);
	}
}

function readSync(decoder: Decoder): Frame {
	const step = readVarUint(decoder);
	switch (step) {
		case 0:
			return { kind: 'ask', have: readVarUint8Array(decoder) };
		case 1:
			return { kind: 'answer', update: readVarUint8Array(decoder) };
		case 2:
			return { kind: 'change', update: readVarUint8Array(decoder) };
		default:
			throw new MalformedFrame(`no sync step ${step}`);
	}
}

function readCode(decoder: Decoder): RefusalCode {
	const text = readVarString(decoder);
	if (!refusalCodes.includes(text)) throw new MalformedFrame('no such refusal');
	return text as RefusalCode;
}
