import {
	createDecoder,
	readFloat32,
	readFloat64,
	readBigInt64,
	readUint8,
	readVarInt,
	readVarString,
	readVarUint,
	readVarUint8Array,
	type Decoder
} from 'lib0/decoding';

/** The changes of one client from `from` up to and not including `until`. */
export interface ClockRange {
	readonly client: number;
	readonly from: number;
	readonly until: number;
}

/** What an update holds, without its contents: enough to know whether a device or the relay has it. */
export interface UpdateShape {
	/** What it brings, in the order in which it stands there; a gap in a client's row is left out. */
	readonly brings: readonly ClockRange[];
	readonly deletes: readonly ClockRange[];
}

/** Values within values: further down, a browser's own stack is what ends, and the relay's. */
const maxDepth = 100;

class NotAnUpdate extends Error {
	override readonly name = 'NotAnUpdate';
}

/** Whether these bytes are a Yjs update of version 1, to the last byte. */
export function isUpdate(bytes: Uint8Array): boolean {
	return readShape(bytes) !== null;
}

/**
 * The shape of a Yjs update of version 1, or null when the bytes are none.
 *
 * The relay forwards updates as the bytes they came as, so this is the only look it takes: whatever
 * would make Yjs throw while reading on somebody's phone must be caught here. It builds nothing and
 * keeps nothing. Version 2 is refused (its reader can hang on 27 bytes, yjs#687): such an update
 * begins with a 0, which in version 1 says that nothing but deletions follows.
 */
export function readShape(bytes: Uint8Array): UpdateShape | null {
	const decoder = createDecoder(bytes);
	try {
		const brings = readClients(decoder);
		const deletes = readDeletes(decoder);
		return decoder.pos === bytes.length ? { brings, deletes } : null;
	} catch {
		return null;
	}
}

function readClients(decoder: Decoder): ClockRange[] {
	const ranges: ClockRange[] = [];
	for (let left = readVarUint(decoder); left > 0; left--) readClient(decoder, ranges);
	return ranges;
}

function readClient(decoder: Decoder, ranges: ClockRange[]): void {
	let left = readVarUint(decoder);
	const client = readVarUint(decoder);
	let clock = readVarUint(decoder);
	let from = clock;
	for (; left > 0; left--) {
		const head = readUint8(decoder);
		const length = skipStruct(decoder, head);
		if (head === skipHead) {
			if (clock > from) ranges.push({ client, from, until: clock });
			from = clock + length;
		}
		clock += length;
		// Yjs writes nothing that takes no tick, and throws while it tidies up after one.
		if (length === 0 || !Number.isSafeInteger(clock)) throw new NotAnUpdate();
	}
	if (clock > from) ranges.push({ client, from, until: clock });
}

/**
 * Yjs writes what a client's deletions are in order, apart from one another, and none that is empty. An update of
 * version 2 can happen to read as a list of deletions, but hardly ever as such a list: these would be deleted.
 */
function readDeletes(decoder: Decoder): ClockRange[] {
	const ranges: ClockRange[] = [];
	for (let clients = readVarUint(decoder); clients > 0; clients--) {
		const client = readVarUint(decoder);
		let before = -1;
		for (let left = readVarUint(decoder); left > 0; left--) {
			const from = readVarUint(decoder);
			const until = from + readVarUint(decoder);
			if (from <= before || until === from) throw new NotAnUpdate();
			ranges.push({ client, from, until });
			before = until;
		}
	}
	return ranges;
}

// The first byte of a struct: five bits say what it is, three which of its neighbours are named.
const kindBits = 0b0001_1111;
const hasParentKey = 0b0010_0000;
const hasRight = 0b0100_0000;
const hasLeft = 0b1000_0000;
const skipHead = 10;

/** Steps over one struct and says how many clock ticks it takes. */
function skipStruct(decoder: Decoder, head: number): number {
	const kind = head & kindBits;
	if (head === skipHead || kind === 0) return readVarUint(decoder);
	if (head & hasLeft) skipId(decoder);
	if (head & hasRight) skipId(decoder);
	if (!(head & (hasLeft | hasRight))) skipParent(decoder, (head & hasParentKey) !== 0);
	return skipContent(decoder, kind);
}

function skipId(decoder: Decoder): void {
	readVarUint(decoder);
	readVarUint(decoder);
}

function skipParent(decoder: Decoder, hasKey: boolean): void {
	if (readVarUint(decoder) === 1) readVarString(decoder);
	else skipId(decoder);
	if (hasKey) readVarString(decoder);
}

function skipContent(decoder: Decoder, kind: number): number {
	switch (kind) {
		case 1: // deleted
			return readVarUint(decoder);
		case 2: // JSON
			return skipMany(decoder, skipJsonOrNothing);
		case 3: // bytes
			readVarUint8Array(decoder);
			return 1;
		case 4: // text
			return readVarString(decoder).length;
		case 5: // embed
			skipJson(decoder);
			return 1;
		case 6: // format
			readVarString(decoder);
			skipJson(decoder);
			return 1;
		case 7: // shared type
			skipType(decoder);
			return 1;
		case 8: // values
			return skipMany(decoder, skipAny);
		case 9: // document within the document
			readVarString(decoder);
			skipAny(decoder);
			return 1;
		default:
			throw new NotAnUpdate();
	}
}

function skipMany(decoder: Decoder, skip: (decoder: Decoder) => void): number {
	const count = readVarUint(decoder);
	for (let left = count; left > 0; left--) skip(decoder);
	return count;
}

function skipJson(decoder: Decoder): void {
	checkJson(readVarString(decoder));
}

function skipJsonOrNothing(decoder: Decoder): void {
	const text = readVarString(decoder);
	if (text !== 'undefined') checkJson(text);
}

/** Reading it goes as deep as anybody likes; writing it again, as Yjs does for who lacks a part, does not. */
function checkJson(text: string): void {
	JSON.parse(text);
	if (isDeep(text)) throw new NotAnUpdate();
}

/** Whether a JSON text holds values within values further down than `maxDepth`. */
function isDeep(text: string): boolean {
	if (text.length <= maxDepth) return false;
	let depth = 0;
	let isQuoted = false;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (sign === '\\') at++;
		else if (sign === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (sign === '[' || sign === '{') depth++;
		else if (sign === ']' || sign === '}') depth--;
		if (depth > maxDepth) return true;
	}
	return false;
}

/** Array, map, text, element, fragment, hook, element text: an element and a hook carry a name. */
function skipType(decoder: Decoder): void {
	const type = readVarUint(decoder);
	if (type > 6) throw new NotAnUpdate();
	if (type === 3 || type === 5) readVarString(decoder);
}

function skipAny(decoder: Decoder, depth = 0): void {
	if (depth > maxDepth) throw new NotAnUpdate();
	switch (readUint8(decoder)) {
		case 127: // undefined
		case 126: // null
		case 121: // false
		case 120: // true
			return;
		case 125:
			return void readVarInt(decoder);
		case 124:
			return void readFloat32(decoder);
		case 123:
			return void readFloat64(decoder);
		case 122:
			return void readBigInt64(decoder);
		case 119:
			return void readVarString(decoder);
		case 118:
			for (let left = readVarUint(decoder); left > 0; left--) {
				readVarString(decoder);
				skipAny(decoder, depth + 1);
			}
			return;
		case 117:
			for (let left = readVarUint(decoder); left > 0; left--) skipAny(decoder, depth + 1);
			return;
		case 116:
			return void readVarUint8Array(decoder);
		default:
			throw new NotAnUpdate();
	}
}
