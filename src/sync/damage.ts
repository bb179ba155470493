import type { DocumentName } from '#domain/access/document-name.ts';
import type { DocumentDamage, DocumentState } from './status.ts';

/** What could not be read over a whole workspace, for a sentence each. */
export interface Damage {
	readonly missing: readonly DocumentName[];
	readonly broughtBack: readonly DocumentName[];
	readonly unreadable: readonly DocumentName[];
}

export function damageOf(documents: readonly DocumentState[]): Damage {
	const named = (isSo: (damage: DocumentDamage) => boolean) =>
		documents.filter(({ damage }) => isSo(damage)).map(({ name }) => name);
	return {
		missing: named(({ stored }) => stored === 'missing'),
		broughtBack: named(({ stored }) => stored === 'brought-back'),
		unreadable: named(({ arrived }) => arrived)
	};
}
