import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import { WorkspaceId } from '#domain/ids.ts';
import type { IncomingMessage } from 'node:http';

/** Where sockets are let in; behind it a workspace, and perhaps a document of it. */
export const syncPath = '/sync/';

interface Place {
	readonly workspace: WorkspaceId;
	/** Null for a line, which opens its documents by itself. */
	readonly document: DocumentName | null;
}

/** The path behind `/sync/`, as the name of a workspace and perhaps of a document. */
function pathIn({ url = '' }: IncomingMessage): [string, string | null] {
	const path = (url.split('?')[0] ?? '').slice(syncPath.length);
	const slash = path.indexOf('/');
	return slash < 0 ? [path, null] : [path.slice(0, slash), path.slice(slash + 1)];
}

/** Whether a device wants a line, on which it opens its documents by itself. */
export function isLine(request: IncomingMessage): boolean {
	return pathIn(request)[1] === null;
}

/** Where a socket wants to be; null when there is no such place. */
export function placeIn(request: IncomingMessage): Place | null {
	const [path, document] = pathIn(request);
	const workspace = WorkspaceId.parse(path);
	const name = document === null ? null : parseDocumentName(document);
	const isPlace = document === null || name !== null;
	return workspace && isPlace ? { workspace, document: name } : null;
}
