import {
	addOrganisation,
	addPerson,
	addQualification,
	change,
	changeContact
} from '#document/commands/directory.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Contact } from '#domain/directory/contact.ts';
import type { Person } from '#domain/directory/directory.ts';
import type { OrganisationId, PersonId, QualificationId } from '#domain/ids.ts';
import { named } from '../directory/named.ts';

/** What stands in the form about a person, while it is being filled in. */
export interface PersonDraft {
	name: string;
	staff: boolean;
	qualifications: QualificationId[];
	/** A qualification that does not exist yet; empty for none. */
	newQualification: string;
	organisation: OrganisationId | null;
	/** An organisation that does not exist yet, in place of `organisation`; empty for none. */
	newOrganisation: string;
	phone: string;
	mail: string;
	note: string;
}

export function draftOf(person: Person | null, contact: Contact | null): PersonDraft {
	return {
		name: person?.name ?? '',
		staff: person?.staff ?? false,
		qualifications: [...(person?.qualifications ?? [])],
		newQualification: '',
		organisation: person?.organisation ?? null,
		newOrganisation: '',
		phone: contact?.phone ?? '',
		mail: contact?.mail ?? '',
		note: contact?.note ?? ''
	};
}

/** What keeps the form from being saved, by field. */
export interface PersonFaults {
	readonly name: boolean;
	readonly mail: boolean;
}

/** A name must be there; a mail address needs something on both sides of its @. */
export function faultsIn({ name, mail }: Pick<PersonDraft, 'name' | 'mail'>): PersonFaults {
	const typed = mail.trim();
	return { name: name.trim() === '', mail: typed !== '' && !/^[^\s@]+@[^\s@]+$/.test(typed) };
}

/** Writes the form down as one step: the person, what is new in it, and how to reach her. */
export function savePerson(
	step: Step,
	documents: WorkspaceDocuments,
	id: PersonId | null,
	draft: Readonly<PersonDraft>
): PersonId {
	const { doc, people } = documents.directory;
	const record = recordOf(step, documents, draft);
	const person = id ?? addPerson(step, documents, record);
	if (id) change(step, doc, people, id, record);
	const contact = {
		phone: draft.phone.trim(),
		mail: draft.mail.trim(),
		note: draft.note.trim()
	};
	if (documents.people.contacts.get(person) ?? Object.values(contact).some(Boolean))
		changeContact(step, documents, person, contact);
	return person;
}

function recordOf(
	step: Step,
	documents: WorkspaceDocuments,
	draft: Readonly<PersonDraft>
): Omit<Person, 'id' | 'removed'> {
	const { qualifications, organisations } = documents.directory;
	const qualification = named(qualifications.all(), draft.newQualification, (name) =>
		addQualification(step, documents, { name })
	);
	const organisation = named(organisations.all(), draft.newOrganisation, (name) =>
		addOrganisation(step, documents, { name })
	);
	return {
		name: draft.name.trim(),
		staff: draft.staff,
		qualifications: [
			...new Set([...draft.qualifications, ...(qualification ? [qualification] : [])])
		],
		organisation: organisation ?? draft.organisation
	};
}
