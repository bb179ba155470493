import * as Y from 'yjs';

/**
 * A document that is written into a room: many edits of few records, as a season that was planned for a
 * year, or many records that nobody edited.
 */
export type Story =
	| { readonly kind: 'edits'; readonly edits: number }
	| { readonly kind: 'records'; readonly bytes: number };

/** A story as the updates that make it, and what it comes to. */
export interface Prepared {
	readonly updates: readonly Uint8Array[];
	readonly state: Uint8Array;
	readonly vector: Uint8Array;
	/** What a device that has everything answers when it is asked what it has more: its deletions. */
	readonly deletions: Uint8Array;
	readonly content: string;
}

const known = new Map<string, Prepared>();

/** The same bytes for the same story, made once. */
export function prepared(story: Story): Prepared {
	const key = JSON.stringify(story);
	const before = known.get(key);
	if (before) return before;
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	if (story.kind === 'edits') edit(doc, story.edits);
	else fill(doc, story.bytes);
	const vector = Y.encodeStateVector(doc);
	const fresh = {
		...{ updates, vector, state: Y.encodeStateAsUpdate(doc) },
		...{ deletions: Y.encodeStateAsUpdate(doc, vector), content: contentOf(doc) }
	};
	known.set(key, fresh);
	return fresh;
}

/** Whether somebody who had `before` and was told these updates has the whole story. */
export function isWhole(
	story: Prepared,
	told: readonly Uint8Array[],
	before?: Uint8Array
): boolean {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of before ? [before, ...told] : told) Y.applyUpdate(doc, update);
	});
	return (
		Buffer.from(Y.encodeStateVector(doc)).equals(story.vector) && contentOf(doc) === story.content
	);
}

const authors = 50;
const firstAuthor = 1_500_000_000;
const records = 500;
const fields = ['title', 'note', 'from', 'venue'];

/** One field of one record at a time, by one author after another. */
function edit(doc: Y.Doc, edits: number): void {
	const series = doc.getMap('series+');
	for (let at = 0; at < edits; at++) {
		doc.clientID = firstAuthor + (at % authors);
		const record = String((at * 7919) % records).padStart(16, '0');
		series.set(`${record}/${fields[at % fields.length]}`, `Koffie in de buurt, versie ${at}`);
	}
}

/** Written by one author, in updates that a relay takes in one piece. */
const updateBytes = 100_000;
const recordBytes = 125;

function fill(doc: Y.Doc, bytes: number): void {
	doc.clientID = firstAuthor;
	const series = doc.getMap('series');
	const count = Math.ceil(bytes / recordBytes);
	const atOnce = Math.floor(updateBytes / recordBytes);
	for (let from = 0; from < count; from += atOnce) {
		doc.transact(() => {
			for (let at = from; at < Math.min(count, from + atOnce); at++) {
				series.set(String(at).padStart(16, '0'), [1, `Activiteit ${at}`, 'zaal', '.'.repeat(70)]);
			}
		});
	}
}

function contentOf(doc: Y.Doc): string {
	const all = ['series', 'series+'].flatMap((name) => [...doc.getMap(name).entries()]);
	return JSON.stringify(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
