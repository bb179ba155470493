import { type DocumentName, parseDocumentName } from '#domain/access/document-name.ts';

/** A kind of document, or `other` where a newer version has one that this version has no word for. */
export type Part = DocumentName['kind'] | 'other';

/** How much was left out of each part of a workspace; a file names it as `document/what`. */
export function partsOf(leftOut: readonly string[]): { part: Part; count: number }[] {
	const counts = new Map<Part, number>();
	for (const name of leftOut) {
		const part = partOf(name);
		counts.set(part, (counts.get(part) ?? 0) + 1);
	}
	return [...counts].map(([part, count]) => ({ part, count }));
}

/** The document is one word long, or two: `directory/letter`, `lane/<person>/letter`. */
function partOf(name: string): Part {
	const words = name.split('/');
	const document =
		parseDocumentName(words.slice(0, 2).join('/')) ?? parseDocumentName(words[0] ?? '');
	return document?.kind ?? 'other';
}
