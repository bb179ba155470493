import { fc } from '@fast-check/vitest';
import type * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { Worked } from './any-workspace.ts';

/** Something that a newer version, or a broken one, may have left in a document. */
export const anyOddity: fc.Arbitrary<{
	readonly at: 'directory' | 'season' | 'lane' | 'ledger' | 'venues' | 'people';
	readonly root: string;
	readonly key: string;
	readonly value: unknown;
}> = fc.oneof(
	fc.record({
		at: fc.constantFrom('directory' as const, 'season' as const),
		root: fc.constantFrom(
			'people',
			'people+',
			'venues',
			'series',
			'parts+',
			'changes',
			'desks',
			'meta'
		),
		key: fc.oneof(
			fc.constantFrom('a/b', 'aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa/name', 'x'),
			fc.string()
		),
		value: anyStored()
	}),
	fc.record({
		at: fc.constantFrom('lane' as const),
		root: fc.constantFrom('events', 'newer'),
		key: fc.oneof(fc.constant('bbbbbbbbbbbbbbbb'), fc.string()),
		value: anyStored()
	}),
	fc.record({
		at: fc.constantFrom('ledger' as const, 'venues' as const),
		root: fc.constantFrom('rows', 'newer rows'),
		key: fc.constant('list'),
		value: fc.oneof(anyStored(), fc.constantFrom(['e', 'x'], ['r'], ['z', 1], []))
	})
);

/** Whatever Yjs can keep as a plain value. */
function anyStored(): fc.Arbitrary<unknown> {
	const leaf = fc.oneof(
		fc.string(),
		fc.integer(),
		fc.boolean(),
		fc.constantFrom(null, NaN, -0, Infinity, 12n, new Uint8Array([1, 2, 255])),
		fc.constantFrom(1.5, 2 ** 60)
	);
	return fc.oneof(
		leaf,
		fc.array(leaf, { maxLength: 4 }),
		fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$bytes', '$object', 'kind')), leaf, {
			maxKeys: 3,
			noNullPrototype: true
		}),
		fc.constantFrom([1, 'koffie'], [1, 'koffie', [], null, true, 'newer field'], [2, 'koffie'])
	);
}

export function plant(
	doc: Y.Doc,
	{ root, key, value }: { readonly root: string; readonly key: string; readonly value: unknown }
): void {
	// Yjs takes no bigint as an element of a list.
	if (key === 'list') doc.getArray(root).push([typeof value === 'bigint' ? 12 : value]);
	else doc.getMap(root).set(key, value);
}

export function nameOf(at: string, { me, season }: Worked): DocumentName {
	switch (at) {
		case 'lane':
			return { kind: 'lane', person: me };
		case 'season':
		case 'ledger':
			return { kind: at, season };
		case 'people':
		case 'venues':
			return { kind: at };
		default:
			return { kind: 'directory' };
	}
}
