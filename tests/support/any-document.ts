import { fc } from '@fast-check/vitest';
import type { DocumentName } from '#domain/access/document-name.ts';
import { type IdKind, OrganisationId, PersonId, SeasonId } from '#domain/ids.ts';

const anyLetter = fc.nat(35).map((digit) => digit.toString(36));

export function anyId<Id extends string>(kind: IdKind<Id>): fc.Arbitrary<Id> {
	return fc
		.string({
			unit: anyLetter,
			minLength: 16,
			maxLength: 16
		})
		.map((text) => kind.parse(text)!);
}

export const anyDocument: fc.Arbitrary<DocumentName> = fc.oneof(
	fc.constantFrom<DocumentName>({ kind: 'directory' }, { kind: 'venues' }, { kind: 'people' }),
	anyId(OrganisationId).map((organisation): DocumentName => ({ kind: 'org', organisation })),
	anyId(SeasonId).map((season): DocumentName => ({ kind: 'season', season })),
	anyId(SeasonId).map((season): DocumentName => ({ kind: 'ledger', season })),
	anyId(PersonId).map((person): DocumentName => ({ kind: 'lane', person }))
);
