import {
	AllBookings,
	EventsOfSeasons,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Journal } from '#server/journal/journal.ts';
import { season } from '#tests/simulation/props.ts';
import { Planning } from '#views/planning.ts';
import * as Y from 'yjs';
import { documentsOf } from './device.ts';

/** Somebody's copy of a workspace: a device's, or what lies in the journal. */
export interface Copy {
	readonly name: string;
	readonly documents: WorkspaceDocuments;
}

/** All that is on disk, as a device would have it that belongs to everybody. */
export async function copyOfJournal(
	journal: Journal,
	workspace: WorkspaceId,
	people: readonly PersonId[]
): Promise<Copy> {
	const docs = new Map<string, Y.Doc>();
	for (const text of new Set(people.flatMap(documentsOf).map(documentText))) {
		docs.set(text, await docIn(journal, `${workspace}/${text}`));
	}
	const nobody = '' as PersonId;
	const documents = new WorkspaceDocuments(
		workspace,
		nobody,
		(name) => docs.get(documentText(name)) ?? new Y.Doc()
	);
	return { name: 'the journal', documents };
}

async function docIn(journal: Journal, document: string): Promise<Y.Doc> {
	const doc = new Y.Doc();
	const { snapshot, tail } = await journal.load(document);
	doc.transact(() => {
		for (const update of snapshot ? [snapshot, ...tail] : tail) Y.applyUpdate(doc, update);
	});
	return doc;
}

/** Who holds which place and who waits, as a screen would show it. */
export function planningOf(documents: WorkspaceDocuments): Planning {
	const seasons = [documents.season(season)];
	return new Planning({
		series: new SeriesOfSeasons(seasons),
		people: documents.directory.people,
		venues: documents.directory.venues,
		events: new EventsOfSeasons(documents, seasons),
		bookings: new AllBookings(documents),
		openings: new Openings(documents)
	});
}
