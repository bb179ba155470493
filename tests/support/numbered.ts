import * as Y from 'yjs';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import type { Member } from '#domain/access/access.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import { Clerk } from '#document/clerk.ts';
import {
	AllBookings,
	EventsOfSeasons,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { Planning } from '#views/planning.ts';

/** A workspace as it was handed over: which people, which documents. */
export interface HandedOver {
	readonly workspace: WorkspaceId;
	readonly coordinator: PersonId;
	readonly people: readonly Member[];
	readonly documents: readonly { readonly name: DocumentName; readonly update: Uint8Array }[];
}

/** The documents of a workspace in memory, from their updates. */
export function documentsFrom(
	given: Pick<HandedOver, 'workspace' | 'documents'>,
	me: PersonId
): WorkspaceDocuments {
	const docs = new Map<string, Y.Doc>();
	const open = (name: DocumentName) => {
		const doc = docs.get(documentText(name)) ?? new Y.Doc();
		docs.set(documentText(name), doc);
		return doc;
	};
	for (const { name, update } of given.documents) Y.applyUpdate(open(name), update);
	return new WorkspaceDocuments(given.workspace, me, open);
}

/** The documents after a clerk has taken everybody's lane: all at once, or in groups one after another. */
export function numbered(
	given: HandedOver,
	groups: readonly (readonly Member[])[] = [given.people]
): WorkspaceDocuments {
	const documents = documentsFrom(given, given.coordinator);
	const members = new Map(given.people.map((member) => [member.person, member]));
	const clerk = new Clerk(documents, (person) => members.get(person) ?? null);
	for (const group of groups) clerk.take(group.map(({ person }) => documents.laneOf(person)));
	return documents;
}

/** What a screen of this device sees. */
export function planningOf(documents: WorkspaceDocuments): Planning {
	const seasons = documents.directory.seasons.all().map(({ id }) => documents.season(id));
	return new Planning({
		series: new SeriesOfSeasons(seasons),
		people: documents.directory.people,
		venues: documents.directory.venues,
		events: new EventsOfSeasons(documents, seasons),
		bookings: new AllBookings(documents),
		openings: new Openings(documents)
	});
}
