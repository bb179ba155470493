import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { OwnChange } from './hub-ports.ts';
import type { Change, Place } from './room.ts';
import { pieceOf } from './piece.ts';

/** The relay's own change as rooms know changes. Throws `TypeError` for bytes that are no update. */
export function ownChange(workspace: WorkspaceId, { document, update }: OwnChange): Change {
	const piece = pieceOf(update);
	if (!piece) throw new TypeError('the relay wrote something that is no Yjs update');
	return { place: placeOf(workspace, document), piece, from: null };
}

/** A document of a workspace, and where the journal keeps it. */
export function placeOf(workspace: WorkspaceId, document: DocumentName): Place {
	return { workspace, document, key: `${workspace}/${documentText(document)}` };
}
