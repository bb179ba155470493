import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { Written } from './written.ts';

/** How far a copy of one document holds what each device wrote into it. */
export type Reach = Map<number, number>;

/** What all devices wrote into all documents, outside of the relay: what a relay's word is held against. */
export class Books {
	readonly #documents = new Map<string, Map<number, Written>>();
	/** What was promised and is gone, or came back otherwise. */
	readonly lost: string[] = [];
	/** How many changes of all devices were acknowledged. */
	acknowledged = 0;
	#awaited: { readonly acknowledged: number; readonly resolve: () => void } | null = null;

	/** What a device wrote into a document; nothing yet, where it comes for the first time. */
	of(document: string, client: number): Written {
		const written = this.#documents.get(document) ?? new Map<number, Written>();
		this.#documents.set(document, written);
		const known = written.get(client) ?? new Written(document, client);
		written.set(client, known);
		return known;
	}

	/** Answers once so many changes were acknowledged. */
	reached(acknowledged: number): Promise<void> {
		return new Promise((resolve) => (this.#awaited = { acknowledged, resolve }));
	}

	/** The relay said that a device's changes up to here are on its disk. */
	acknowledge(written: Written, upTo: number): void {
		if (upTo <= written.acknowledged) return;
		this.acknowledged += upTo - written.acknowledged;
		written.acknowledged = upTo;
		if (this.#awaited && this.acknowledged >= this.#awaited.acknowledged) this.#awaited.resolve();
	}

	get all(): Written[] {
		return [...this.#documents.values()].flatMap((written) => [...written.values()]);
	}

	/** As a state vector: everything that was ever made in a document. */
	vector(document: string): Uint8Array {
		const written = [...(this.#documents.get(document)?.values() ?? [])];
		const encoder = createEncoder();
		writeVarUint(encoder, written.length);
		for (const { client, made } of written) {
			writeVarUint(encoder, client);
			writeVarUint(encoder, made);
		}
		return toUint8Array(encoder);
	}

	/**
	 * Takes an update in: moves `reach` on, and writes down whatever in it is not, to the byte, what a
	 * device made, or leaves a gap. Answers how far each device's changes came by it.
	 */
	read(document: string, update: Uint8Array, reach: Reach): void {
		const decoder = createDecoder(update);
		for (let blocks = readVarUint(decoder); blocks > 0; blocks--) {
			const count = readVarUint(decoder);
			const client = readVarUint(decoder);
			const first = readVarUint(decoder);
			const bytes = this.of(document, client).match(update, decoder.pos, first, count);
			if (bytes === null || first > (reach.get(client) ?? 0)) {
				return this.lose(document, client, first, bytes === null ? 'is altered' : 'follows a gap');
			}
			decoder.pos += bytes;
			reach.set(client, Math.max(reach.get(client) ?? 0, first + count));
		}
	}

	/** Everything that was promised of a document must lie within reach. */
	check(document: string, reach: Reach): void {
		for (const written of this.#documents.get(document)?.values() ?? []) {
			const there = reach.get(written.client) ?? 0;
			for (let change = there; change < written.promised; change++) {
				const why = change < written.acknowledged ? 'acknowledged' : 'seen';
				this.lose(document, written.client, change, `was ${why} and is gone`);
			}
		}
	}

	lose(document: string, client: number, change: number, what: string): void {
		this.lost.push(`${document}: change ${change} of device ${client} ${what}`);
	}
}

/** A state vector, by client. */
export function readVector(have: Uint8Array): ReadonlyMap<number, number> {
	const decoder = createDecoder(have);
	const clocks = new Map<number, number>();
	for (let left = readVarUint(decoder); left > 0; left--)
		clocks.set(readVarUint(decoder), readVarUint(decoder));
	return clocks;
}
