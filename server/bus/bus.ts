import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Position } from '../journal/journal.ts';

/** Whose a Yjs client id is, in one document. */
export interface ClientOwner {
	readonly client: number;
	readonly person: PersonId;
	/** A device of hers said so; without that she was the first to write under it. */
	readonly isDeclared: boolean;
	/** For how long no socket spoke for it, as far as is known, in whole milliseconds; 0 while one does. */
	readonly idleMs: number;
}

/** What one relay tells the others. */
export type News =
	/** A document's log grew, up to here: whoever has it open reads on from the journal. */
	| { readonly kind: 'grown'; readonly document: string; readonly upTo: Position }
	/** Who looks at a document, among those who are connected to the relay that says this. */
	| { readonly kind: 'presence'; readonly document: string; readonly entries: Uint8Array }
	/** Whose a document's client ids are, as far as the relay knows that says this. With `asks` it wants to hear the same. */
	| {
			readonly kind: 'clients';
			readonly document: string;
			readonly owners: readonly ClientOwner[];
			readonly asks: boolean;
	  };

/**
 * What relays on the same journal say to one another. It is a hint: news may be late, doubled or lost,
 * and nothing is true because it was heard here. Whoever listens asks the journal, and asks now and then
 * without having heard anything.
 *
 * Adapters pass the contract suite in `tests/contracts/bus.ts`.
 */
export interface Bus {
	/** Tells everybody else who follows this workspace, soon, in this order. Never throws. */
	tell(workspace: WorkspaceId, news: readonly News[]): void;

	/**
	 * Calls `listener` with what others tell of this workspace, from about now on; one's own news never
	 * comes back. Returns a way to stop.
	 */
	follow(workspace: WorkspaceId, listener: (news: readonly News[]) => void): () => void;

	/**
	 * False while it is known that news is being lost: then the journal is asked more often. So also from
	 * `follow` until the carrier has heard of it; once this is true, what is told from then on comes.
	 */
	readonly isCarried: boolean;

	/** Nothing may be called afterwards. */
	close(): Promise<void>;
}
