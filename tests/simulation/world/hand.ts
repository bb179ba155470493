import { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { NewId, PersonId, SeasonId } from '#domain/ids.ts';
import { clock } from './seeded.ts';

export interface Doing {
	readonly documents: WorkspaceDocuments;
	readonly person: PersonId;
	readonly season: SeasonId;
	readonly newId: NewId;
	/** How wrong the clock of her device is. */
	readonly skewMs: number;
}

/** Does something as a person does it on her device, by the clock of that device. */
export function doOn(
	{ documents, person, season, newId, skewMs }: Doing,
	command: (step: Step, documents: WorkspaceDocuments) => void
): void {
	// A clock counts whole milliseconds: an event with another time can't be read.
	const hand = { me: person, now: () => Math.floor(clock().nowMs + skewMs), newId };
	const { lane, venues } = documents;
	const step = new Step(hand, lane, (event) => {
		const { ledger } = documents.season(season);
		return lane.get(event) ?? venues.event(event) ?? ledger.event(event);
	});
	command(step, documents);
}
