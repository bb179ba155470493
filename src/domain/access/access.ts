import type { OrganisationId, PersonId } from '../ids.ts';
import type { DocumentName } from './document-name.ts';

export type Role = 'coordinator' | 'partner' | 'volunteer';

/** Somebody who belongs to a workspace, as the relay knows her. */
export interface Member {
	readonly person: PersonId;
	readonly role: Role;
	/** For a partner editor: the organisations whose own part she keeps. */
	readonly organisations: readonly OrganisationId[];
}

/** Whether this member's devices may change this document. Ledgers are the clerk's alone. */
export function mayWrite(document: DocumentName, member: Member): boolean {
	switch (document.kind) {
		case 'lane':
			return document.person === member.person;
		case 'ledger':
		case 'venues':
			return false;
		case 'org':
			return (
				member.role === 'coordinator' ||
				(member.role === 'partner' && member.organisations.includes(document.organisation))
			);
		case 'directory':
		case 'season':
		case 'people':
			return member.role === 'coordinator';
	}
}

/** Whether this member's devices may read this document (DESIGN.md section 2, the column "reads"). */
export function mayRead(document: DocumentName, member: Member): boolean {
	switch (document.kind) {
		case 'lane':
			return document.person === member.person || member.role === 'coordinator';
		case 'people':
			return member.role === 'coordinator';
		default:
			return true;
	}
}
