import type { RecordMap } from '../records/record-map.ts';
import { toStored } from '../records/layout.ts';
import type * as Y from 'yjs';
import type {
	Closure,
	Neighbourhood,
	OpeningWindow,
	Organisation,
	Person,
	Qualification,
	Season,
	Venue
} from '#domain/directory/directory.ts';
import type {
	ClosureId,
	NeighbourhoodId,
	OrganisationId,
	PersonId,
	QualificationId,
	SeasonId,
	VenueId,
	WindowId
} from '#domain/ids.ts';
import type { Contact } from '#domain/directory/contact.ts';
import type { WorkspaceDocuments } from '../workspace.ts';
import type { Stowed } from '../records/layout.ts';
import type { Step } from './step.ts';
import { localEdit } from './step.ts';

export interface Foundation {
	readonly name: string;
	readonly neighbourhood: string;
	readonly coordinator: string;
	readonly season: Stowed<Season>;
	readonly example: boolean;
}

/** Begins a workspace: its name, first neighbourhood, first season, and the coordinator who founds it. */
export function found(step: Step, documents: WorkspaceDocuments, foundation: Foundation): SeasonId {
	const { doc, meta, neighbourhoods, people, seasons } = documents.directory;
	doc.transact(() => {
		meta.set('name', foundation.name);
		meta.set('zone', 'Europe/Brussels');
		if (foundation.example) meta.set('example', true);
	}, localEdit);
	step.add(doc, neighbourhoods, { name: foundation.neighbourhood, hue: 0 });
	const founder = {
		name: foundation.coordinator,
		qualifications: [],
		organisation: null,
		staff: true
	};
	step.add(doc, people, founder, documents.me);
	return step.add(doc, seasons, foundation.season);
}

export function renameWorkspace(step: Step, documents: WorkspaceDocuments, name: string): void {
	const { doc, meta, organisations } = documents.directory;
	const own = organisationNamed(documents, documents.workspace().name);
	step.rename(doc, meta, 'name', name);
	if (own) change(step, doc, organisations, own, { name });
}

/**
 * The organisation that stands for the workspace itself: the one that bears its name, made when there is
 * none. A room of its own needs an owner, in whose document its opening hours lie (DESIGN.md section 2).
 */
export function ownOrganisation(step: Step, documents: WorkspaceDocuments): OrganisationId {
	const { name } = documents.workspace();
	return organisationNamed(documents, name) ?? addOrganisation(step, documents, { name });
}

/** The first by id, so that every device finds the same one of two that were made while apart. */
function organisationNamed(documents: WorkspaceDocuments, name: string): OrganisationId | null {
	const [first] = documents.directory.organisations
		.all()
		.filter((organisation) => organisation.name === name)
		.map(({ id }) => id)
		.sort();
	return first ?? null;
}

export function addNeighbourhood(
	step: Step,
	documents: WorkspaceDocuments,
	record: Stowed<Neighbourhood>
): NeighbourhoodId {
	const { doc, neighbourhoods } = documents.directory;
	return step.add(doc, neighbourhoods, record);
}

export function addOrganisation(
	step: Step,
	documents: WorkspaceDocuments,
	record: Stowed<Organisation>
): OrganisationId {
	const { doc, organisations } = documents.directory;
	return step.add(doc, organisations, record);
}

export function addQualification(
	step: Step,
	documents: WorkspaceDocuments,
	record: Stowed<Qualification>
): QualificationId {
	const { doc, qualifications } = documents.directory;
	return step.add(doc, qualifications, record);
}

export function addSeason(
	step: Step,
	documents: WorkspaceDocuments,
	record: Stowed<Season>
): SeasonId {
	const { doc, seasons } = documents.directory;
	return step.add(doc, seasons, record);
}

export function addPerson(
	step: Step,
	documents: WorkspaceDocuments,
	record: Stowed<Person>,
	id?: PersonId
): PersonId {
	const { doc, people } = documents.directory;
	return step.add(doc, people, record, id);
}

export function addVenue(
	step: Step,
	documents: WorkspaceDocuments,
	record: Stowed<Venue>
): VenueId {
	const { doc, venues } = documents.directory;
	return step.add(doc, venues, record);
}

export function addWindow(
	step: Step,
	documents: WorkspaceDocuments,
	organisation: OrganisationId,
	record: Stowed<OpeningWindow>
): WindowId {
	const { doc, windows } = documents.organisation(organisation);
	return step.add(doc, windows, record);
}

export function addClosure(
	step: Step,
	documents: WorkspaceDocuments,
	organisation: OrganisationId,
	record: Stowed<Closure>
): ClosureId {
	const { doc, closures } = documents.organisation(organisation);
	return step.add(doc, closures, record);
}

/** Writes how to reach a person, field by field. */
export function changeContact(
	step: Step,
	documents: WorkspaceDocuments,
	person: PersonId,
	contact: Stowed<Contact>
): void {
	const { doc, contacts } = documents.people;
	// An empty record with edits on top: two coordinators who both begin one while apart keep both their edits.
	if (!contacts.get(person)) step.add(doc, contacts, { phone: '', mail: '', note: '' }, person);
	if (contacts.get(person)?.removed) restore(step, doc, contacts, person);
	change(step, doc, contacts, person, contact);
}

/** Edits the fields of a record that differ from what they are. */
export function change<T extends { readonly id: string; readonly removed: boolean }>(
	step: Step,
	doc: Y.Doc,
	records: RecordMap<T>,
	id: T['id'],
	fields: Partial<Stowed<T>>
): void {
	const current = records.get(id);
	for (const [field, value] of Object.entries(fields)) {
		const before: unknown = current?.[field as keyof T];
		if (JSON.stringify(before) !== JSON.stringify(value))
			step.edit(doc, records, id, field, toStored(value));
	}
}

/** Takes a record away; what refers to it goes on naming it, and it can be put back. */
export function remove<T extends { readonly id: string; readonly removed: boolean }>(
	step: Step,
	doc: Y.Doc,
	records: RecordMap<T>,
	id: T['id']
): void {
	step.edit(doc, records, id, 'removed', true);
}

export function restore<T extends { readonly id: string; readonly removed: boolean }>(
	step: Step,
	doc: Y.Doc,
	records: RecordMap<T>,
	id: T['id']
): void {
	step.edit(doc, records, id, 'removed', undefined);
}
