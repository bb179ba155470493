import {
	AllBookings,
	EventsOfSeasons,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import type { Journal } from '#server/journal/journal.ts';
import { Planning } from '#views/planning.ts';
import * as Y from 'yjs';
import type { View } from '../invariants.ts';
import { season } from '../props.ts';

/** What somebody would be shown who reads the journal at this moment. */
export async function observed(journal: Journal, workspace: WorkspaceId): Promise<View> {
	const docs = new Map<string, Y.Doc>();
	for (const key of await journal.documents(`${workspace}/`)) {
		const { snapshot, tail } = await journal.load(key);
		const doc = new Y.Doc();
		for (const update of snapshot ? [snapshot, ...tail] : tail) Y.applyUpdate(doc, update);
		docs.set(key.slice(workspace.length + 1), doc);
	}
	const documents = new WorkspaceDocuments(
		workspace,
		'' as PersonId,
		(name) => docs.get(documentText(name)) ?? new Y.Doc()
	);
	return { documents, planning: planningOf(documents, season) };
}

/** What screens show of one season. */
export function planningOf(documents: WorkspaceDocuments, season: SeasonId): Planning {
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
