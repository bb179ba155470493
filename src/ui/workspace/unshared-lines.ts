import type { LaneEvent } from '#domain/claims/event.ts';
import { eventWords } from '../status/event-words.ts';
import { longDate } from '../text/format.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** What this person did herself and nobody received, in words that she can show to somebody. */
export function unsharedLines(workspace: OpenWorkspace): string[] {
	// The planning tells when a ledger or the lane changed.
	workspace.live.follow();
	const { documents, seasons } = workspace;
	const { lane } = documents;
	const ledgers = [documents.venues, ...seasons.map(({ id }) => documents.season(id).ledger)];
	const isUnnumbered = ({ id }: LaneEvent) => ledgers.every((ledger) => !ledger.isSettled(id));
	return lane
		.all()
		.filter(isUnnumbered)
		.map((event) =>
			eventWords(
				event,
				workspace,
				(id) => lane.get(id),
				(day, language) => longDate(day, language, true)
			)
		);
}
