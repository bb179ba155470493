import { fc } from '@fast-check/vitest';
import * as Y from 'yjs';

/** Two devices exchange what either lacks. */
export function meet(a: Y.Doc, b: Y.Doc): void {
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
}

/** A device that gets the document today, as it is. */
export function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

/** Whatever a stranger, a fault or a version of after us may have written. */
export const anyGarbage = fc.oneof(
	fc.anything({ maxDepth: 2, withNullPrototype: false }),
	fc.jsonValue(),
	fc.constantFrom('', 'toString', '__proto__', -1, 1e300, NaN)
);
