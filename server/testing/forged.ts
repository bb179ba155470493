import * as Y from 'yjs';

/** The next change of who writes in a document. */
export function written(doc: Y.Doc, key: string): Uint8Array {
	const before = Y.encodeStateVector(doc);
	doc.getMap('m').set(key, 1);
	return Y.encodeStateAsUpdate(doc, before);
}

/** What somebody would send who goes on under the client id of another's document. */
export function forged(key: string, like: Y.Doc): Uint8Array {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(like));
	doc.clientID = like.clientID;
	return written(doc, key);
}
