import type {
	EventId,
	NeedId,
	OccurrenceId,
	PersonId,
	SeasonId,
	SeriesId,
	VenueId
} from '../ids.ts';
import type { Rule } from '../series/rule.ts';
import type { Day, Minutes } from '../time/day.ts';

/** A person takes a place in a shift. Written once, never changed. */
export interface Claim {
	readonly kind: 'claim';
	readonly id: EventId;
	readonly season: SeasonId;
	readonly occurrence: OccurrenceId;
	readonly need: NeedId;
	/** Who comes. */
	readonly person: PersonId;
	/** Who says so: the same person, or a coordinator who assigns. */
	readonly by: PersonId;
	/** She chose the waitlist, because all was taken. Absent: she asked for a place that she saw free. */
	readonly asked?: 'waitlist';
	/** Milliseconds since 1970 on the maker's own clock: orders what has no number yet, never more. */
	readonly madeAt: number;
}

/** Takes back the claims that it names, and no others: a claim made meanwhile elsewhere stays. */
export interface Withdrawal {
	readonly kind: 'withdrawal';
	readonly id: EventId;
	readonly season: SeasonId;
	readonly claim: EventId;
	readonly by: PersonId;
	readonly madeAt: number;
	/** Why, in the maker's own words; stays in the lane and never reaches the ledger. */
	readonly word: string;
}

/** The dates and hours for which a venue is taken, set-up and clearing included. */
export interface Hold {
	readonly venue: VenueId;
	readonly rule: Rule;
	/** Only rule days from `first` to `last` (both included) … */
	readonly first: Day;
	readonly last: Day;
	readonly from: Minutes;
	readonly until: Minutes;
	/** … and, for a date that was moved, the rule day it stands for; null when day and rule day are the same. */
	readonly standsFor: Day | null;
}

/** The rule days, both included, of an earlier booking that are given back. */
export interface Freed {
	readonly booking: EventId;
	readonly first: Day;
	readonly last: Day;
}

/**
 * Takes a venue for dates of a series, gives it back, or both at once: a change of venue or time is one
 * new booking that frees the old.
 */
export interface Booking {
	readonly kind: 'booking';
	readonly id: EventId;
	readonly season: SeasonId;
	readonly series: SeriesId;
	readonly holds: readonly Hold[];
	readonly frees: readonly Freed[];
	readonly by: PersonId;
	readonly madeAt: number;
}

/** What members make in their own lane. */
export type LaneEvent = Claim | Withdrawal | Booking;

/** An event that the clerk took from a lane and numbered. */
export interface NumberedEvent {
	readonly kind: 'event';
	/** 1, 2, 3, … within one ledger. */
	readonly number: number;
	readonly event: LaneEvent;
	/** Whose lane it came from. */
	readonly lane: PersonId;
}

/** How many places there were from here on: written by the clerk when it saw the number change. */
export interface NumberedPlaces {
	readonly kind: 'places';
	readonly number: number;
	readonly occurrence: OccurrenceId;
	readonly need: NeedId;
	readonly max: number;
}

export type LedgerEntry = NumberedEvent | NumberedPlaces;

/** server/README.md, "What a device meets by itself", says of each what helps. */
export const admitRefusals = [
	'not-a-member',
	'for-someone-else',
	'not-a-coordinator',
	'not-qualified',
	'not-your-claim',
	'not-your-lane',
	'too-large',
	'unreadable'
] as const;

/** Why the clerk did not take an event. */
export type AdmitRefusal = (typeof admitRefusals)[number];

/** An event that the clerk did not take, with the reason: shown in the maker's tray, never hidden. */
export interface Refusal {
	readonly event: EventId;
	readonly lane: PersonId;
	readonly reason: AdmitRefusal;
}
