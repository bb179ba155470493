import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { OwnChange } from './hub-ports.ts';
import { pieceOf, type Piece } from './piece.ts';
import type { Visit } from './visit.ts';

/** One document of one workspace, and the name under which the journal keeps it. */
export interface Place {
	readonly workspace: WorkspaceId;
	readonly document: DocumentName;
	readonly key: string;
}

/** A change that waits for the end of the turn; `from` is null for the relay's own. */
export interface Change {
	readonly place: Place;
	readonly piece: Piece;
	readonly from: Visit | null;
}

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
