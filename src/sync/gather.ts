import * as Y from 'yjs';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { OpenDocument, WorkspaceConnection } from './workspace-connection.ts';

/** Documents brought together for a moment: to save everything in one file. */
export interface Gathered {
	/** A document that was asked for, as it is known here; an empty one for any other name. */
	readonly read: (name: DocumentName) => Y.Doc;
	/** Those of which the relay may know more than this device. */
	readonly behind: readonly DocumentName[];
}

export interface GatherOptions {
	/** How long to wait for the relay's word on one document. */
	readonly waitMs: number;
	/** How many are opened at once: each takes a place on the line, and memory. */
	readonly atOnce: number;
}

const usual: GatherOptions = { waitMs: 5_000, atOnce: 12 };

/**
 * Brings documents together, also those that no screen has open: from the device, and where there is a
 * line from the relay. What was opened only for this is let go of again. Never rejects for want of a
 * network: what could not be brought up to date is in `behind`.
 */
export async function gather(
	connection: WorkspaceConnection,
	names: readonly DocumentName[],
	{ waitMs, atOnce }: GatherOptions = usual
): Promise<Gathered> {
	const copies = new Map<string, Y.Doc>();
	const behind: DocumentName[] = [];
	for (let at = 0; at < names.length; at += atOnce) {
		await Promise.all(
			names.slice(at, at + atOnce).map(async (name) => {
				const { document, giveBack } = connection.borrow(name);
				if (!(await isUpToDate(document, waitMs))) behind.push(name);
				copies.set(documentText(name), copyOf(document.doc));
				await giveBack();
			})
		);
	}
	return { read: (name) => copies.get(documentText(name)) ?? new Y.Doc(), behind };
}

function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

/** Waits while the line to the relay is opening; without a line there is nothing to wait for. */
async function isUpToDate({ ready, state }: OpenDocument, waitMs: number): Promise<boolean> {
	await ready;
	return new Promise((resolve) => {
		const settle = (answer: boolean) => {
			clearTimeout(timer);
			stop();
			resolve(answer);
		};
		const look = () => {
			const { link } = state.read();
			if (link?.status === 'open' && link.synced) settle(true);
			else if (link?.status !== 'open' && link?.status !== 'opening') settle(false);
		};
		const stop = state.observe(look);
		const timer = setTimeout(() => settle(false), waitMs);
		look();
	});
}
