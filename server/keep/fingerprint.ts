import {
	createEncoder,
	toUint8Array,
	writeAny,
	writeVarString,
	writeVarUint,
	writeVarUint8Array,
	type Encoder
} from 'lib0/encoding';
import { createHash } from 'node:crypto';
import * as Y from 'yjs';

/**
 * A name for what a document holds: the same on every device and relay that holds the same, however its
 * bytes came there. Two states that differ in one letter, one deletion or one change that was never seen
 * have different ones.
 *
 * (Bytes won't do: Yjs cuts the same contents into other pieces when they arrived in another order.)
 *
 * @param state as `integrate` makes it: all in one update, with what was deleted left out
 */
export function fingerprint(state: Uint8Array): string {
	const { structs, ds } = Y.decodeUpdate(state);
	const encoder = createEncoder();
	const byClient = Map.groupBy(structs, ({ id }) => id.client);
	for (const client of [...byClient.keys()].toSorted((a, b) => a - b)) {
		writeVarUint(encoder, client);
		for (const struct of byClient.get(client) ?? []) writeUnits(encoder, struct);
	}
	for (const [client, deletes] of [...ds.clients].toSorted(([a], [b]) => a - b)) {
		writeVarUint(encoder, client);
		for (const { clock, len } of deletes) {
			writeVarUint(encoder, clock);
			writeVarUint(encoder, len);
		}
	}
	return createHash('sha256').update(toUint8Array(encoder)).digest('hex');
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** Each tick of a clock that stands for something, by itself; what was deleted is in the other list, joined. */
function writeUnits(encoder: Encoder, struct: Struct): void {
	if (!(struct instanceof Y.Item)) return;
	const { content, id } = struct;
	unitsOf(content).forEach((write, at) => {
		writeVarUint(encoder, id.clock + at);
		writeVarUint(encoder, content.getRef());
		write(encoder);
	});
}

type Write = (encoder: Encoder) => void;

function unitsOf(content: Y.Item['content']): Write[] {
	if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON)
		return content.arr.map(anyOf);
	if (content instanceof Y.ContentString)
		// One by one, as clocks count them: half a sign that takes two is a unit, too.
		return Array.from({ length: content.str.length }, (_, at) => (to: Encoder) => {
			writeVarUint(to, content.str.charCodeAt(at));
		});
	if (content instanceof Y.ContentBinary) return [(to) => writeVarUint8Array(to, content.content)];
	if (content instanceof Y.ContentEmbed) return [anyOf(content.embed)];
	if (content instanceof Y.ContentFormat)
		return [anyOf({ [content.key]: content.value as unknown })];
	if (content instanceof Y.ContentType)
		return [(to) => writeVarString(to, content.type.constructor.name)];
	if (content instanceof Y.ContentDoc) return [(to) => writeVarString(to, content.doc.guid)];
	return [];
}

/** Whatever a document can hold is what `writeAny` writes. */
function anyOf(value: unknown): Write {
	return (to) => writeAny(to, value as Parameters<typeof writeAny>[1]);
}
