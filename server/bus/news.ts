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
	writeVarUint8Array,
	type Encoder
} from 'lib0/encoding';
import { PersonId } from '#domain/ids.ts';
import type { ClientOwner, News } from './bus.ts';

/** What stands first: relays of two versions may share a carrier while they are being replaced. */
const version = 1;

/** How what is told is told apart. */
const kinds = { grown: 0, presence: 1, clients: 2 } as const satisfies Record<News['kind'], number>;

/** How many bytes tell one relay from another. */
export const relayIdBytes = 8;

/** One message between relays: who says it, then what. `from` is `relayIdBytes` long. */
export function encodeNews(from: Uint8Array, news: readonly News[]): Uint8Array {
	const encoder = createEncoder();
	writeUint8(encoder, version);
	writeUint8Array(encoder, from);
	for (const one of news) {
		writeUint8(encoder, kinds[one.kind]);
		writeVarString(encoder, one.document);
		if (one.kind === 'grown') writeVarUint(encoder, one.upTo);
		else if (one.kind === 'presence') writeVarUint8Array(encoder, one.entries);
		else writeClients(encoder, one);
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
	if (kind === kinds.grown) return { kind: 'grown', document, upTo: readVarUint(decoder) };
	if (kind === kinds.presence)
		return { kind: 'presence', document, entries: readVarUint8Array(decoder) };
	if (kind === kinds.clients) return { kind: 'clients', document, ...readClients(decoder) };
	throw new RangeError('news of a kind that this version does not know');
}

type Clients = Extract<News, { kind: 'clients' }>;

function writeClients(encoder: Encoder, { owners, asks }: Clients): void {
	writeUint8(encoder, asks ? 1 : 0);
	writeVarUint(encoder, owners.length);
	for (const owner of owners) {
		writeVarUint(encoder, owner.client);
		writeVarString(encoder, owner.person);
		writeUint8(encoder, owner.isDeclared ? 1 : 0);
		writeVarUint(encoder, owner.idleMs);
	}
}

function readClients(decoder: Decoder): Pick<Clients, 'owners' | 'asks'> {
	const asks = readUint8(decoder) === 1;
	const owners: ClientOwner[] = [];
	for (let left = readVarUint(decoder); left > 0; left--) owners.push(readOwner(decoder));
	return { asks, owners };
}

function readOwner(decoder: Decoder): ClientOwner {
	const client = readVarUint(decoder);
	const person = PersonId.parse(readVarString(decoder));
	if (!person) throw new RangeError('that is no id of a person');
	const isDeclared = readUint8(decoder) === 1;
	return { client, person, isDeclared, idleMs: readVarUint(decoder) };
}
