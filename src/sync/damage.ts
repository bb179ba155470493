import type { DocumentName } from '#domain/access/document-name.ts';
import type { DocumentDamage, DocumentState } from './status.ts';

/** What could not be read over a whole workspace, for a sentence each. */
export interface Damage {
	readonly missing: readonly DocumentName[];
	readonly broughtBack: readonly DocumentName[];
	readonly unreadable: readonly DocumentName[];
}

/** Whether a part of these kinds could not be read here, and nobody brought it back yet. */
export function isLacking({ missing }: Damage, kinds: readonly DocumentName['kind'][]): boolean {
	return missing.some(({ kind }) => kinds.includes(kind));
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
