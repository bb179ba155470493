import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import * as Y from 'yjs';
import type { Journal } from '../journal/journal.ts';

/** A document as it is on disk, read afresh. */
export async function stored(
	journal: Journal,
	workspace: WorkspaceId,
	document: DocumentName
): Promise<Y.Doc> {
	const { snapshot, tail } = await journal.load(`${workspace}/${documentText(document)}`);
	const doc = new Y.Doc();
	for (const update of snapshot ? [snapshot, ...tail] : tail) Y.applyUpdate(doc, update);
	return doc;
}
