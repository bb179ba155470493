import * as Y from 'yjs';

/**
 * Takes an update in, and answers whether Yjs could. An update can be well formed and still throw
 * inside Yjs (it names neighbours that can't be): then as much of it as came before that is in the
 * document, which works on as before.
 */
export function applied(doc: Y.Doc, update: Uint8Array, origin: unknown): boolean {
	try {
		Y.applyUpdate(doc, update, origin);
		return true;
	} catch {
		// Yjs has no other way to say that bytes are no update.
		return false;
	}
}

/** Whether something in it waits for what is not here. */
export function holdsBack({ store }: Y.Doc): boolean {
	return store.pendingStructs !== null || store.pendingDs !== null;
}

/** An update without a change: no structs and no deletions. */
export function isEmpty(update: Uint8Array): boolean {
	return update.length === 2 && update[0] === 0 && update[1] === 0;
}
