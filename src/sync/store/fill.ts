import type * as Y from 'yjs';
import { applied } from '../apply.ts';
import type { EditListener } from './device-store.ts';
import type { StoredRecord } from './records.ts';

/**
 * Takes records in, each once, all in one transaction of `origin`; returns those that make no sense.
 *
 * `hear` listens to nothing meanwhile, for Yjs encodes anew whatever it takes in while somebody does; but it
 * hears what an observer of the document does about it.
 */
export function fill(
	doc: Y.Doc,
	records: readonly StoredRecord[],
	origin: unknown,
	hear: EditListener
): StoredRecord[] {
	const listen = (transaction: Y.Transaction): void => {
		if (transaction.origin !== origin) doc.on('update', hear);
	};
	doc.off('update', hear);
	doc.on('beforeObserverCalls', listen);
	try {
		return doc.transact(() => records.filter(({ value }) => !isTaken(doc, value, origin)), origin);
	} finally {
		doc.off('beforeObserverCalls', listen);
		doc.on('update', hear);
	}
}

function isTaken(doc: Y.Doc, value: unknown, origin: unknown): boolean {
	return value instanceof Uint8Array && applied(doc, value, origin);
}
