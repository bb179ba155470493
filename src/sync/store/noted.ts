import type { WorkspaceId } from '#domain/ids.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import { storeName, type Noted } from './device-store.ts';
import { marksStore, openExisting } from './idb.ts';
import { fetchMarks } from './records.ts';

/** A slow phone opens them one after the other, and what waits for its turn must not look like silence. */
const atOnce = 4;

/** What the device said of documents, and of which it said nothing. */
interface NotedBeside {
	readonly noted: readonly Noted[];
	readonly unanswered: readonly DocumentName[];
}

/**
 * What is noted in the databases of these documents; what is no more is left out, and not made anew, and so is what
 * is not `isAsked` any more when its turn comes.
 */
export async function notedBeside(
	workspace: WorkspaceId,
	documents: readonly DocumentName[],
	isAsked: (name: DocumentName) => boolean
): Promise<NotedBeside> {
	const noted: Noted[] = [];
	const unanswered: DocumentName[] = [];
	const turns = documents.values();
	const lookInTurn = async (): Promise<void> => {
		for (const document of turns) {
			if (!isAsked(document)) continue;
			const [found] = await Promise.allSettled([look(workspace, document)]);
			if (found.status === 'rejected') unanswered.push(document);
			else noted.push(...found.value);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lookInTurn));
	return { noted, unanswered };
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
