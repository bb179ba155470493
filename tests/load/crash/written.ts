import { randomBytes } from 'node:crypto';
import {
	createEncoder,
	toUint8Array,
	writeUint8,
	writeVarString,
	writeVarUint,
	writeVarUint8Array
} from 'lib0/encoding';

const map = 'm';
const leastNoteBytes = 4;
const moreNoteBytes = 28;

/**
 * All that one device wrote into one document, byte for byte, and what it was told of it.
 *
 * Each change is one new key of a map, as Yjs writes it: a struct that Yjs never joins with its neighbours
 * nor writes otherwise, so that after any number of folds the very same bytes must come back.
 */
export class Written {
	readonly client: number;
	readonly document: string;
	/** Of the changes, in their order, so many the relay said are on its disk … */
	acknowledged = 0;
	/** … and so many appeared on another screen. */
	seen = 0;
	#bytes = Buffer.alloc(1024);
	/** Where each change begins, and at last where the last one ends. */
	readonly #starts = [0];

	constructor(document: string, client: number) {
		this.document = document;
		this.client = client;
	}

	/** How many changes were made. */
	get made(): number {
		return this.#starts.length - 1;
	}

	/** So many must be there, whatever happened. */
	get promised(): number {
		return Math.max(this.acknowledged, this.seen);
	}

	/** Writes one more change; answers the update that carries it. */
	add(): Uint8Array {
		const struct = structOf(`${this.client}/${this.made}`);
		const end = this.#startOf(this.made) + struct.length;
		while (this.#bytes.length < end) this.#bytes = Buffer.concat([this.#bytes, this.#bytes]);
		this.#bytes.set(struct, this.#startOf(this.made));
		this.#starts.push(end);
		return this.from(this.made - 1);
	}

	/** Everything from a change on, up to another one, as one update. */
	from(first: number, until: number = this.made): Uint8Array {
		const count = until - first;
		if (count <= 0) return new Uint8Array([0, 0]);
		const encoder = createEncoder();
		for (const number of [1, count, this.client, first]) writeVarUint(encoder, number);
		const [head, structs] = [toUint8Array(encoder), this.#slice(first, until)];
		return Buffer.concat([head, structs, Buffer.of(0)]);
	}

	/** How many bytes these changes take, if they stand at `at` just as they were made; null otherwise. */
	match(bytes: Uint8Array, at: number, first: number, count: number): number | null {
		if (first + count > this.made) return null;
		const own = this.#slice(first, first + count);
		return own.equals(bytes.subarray(at, at + own.length)) ? own.length : null;
	}

	#slice(first: number, until: number): Buffer {
		return this.#bytes.subarray(this.#startOf(first), this.#startOf(until));
	}

	#startOf(change: number): number {
		return this.#starts[change] ?? 0;
	}
}

/** A value under a new key of the map, behind the clock of its change. */
function structOf(key: string): Uint8Array {
	const encoder = createEncoder();
	writeUint8(encoder, 8 | 0b0010_0000); // values, under a key, with no neighbour
	writeVarUint(encoder, 1);
	writeVarString(encoder, map);
	writeVarString(encoder, key);
	writeVarUint(encoder, 1);
	writeUint8(encoder, 116); // bytes
	writeVarUint8Array(encoder, randomBytes(leastNoteBytes + ((key.length * 7) % moreNoteBytes)));
	return toUint8Array(encoder);
}
