import * as Y from 'yjs';

/** What a document says of itself: names, zone, and whether it is an example. */
export interface Meta {
	text(key: string): string | null;
	flag(key: string): boolean;
	set(key: string, value: string | boolean | number): void;
	observe(listener: () => void): () => void;
}

export function openMeta(doc: Y.Doc): Meta {
	const map = doc.getMap<string | boolean | number>('meta');
	return {
		text(key) {
			const stored = map.get(key);
			return typeof stored === 'string' ? stored : null;
		},
		flag: (key) => map.get(key) === true,
		set: (key, value) => void map.set(key, value),
		observe(listener) {
			map.observe(listener);
			return () => map.unobserve(listener);
		}
	};
}
