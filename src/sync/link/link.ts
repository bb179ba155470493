import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { RefusalCode } from '#wire/frame.ts';
import type { Observable } from '../observable.ts';
import type { LinkState } from './link-state.ts';

/** One document that is to be shared. */
export interface LinkTarget {
	readonly workspace: WorkspaceId;
	readonly document: DocumentName;
	readonly doc: Y.Doc;
	readonly awareness: Awareness;
	/** Without it nothing of the document is ever sent: the relay would refuse it each time. */
	readonly mayWrite: boolean;
	/**
	 * Whether what lies here is offered all the same when the relay asks what it lacks: she made some of it
	 * while she might still write. The relay takes or refuses it; nobody else can tell whether it has it.
	 */
	offers(): boolean;
}

/** What a link tells while it works, in the order in which it happens. */
export interface LinkEars {
	onopened(): void;
	onsent(frame: 'answer' | 'change'): void;
	onreceipt(settled: number): void;
	/** The relay will not take a change, however often it is offered. */
	onrefusal(code: RefusalCode): void;
	/** Something came that can't be taken in; it is asked for once more, and the rest goes on. */
	onunreadable(): void;
	/** The relay did not take a change now; the link brings it again by itself. */
	onpostponed(): void;
}

/**
 * The line to the relay for one document: it brings and sends changes while it is open, and comes
 * back by itself after it was lost. Many links may share one socket; nobody above needs to know.
 */
export interface Link {
	readonly state: Observable<LinkState>;
	/** Whether a transaction with this origin came from the relay. */
	isOrigin(origin: unknown): boolean;
	/** The network is back: try now, rather than when the wait is over. */
	retry(): void;
	/** More lies here than the relay was told of: it is asked anew what it lacks. */
	offerAgain(): void;
	/** The network is known to be gone, though the socket has not noticed. */
	lose(): void;
	/** Closes for good. */
	close(): void;
}

export type LinkFactory = (target: LinkTarget, ears: LinkEars) => Link;
