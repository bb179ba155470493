import { documentText } from '#domain/access/document-name.ts';
import type { AdmitRefusal, LaneEvent } from '#domain/claims/event.ts';
import type { EventId, OccurrenceId, PersonId, SeriesId } from '#domain/ids.ts';
import type { Refusal } from '#sync/refusal-tray.ts';

/** One thing that was made on a device of this person and did not go through. */
export type Refused =
	| {
			readonly kind: 'event';
			readonly key: string;
			readonly id: EventId;
			/** What it was; null when this device can't tell (any more). */
			readonly event: LaneEvent | null;
			readonly reason: AdmitRefusal;
			/** Somebody read it: it asks for nothing any more. */
			readonly isPutAway: boolean;
	  }
	| {
			readonly kind: 'change';
			readonly key: string;
			readonly refusal: Refusal;
			readonly isPutAway: boolean;
	  };

/** The part of a ledger that is read. */
export interface RefusalSource {
	refusals(): readonly {
		readonly event: EventId;
		readonly lane: PersonId;
		readonly reason: AdmitRefusal;
	}[];
}

/** What the clerk refused of this person, and what did not get as far as the clerk. */
export function refusedOf(
	me: PersonId,
	ledgers: readonly RefusalSource[],
	eventOf: (id: EventId) => LaneEvent | null,
	changes: readonly Refusal[],
	putAway: readonly string[]
): Refused[] {
	const events = ledgers
		.flatMap((ledger) => ledger.refusals())
		.filter(({ lane }) => lane === me)
		.map(({ event, reason }) => ({
			...{ kind: 'event' as const, key: event, id: event, reason },
			...{ event: eventOf(event), isPutAway: putAway.includes(event) }
		}));
	const unsent = changes.map((refusal) => ({
		...{ kind: 'change' as const, refusal },
		...{ key: `${documentText(refusal.document)} ${refusal.code}`, isPutAway: refusal.isPutAway }
	}));
	return [...events, ...unsent];
}

/** What an event was about, as far as it names it: the date of a claim, the series of a booking. */
export function subjectOf(
	event: LaneEvent,
	eventOf: (id: EventId) => LaneEvent | null
): { readonly occurrence: OccurrenceId } | { readonly series: SeriesId } | null {
	if (event.kind === 'booking') return { series: event.series };
	const claim = event.kind === 'claim' ? event : eventOf(event.claim);
	return claim?.kind === 'claim' ? { occurrence: claim.occurrence } : null;
}
