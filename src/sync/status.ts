import type { DocumentName } from '#domain/access/document-name.ts';
import type { LinkState } from './link/link-state.ts';
import type { Refused } from './link/refused.ts';
import type { Loaded, NotSaved, Saving } from './store/device-store.ts';

/** Where one open document stands: on the disk of this device, and with the relay. */
export interface DocumentState {
	readonly name: DocumentName;
	readonly mayWrite: boolean;
	/** Null while the device has not answered. */
	readonly loaded: Loaded | null;
	readonly saving: Saving;
	/** Null while nobody asked for the relay: a workspace that was made offline. */
	readonly link: LinkState | null;
	/** Changes made on this device without the relay's receipt. */
	readonly unshared: number;
	/** When the oldest of them was made, in milliseconds since 1970. */
	readonly since: number | null;
	/** The relay takes no change of it: all of them together are too large for it. */
	readonly isTooLarge: boolean;
	/** Whether the relay said that it has everything. */
	readonly settled: boolean;
	readonly damage: DocumentDamage;
}

/** What is wrong with one open document, though it can be worked in. */
export interface DocumentDamage {
	/** Something on this device made no sense and lies aside; `brought-back` once the relay answered. */
	readonly stored: 'missing' | 'brought-back' | null;
	/** Something arrived that Yjs can't take in. It was asked for again; all else is here. */
	readonly arrived: boolean;
}

/**
 * The whole of a workspace in one status, for one sentence on the screen.
 *
 * `count` is the number of changes that only this device has, `kept` whether all of them are on its
 * disk. `overdue`: one of them is older than a day, so that this device is the only place where it has
 * been for too long.
 */
export type SyncStatus =
	| { readonly kind: 'opening'; readonly count: number; readonly kept: boolean }
	/** With the relay, on its disk: it said so. */
	| { readonly kind: 'shared' }
	| {
			readonly kind: 'sharing';
			readonly count: number;
			readonly overdue: boolean;
			readonly kept: boolean;
	  }
	| {
			readonly kind: 'offline';
			readonly since: number;
			readonly count: number;
			readonly overdue: boolean;
			readonly kept: boolean;
	  }
	/** This device does not keep everything: `count` changes stand in this window only. */
	| {
			readonly kind: 'not-saved';
			readonly why: NotSaved;
			readonly count: number;
			/** Whether the relay has it all; else, why not. */
			readonly sharing: 'done' | 'under-way' | 'no-line' | 'refused';
	  }
	/** The relay refuses this device or person; `count` changes will not reach it. */
	| { readonly kind: 'withdrawn' | 'erased'; readonly count: number; readonly kept: boolean }
	/** The relay does not let this device in, or knows no such workspace: it is asked again by itself, unless `expired`. */
	| { readonly kind: Barred; readonly count: number; readonly kept: boolean }
	/** The relay refuses or does not know some documents; the others are shared. */
	| {
			readonly kind: 'not-allowed' | 'gone';
			readonly documents: readonly DocumentName[];
			readonly count: number;
			readonly kept: boolean;
	  }
	/** What was changed in some documents is too large to share; the others are shared. */
	| {
			readonly kind: 'too-large';
			readonly documents: readonly DocumentName[];
			readonly count: number;
			readonly kept: boolean;
	  }
	| { readonly kind: 'closed' };

type Barred = 'expired' | 'no-session' | 'no-workspace';

export interface Circumstances {
	readonly now: number;
	/** When the line to the relay was last whole, or when this session began. */
	readonly offlineSince: number;
}

const overdueAfterMs = 24 * 60 * 60 * 1_000;

/**
 * One status over all documents. The one that asks most of a person goes first: refused as a person
 * or device, then not kept here, then no line, then on its way. `shared` is what is left when the
 * relay confirmed every document.
 */
export function summary(
	documents: readonly DocumentState[],
	{ now, offlineSince }: Circumstances
): SyncStatus {
	const count = documents.reduce((sum, document) => sum + document.unshared, 0);
	const overdue = documents.some(({ since }) => since !== null && now - since > overdueAfterMs);
	const only = { count, kept: documents.every(isKept) };
	const loose = whole(documents, only) ?? unkept(documents);
	if (loose) return loose;
	// The relay shuts it each time it tries: that says nothing of the network.
	const tooLarge = documents.filter(({ isTooLarge }) => isTooLarge);
	const others = documents.filter(({ isTooLarge }) => !isTooLarge);
	if (others.some(isOffline)) return { kind: 'offline', since: offlineSince, overdue, ...only };
	if (tooLarge.length > 0 && (others.length === 0 || others.every(linked)))
		return { kind: 'too-large', documents: tooLarge.map(({ name }) => name), ...only };
	if (documents.some(isOpening)) return { kind: 'opening', ...only };
	if (documents.some((document) => document.unshared > 0 && !document.settled && linked(document)))
		return { kind: 'sharing', overdue, ...only };
	if (documents.some((document) => linked(document) && !document.settled))
		return { kind: 'opening', ...only };
	return (
		refusedDocuments(documents, 'not-allowed', only) ??
		refusedDocuments(documents, 'gone', only) ?? { kind: 'shared' }
	);
}

/**
 * Whether a newer version is offered: a reload loses nothing, or will not in a moment. A line is not
 * asked for: the app starts without one, and an app that the relay no longer understands, or a device
 * that it refuses, needs a newer version most.
 */
export function mayOfferUpdate(status: SyncStatus): boolean {
	// What this device can't keep is `not-saved`: offline, the rest is only on its way to the disk.
	return status.kind === 'offline' || !mayBeLost(status);
}

/** Whether the page may be loaded anew now: all that was made here is on this device's disk or with the relay. */
export function mayReload(status: SyncStatus): boolean {
	switch (status.kind) {
		case 'shared':
		case 'closed':
			return true;
		case 'not-saved':
			return !mayBeLost(status);
		default:
			return status.count === 0 || status.kept;
	}
}

/**
 * Whether closing the page now would lose something: it stands in this window and nowhere else. A
 * person is asked for that, so what is under way, and stands elsewhere in a moment, does not count.
 */
export function mayBeLost(status: SyncStatus): boolean {
	switch (status.kind) {
		case 'not-saved':
			return status.count > 0 && status.sharing !== 'done';
		case 'no-session':
		case 'no-workspace':
		case 'expired':
		case 'offline':
			return status.count > 0 && !status.kept;
		default:
			return false;
	}
}

/** What only this device has, and whether its disk has all of that. */
interface OnlyHere {
	readonly count: number;
	readonly kept: boolean;
}

function whole(documents: readonly DocumentState[], only: OnlyHere): SyncStatus | null {
	const out = (['erased', 'withdrawn'] as const).find((why) =>
		documents.some((document) => isRefused(document, why))
	);
	if (out) return { kind: out, ...only };
	const kind = (['expired', 'no-session', 'no-workspace'] as const).find((why) =>
		documents.some((document) => isRefused(document, why))
	);
	return kind ? { kind, ...only } : null;
}

function unkept(documents: readonly DocumentState[]): SyncStatus | null {
	const count = documents.reduce((sum, one) => sum + (isKept(one) ? 0 : one.unshared), 0);
	for (const { saving } of documents)
		if (saving.status === 'not-saved')
			return { kind: 'not-saved', why: saving.why, count, sharing: sharingOf(documents) };
	return null;
}

function sharingOf(
	documents: readonly DocumentState[]
): Extract<SyncStatus, { kind: 'not-saved' }>['sharing'] {
	const waiting = documents.filter(
		(document) => !document.settled && (document.unshared > 0 || !refusedAlone(document))
	);
	if (waiting.length === 0) return 'done';
	if (waiting.some((document) => refusedAlone(document) || document.isTooLarge)) return 'refused';
	return waiting.some(isOffline) ? 'no-line' : 'under-way';
}

/** Whether what only this device has of it is on its disk, and not on its way there. */
function isKept({ unshared, saving }: DocumentState): boolean {
	return unshared === 0 || saving.status === 'saved';
}

function refusedDocuments(
	documents: readonly DocumentState[],
	kind: 'not-allowed' | 'gone',
	only: OnlyHere
): SyncStatus | null {
	const refused = documents.filter((document) => isRefused(document, kind));
	return refused.length === 0
		? null
		: { kind, documents: refused.map((document) => document.name), ...only };
}

function isRefused(document: DocumentState, why: Refused): boolean {
	return document.link?.status === 'refused' && document.link.why === why;
}

function refusedAlone(document: DocumentState): boolean {
	return isRefused(document, 'not-allowed') || isRefused(document, 'gone');
}

/** A first attempt is no absence yet; a second one is. */
function isOffline({ link, loaded }: DocumentState): boolean {
	if (!link) return loaded !== null;
	if (link.status === 'waiting' || link.status === 'closed') return true;
	return link.status === 'opening' && link.attempt > 0;
}

function isOpening({ link, loaded }: DocumentState): boolean {
	return loaded === null || link?.status === 'opening';
}

function linked({ link }: DocumentState): boolean {
	return link?.status === 'open';
}
