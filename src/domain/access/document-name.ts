import { OrganisationId, PersonId, SeasonId } from '../ids.ts';

/** One document of a workspace; its name decides who may write and read it (DESIGN.md section 2). */
export type DocumentName =
	| { readonly kind: 'directory' }
	| { readonly kind: 'org'; readonly organisation: OrganisationId }
	| { readonly kind: 'season'; readonly season: SeasonId }
	| { readonly kind: 'lane'; readonly person: PersonId }
	/** The claims of one season, numbered by the clerk. */
	| { readonly kind: 'ledger'; readonly season: SeasonId }
	/** The bookings of all seasons, numbered by the clerk in one row: two teams can want one room. */
	| { readonly kind: 'venues' }
	| { readonly kind: 'people' };

/** The name as it stands in an address and in a store: `season/abcdefghijklmnop`. */
export function documentText(name: DocumentName): string {
	switch (name.kind) {
		case 'directory':
		case 'people':
			return name.kind;
		case 'venues':
			return 'ledger/venues';
		case 'org':
			return `org/${name.organisation}`;
		case 'season':
			return `season/${name.season}`;
		case 'ledger':
			return `ledger/${name.season}`;
		case 'lane':
			return `lane/${name.person}`;
	}
}

/** The document that `text` names, or null when no workspace has such a document. */
export function parseDocumentName(text: string): DocumentName | null {
	if (text === 'directory' || text === 'people') return { kind: text };
	if (text === 'ledger/venues') return { kind: 'venues' };
	const slash = text.indexOf('/');
	return slash < 0 ? null : named(text.slice(0, slash), text.slice(slash + 1));
}

function named(kind: string, rest: string): DocumentName | null {
	switch (kind) {
		case 'org': {
			const organisation = OrganisationId.parse(rest);
			return organisation && { kind, organisation };
		}
		case 'season':
		case 'ledger': {
			const season = SeasonId.parse(rest);
			return season && { kind, season };
		}
		case 'lane': {
			const person = PersonId.parse(rest);
			return person && { kind, person };
		}
		default:
			return null;
	}
}
