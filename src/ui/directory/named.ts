import { folded } from '../search.ts';

/**
 * The record that somebody meant by typing a name: the one that is called so already, or one that is
 * made. An empty name means none.
 */
export function named<Id>(
	existing: readonly { readonly id: Id; readonly name: string }[],
	typed: string,
	make: (name: string) => Id
): Id | null {
	const name = typed.trim();
	if (name === '') return null;
	const same = existing.find((record) => folded(record.name) === folded(name));
	return same ? same.id : make(name);
}
