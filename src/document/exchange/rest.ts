import * as Y from 'yjs';
import type { FileOther } from './file.ts';
import { type Json, fromPlain, isElement, toPlain, unplain } from './plain.ts';

/**
 * What one document holds besides what this version knows: written by a newer version, or by something
 * broken. Plain values are kept for whoever can read them; the rest is named, so that it is never lost
 * in silence.
 */
export class Rest {
	readonly #document: string;
	readonly #maps = new Map<string, Map<string, unknown>>();
	readonly #lists = new Map<string, unknown[]>();
	readonly leftOut: string[] = [];

	constructor(document: string) {
		this.#document = document;
	}

	/** Keeps one entry of a map. */
	keep(root: string, key: string, value: unknown): void {
		if (toPlain(value) === unplain) this.leaveOut(`${root}/${key}`);
		else this.#maps.set(root, (this.#maps.get(root) ?? new Map<string, unknown>()).set(key, value));
	}

	/** Says of something that it can't be put in a file. */
	leaveOut(name: string): void {
		this.leftOut.push(`${this.#document}/${name}`);
	}

	/** Keeps every map and list of a document but those that are known. */
	keepUnknown(doc: Y.Doc, known: readonly string[]): void {
		const unknown = [...doc.share.keys()].filter((root) => !known.includes(root)).sort();
		if (unknown.length === 0) return;
		// A root gets its kind from whoever opens it first: looking must not decide that for the document.
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		for (const root of unknown) this.#keepRoot(copy, root);
	}

	/** By root, in order of their names. */
	others(): Record<string, FileOther> {
		const roots = [...new Set([...this.#maps.keys(), ...this.#lists.keys()])].sort();
		return Object.fromEntries(roots.map((root) => [root, this.#other(root)]));
	}

	#keepRoot(copy: Y.Doc, root: string): void {
		const type = copy.share.get(root);
		if (!type) return;
		// Texts and nested types; and what is both a map and a list, of which Yjs can open only one.
		const isPlain = itemsOf(type).every(({ content }) =>
			plainContents.some((one) => content instanceof one)
		);
		const isBoth = type._start !== null && type._map.size > 0;
		if (!isPlain || isBoth) return this.leaveOut(root);
		const list = itemsOf(type).flatMap(({ content }) => content.getContent() as unknown[]);
		if (list.length > 0) return this.#keepList(root, list);
		for (const [key, value] of copy.getMap(root).entries()) this.keep(root, key, value);
	}

	#keepList(root: string, list: unknown[]): void {
		if (toPlain(list) === unplain || !list.every(isElement)) this.leaveOut(root);
		else this.#lists.set(root, list);
	}

	#other(root: string): FileOther {
		const [map, list] = [this.#maps.get(root), this.#lists.get(root)];
		const sorted = map && [...map].sort(([a], [b]) => (a < b ? -1 : 1));
		return {
			...(sorted ? { map: toPlain(Object.fromEntries(sorted)) as Json } : {}),
			...(list ? { list: toPlain(list) as readonly Json[] } : {})
		};
	}
}

const plainContents = [Y.ContentAny, Y.ContentBinary, Y.ContentJSON];

/** The list items of a root that were not deleted. */
function itemsOf(type: Pick<Y.AbstractType<Y.YEvent<never>>, '_start'>): Y.Item[] {
	const items: Y.Item[] = [];
	for (let item = type._start; item !== null; item = item.right) {
		if (!item.deleted) items.push(item);
	}
	return items;
}

/** Lays down what was kept. */
export function writeRest(doc: Y.Doc, others: Readonly<Record<string, FileOther>>): void {
	for (const [root, { map, list }] of Object.entries(others)) {
		const entries = fromPlain(map ?? {}) as Readonly<Record<string, unknown>>;
		for (const [key, value] of Object.entries(entries)) doc.getMap(root).set(key, value);
		if (list) doc.getArray(root).push(fromPlain(list) as unknown[]);
	}
}
