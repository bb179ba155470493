import {
	addClosure,
	addOrganisation,
	addVenue,
	addWindow,
	change,
	ownOrganisation,
	remove
} from '#document/commands/directory.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import { type Access, accessTo, type Venue } from '#domain/directory/directory.ts';
import type { NeighbourhoodId, OrganisationId, VenueId } from '#domain/ids.ts';
import type { SchoolCommunity } from '#domain/time/school.ts';
import { named } from '../directory/named.ts';
import { saveWindows, type WindowDraft } from './window-draft.ts';

/** What stands in the form about a venue, while it is being filled in. */
export interface VenueDraft {
	name: string;
	/** Null for the workspace itself. */
	organisation: OrganisationId | null;
	/** An organisation that does not exist yet, in place of `organisation`; empty for none. */
	newOrganisation: string;
	neighbourhood: NeighbourhoodId | null;
	address: string;
	entrance: string;
	/** Null when nobody knows. */
	capacity: number | null;
	access: Access;
	school: SchoolCommunity | null;
	closedOnHolidays: boolean;
}

export function venueDraft(venue: Venue | null): VenueDraft {
	return {
		name: venue?.name ?? '',
		organisation: venue?.organisation ?? null,
		newOrganisation: '',
		neighbourhood: venue?.neighbourhood ?? null,
		address: venue?.address ?? '',
		entrance: venue?.entrance ?? '',
		capacity: venue && venue.capacity > 0 ? venue.capacity : null,
		access: venue ? accessTo(venue) : 'unknown',
		school: venue?.school ?? null,
		closedOnHolidays: venue?.closedOnHolidays ?? true
	};
}

/**
 * Writes the form down as one step. A venue of nobody else is the workspace's own: its opening hours need
 * an owner. Those and its closures move along to another organisation.
 */
export function saveVenue(
	step: Step,
	documents: WorkspaceDocuments,
	id: VenueId | null,
	draft: Readonly<VenueDraft>,
	hours: readonly WindowDraft[] = []
): VenueId {
	const { doc, venues, organisations } = documents.directory;
	const made = named(organisations.all(), draft.newOrganisation, (name) =>
		addOrganisation(step, documents, { name })
	);
	const owner = made ?? draft.organisation ?? ownOrganisation(step, documents);
	const record = recordOf(draft, owner);
	if (id === null) {
		const venue = addVenue(step, documents, record);
		saveWindows(step, documents, { organisation: owner, venue }, hours);
		return venue;
	}
	const before = venues.get(id)?.organisation ?? null;
	if (before && before !== owner) moveOpenings(step, documents, id, { from: before, to: owner });
	change(step, doc, venues, id, record);
	return id;
}

function recordOf(
	draft: Readonly<VenueDraft>,
	organisation: OrganisationId
): Omit<Venue, 'id' | 'removed'> {
	const { neighbourhood, access, school, closedOnHolidays } = draft;
	return {
		name: draft.name.trim(),
		organisation,
		neighbourhood,
		address: draft.address.trim(),
		entrance: draft.entrance.trim(),
		capacity: draft.capacity ?? 0,
		accessible: access === 'yes',
		inaccessible: access === 'no',
		...{ school, closedOnHolidays }
	};
}

/** Whose a venue is, in whose document its hours and closures are written; one of nobody becomes the workspace's own. */
export function ownerOf(
	step: Step,
	documents: WorkspaceDocuments,
	venue: Pick<Venue, 'id' | 'organisation'>
): { readonly organisation: OrganisationId; readonly venue: VenueId } {
	const organisation = venue.organisation ?? ownOrganisation(step, documents);
	const { doc, venues } = documents.directory;
	change(step, doc, venues, venue.id, { organisation });
	return { organisation, venue: venue.id };
}

/** They lie in the document of the organisation whose venue it is: a new owner would not find them. */
function moveOpenings(
	step: Step,
	documents: WorkspaceDocuments,
	venue: VenueId,
	{ from, to }: { readonly from: OrganisationId; readonly to: OrganisationId }
): void {
	const { doc, windows, closures } = documents.organisation(from);
	for (const window of windows.all()) {
		if (window.venue !== venue) continue;
		addWindow(step, documents, to, window);
		remove(step, doc, windows, window.id);
	}
	for (const closure of closures.all()) {
		if (closure.venue !== venue) continue;
		addClosure(step, documents, to, closure);
		remove(step, doc, closures, closure.id);
	}
}
