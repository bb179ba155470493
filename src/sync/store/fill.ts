import type * as Y from 'yjs';
import { applied } from '../apply.ts';
import type { EditListener } from './device-store.ts';
import type { StoredRecord } from './records.ts';

/**
 * Takes records in, each once, all in one transaction of `origin`; returns those that make no sense.
 *
 * While nobody else listens to the document, `hear` doesn't either, for Yjs encodes anew whatever it takes
 * in while somebody does; but it hears what an observer of the document does about it. Once others listen,
 * it keeps its place before them: who counts a change must have done so before it is sent.
 */
export function fill(
	doc: Y.Doc,
	records: readonly StoredRecord[],
	origin: unknown,
	hear: EditListener
): StoredRecord[] {
	const take = () => records.filter(({ value }) => !isTaken(doc, value, origin));
	if (doc._observers.get('update')?.size !== 1) return doc.transact(take, origin);
	const listen = (transaction: Y.Transaction): void => {
		if (transaction.origin !== origin) doc.on('update', hear);
	};
	doc.off('update', hear);
	doc.on('beforeObserverCalls', listen);
	try {
		return doc.transact(take, origin);
	} finally {
		doc.off('beforeObserverCalls', listen);
		doc.on('update', hear);
	}
}

function isTaken(doc: Y.Doc, value: unknown, origin: unknown): boolean {
	return value instanceof Uint8Array && applied(doc, value, origin);
}
