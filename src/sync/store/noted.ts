import type { WorkspaceId } from '#domain/ids.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import { storeName, type Noted, type NotedHere } from './device-store.ts';
import { marksStore, openExisting } from './idb.ts';
import { fetchMarks } from './records.ts';

/** What is noted in the databases of these documents; what is no more is left out, and not made anew. */
export async function notedBeside(
	workspace: WorkspaceId,
	documents: readonly DocumentName[]
): Promise<NotedHere> {
	const looks = await Promise.allSettled(documents.map((document) => look(workspace, document)));
	const noted = looks.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
	return { noted, isWhole: looks.every(({ status }) => status === 'fulfilled') };
}

async function look(workspace: WorkspaceId, document: DocumentName): Promise<Noted[]> {
	const db = await openExisting(storeName({ workspace, document }));
	if (!db) return [];
	try {
		const marks = await fetchMarks(db.transaction([marksStore]).objectStore(marksStore));
		return [{ document, marks }];
	} finally {
		db.close();
	}
}
