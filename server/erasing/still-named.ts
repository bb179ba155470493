import type { WorkspaceId } from '#domain/ids.ts';
import type { Journal } from '../journal/journal.ts';
import { kindOf } from '../log.ts';

/** Shorter words stand everywhere by chance. */
const leastBytes = 5;

/**
 * In documents of which kinds somebody still stands with a whole word of hers, as she was called or reached:
 * where others mention her in a note, only they can say it otherwise. Looks at bytes, for Yjs writes a text as it is.
 */
export async function stillNamed(
	journal: Pick<Journal, 'documents' | 'load'>,
	workspace: WorkspaceId,
	words: readonly string[]
): Promise<string[]> {
	const sought = words
		.map((word) => Buffer.from(word))
		.filter(({ length }) => length >= leastBytes);
	const found = new Set<string>();
	if (sought.length === 0) return [];
	for (const document of await journal.documents(`${workspace}/`)) {
		if (found.has(kindOf(document))) continue;
		const { snapshot, tail } = await journal.load(document);
		const updates = (snapshot ? [snapshot, ...tail] : tail).map((update) => Buffer.from(update));
		if (updates.some((update) => sought.some((word) => update.includes(word))))
			found.add(kindOf(document));
	}
	return [...found];
}
