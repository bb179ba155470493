import type * as Y from 'yjs';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { Observable } from '../observable.ts';

/** One document of one workspace. Both parts are opaque ids, so that a store's keys name nobody. */
export interface DocumentKey {
	readonly workspace: WorkspaceId;
	readonly document: DocumentName;
}

/** The name under which a document lies on this device: `draaiboek/<workspace>/<document>`. */
export function storeName(key: DocumentKey): string {
	return `${workspacePrefix(key.workspace)}${documentText(key.document)}`;
}

export function workspacePrefix(workspace: WorkspaceId): string {
	return `draaiboek/${workspace}/`;
}

/** What opening a document brought. */
export type Loaded =
	| { readonly kind: 'loaded' }
	/** Some records made no sense. They lie aside, untouched; the relay brings what they held. */
	| { readonly kind: 'loaded-in-part'; readonly setAside: number }
	/** This device keeps nothing now: what is made here lives in this tab and at the relay. */
	| { readonly kind: 'memory-only'; readonly why: NotSaved };

/** Whether what stands in the document would survive closing the tab. */
export type Saving =
	| { readonly status: 'saved' }
	| { readonly status: 'saving' }
	| { readonly status: 'not-saved'; readonly why: NotSaved };

/**
 * `full`: no room on the device; `refused`: no storage; `closed`: the browser took it away; `slow`: the
 * device does not answer.
 */
export type NotSaved = (typeof notSavedReasons)[number];

/** server/README.md, "What a device meets by itself", says of each what helps. */
export const notSavedReasons = ['full', 'refused', 'closed', 'slow'] as const;

export function isNotSaved(value: unknown): value is NotSaved {
	return notSavedReasons.some((reason) => reason === value);
}

/**
 * Why something may still lie on the device after a wipe. `held`: another tab has it open and does not let go;
 * `refused`: the browser does not remove it, or lets nobody look. server/README.md says of each what helps.
 */
export type Leftover = (typeof leftovers)[number];

export const leftovers = ['held', 'refused'] as const;

/** What is noted beside a document that lies on the device. */
export interface Noted {
	readonly document: DocumentName;
	/** By name, as `Marks` has them. */
	readonly marks: ReadonlyMap<string, unknown>;
}

/** What was found where nothing was opened. */
export interface NotedHere {
	readonly noted: readonly Noted[];
	/**
	 * Of which documents the device did not answer, or `all` where it did not even say which there are. Asking again
	 * later may help; a browser that never lists what it keeps is left out.
	 */
	readonly unanswered: readonly DocumentName[] | 'all';
}

/** What may still lie on the device after a wipe. */
export interface Remains {
	readonly why: Leftover;
	/** Resolves once all of it has gone after all, by itself; never where nobody can see that. */
	readonly gone: Promise<void>;
}

/**
 * Where this device keeps documents.
 *
 * Every adapter is held to `tests/contracts/device-store.ts`.
 */
export interface DeviceStore {
	/**
	 * Fills `doc` with what is kept under `key`, and listens from now on to what changes in it.
	 *
	 * May fill synchronously: observe the document first, then read it once. Opening the same key for
	 * two documents in one tab is a mistake of the caller; two tabs may.
	 */
	open(key: DocumentKey, doc: Y.Doc): StoredDocument;

	/** The documents of a workspace that lie on this device, in no particular order. */
	documents(workspace: WorkspaceId): Promise<DocumentName[]>;

	/**
	 * What is noted beside the documents of a workspace that are asked for, without opening them, and without making
	 * any; a few at a time: `isAsked` is called again as each one's turn comes. Never rejects.
	 */
	noted(workspace: WorkspaceId, isAsked: (name: DocumentName) => boolean): Promise<NotedHere>;

	/** Removes one document, which must be closed, in other tabs as well; fails where it is not. */
	forget(key: DocumentKey): Promise<void>;

	/**
	 * Removes all that lies on this device for a workspace, what was set aside included. Destroy its
	 * open documents first: an open one writes itself down again. Answers what may still lie here, or null
	 * where nothing does; never rejects. What could be removed is, and asking again is another try.
	 */
	wipe(workspace: WorkspaceId): Promise<Remains | null>;
}

/** As Yjs tells of an update; not called any more once the document was destroyed. */
export type EditListener = (update: Uint8Array, origin: unknown) => void;

/** One document as it lies on this device. */
export interface StoredDocument {
	/**
	 * Answers within two seconds, whatever the device does, and never rejects. A store that answers
	 * later still fills the document then, and `state` tells that it keeps it again.
	 */
	readonly ready: Promise<Loaded>;

	/**
	 * Resolves once what lies on the device is in the document and in the marks: before `ready` does, or late,
	 * or never where it keeps nothing; never as `memory-only`. Never rejects.
	 */
	readonly filled: Promise<Loaded>;

	/** Of a document that this tab does not write (see `write`), the tab that writes it knows better. */
	readonly state: Observable<Saving>;

	/** Small values beside the document; they are read with it: read and write them once it is `filled`. */
	readonly marks: Marks;

	/**
	 * Makes this tab the one that stores, at once and for good: what changed since opening is stored
	 * first. Until then nothing is written. Calling it twice is calling it once.
	 */
	write(): void;

	/** Whether a transaction with this origin is the store filling the document, not an edit. */
	isOrigin(origin: unknown): boolean;

	/**
	 * Calls `listener` with each update that is not the store's own, before whoever listens to the document
	 * from later on, whatever the store does meanwhile. Better than listening to the document:
	 * Yjs encodes anew whatever it takes in while somebody does, and filling is the largest update of all.
	 */
	onEdit(listener: EditListener): void;

	/**
	 * Stops listening and lets go; what was still on its way to the device is stored first. A slow device is waited
	 * for five seconds and stores the rest behind that, unless the document is forgotten or wiped.
	 */
	destroy(): Promise<void>;
}

/**
 * Small values kept with a document: how many changes are not yet shared, since when.
 *
 * Writing never throws and never waits. Values are what `structuredClone` takes; they come back as
 * `unknown`, since any older version may have written them.
 */
export interface Marks {
	read(name: string): unknown;
	write(name: string, value: unknown): void;
}
