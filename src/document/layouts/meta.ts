import * as Y from 'yjs';

/** The schema that this version writes. A document that asks for more to be read is left alone. */
export const schemaVersion = 1;

/** What a document says of itself: names, zone, and the least version that may read and write it. */
export interface Meta {
	text(key: string): string | null;
	flag(key: string): boolean;
	set(key: string, value: string | boolean | number): void;
	/** Whether this version may read and may write the document. */
	mayRead(): boolean;
	mayWrite(): boolean;
	observe(listener: () => void): () => void;
}

export function openMeta(doc: Y.Doc): Meta {
	const map = doc.getMap<string | boolean | number>('meta');
	const least = (key: string) => {
		const stored = map.get(key);
		return typeof stored === 'number' ? stored : schemaVersion;
	};
	return {
		text(key) {
			const stored = map.get(key);
			return typeof stored === 'string' ? stored : null;
		},
		flag: (key) => map.get(key) === true,
		set: (key, value) => void map.set(key, value),
		mayRead: () => least('schema.read') <= schemaVersion,
		mayWrite: () => least('schema.write') <= schemaVersion,
		observe(listener) {
			map.observe(listener);
			return () => map.unobserve(listener);
		}
	};
}
