import type { Claim } from '#domain/claims/event.ts';
import { EventId, type PersonId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import type { OpenShift } from '#views/shifts.ts';
import { idNamed, spring } from './named-ids.ts';

/** A claim on a date of one season that names another, numbered in the ledger of that other. */
export function strayClaim(
	{ documents }: OpenWorkspace,
	{ occurrence, need }: Pick<OpenShift, 'occurrence' | 'need'>,
	person: PersonId
): void {
	const { doc, seasons } = documents.directory;
	const period = { first: '2027-02-01' as Day, last: '2027-06-30' as Day };
	doc.transact(() => seasons.add(spring, { name: 'Voorjaar', ...period }));
	const event: Claim = {
		...{ kind: 'claim', id: idNamed(EventId, 'stray'), season: spring, madeAt: 1 },
		...{ occurrence: occurrence.id, need: need.id, person, by: person }
	};
	documents.season(spring).ledger.write([{ kind: 'event', lane: person, event }], 0);
}
