import { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { NewId, PersonId, SeasonId } from '#domain/ids.ts';

export interface Doing {
	readonly documents: WorkspaceDocuments;
	readonly person: PersonId;
	readonly season: SeasonId;
	readonly newId: NewId;
}

/** Does something as a person does it on her device, by the clock of that device: call it in its process. */
export function doOn(
	{ documents, person, season, newId }: Doing,
	command: (step: Step, documents: WorkspaceDocuments) => void
): void {
	const hand = { me: person, now: () => Date.now(), newId };
	const { lane, venues } = documents;
	const step = new Step(hand, lane, (event) => {
		const { ledger } = documents.season(season);
		return lane.get(event) ?? venues.event(event) ?? ledger.event(event);
	});
	command(step, documents);
}
