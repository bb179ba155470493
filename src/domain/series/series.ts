import type {
	NeedId,
	NeighbourhoodId,
	OccurrenceId,
	OrganisationId,
	PartId,
	QualificationId,
	SeasonId,
	SeriesId,
	VenueId
} from '../ids.ts';
import type { Day, Minutes } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** What one kind of helper an activity needs: "2 of 3 volunteers", "1 social worker". */
export interface Need {
	readonly id: NeedId;
	readonly series: SeriesId;
	/** What the person does, in the coordinator's words; empty for "vrijwilliger". */
	readonly label: string;
	/** Only people with this qualification count and may claim; null for everybody. */
	readonly qualification: QualificationId | null;
	/** Fewer than this is a problem. */
	readonly min: number;
	/** How many places there are: the first `max` claims hold one. */
	readonly max: number;
}

/** How many people a need asks for: at least `min`, and `max` places. */
export type Places = Pick<Need, 'min' | 'max'>;

/** A rule about who must be present together; counts per need are rules by themselves. */
export type StaffRule =
	/** At least `size` people at every minute, of whom at least one with the qualification (DOMAIN.md row 17). */
	| { readonly kind: 'duo'; readonly size: number; readonly qualification: QualificationId }
	/** Somebody of each organisation at every minute (DOMAIN.md row 8). */
	| { readonly kind: 'organisations'; readonly organisations: readonly OrganisationId[] }
	/** At least `count` people with the qualification at every minute. */
	| { readonly kind: 'qualified'; readonly qualification: QualificationId; readonly count: number };

/** What can be said of a whole series, of "this and following", and (most of it) of one date. */
export interface Plan {
	readonly title: string;
	readonly neighbourhood: NeighbourhoodId | null;
	readonly organisation: OrganisationId | null;
	/** The venue that is wanted; who holds it is decided by bookings. */
	readonly venue: VenueId | null;
	readonly rule: Rule;
	readonly from: Minutes;
	/** Exclusive; past 1440 lies the next day. */
	readonly until: Minutes;
	/** The venue is taken from this many minutes before `from` … */
	readonly setUpMinutes: number;
	/** … until this many minutes after `until`. */
	readonly clearingMinutes: number;
	readonly note: string;
	readonly staffRules: readonly StaffRule[];
}

/** "This and following": from this day on, these things are different. A part changes no occurrence's id. */
export interface Part {
	readonly id: PartId;
	readonly series: SeriesId;
	readonly from: Day;
	readonly changes: Partial<Plan>;
	readonly removed: boolean;
}

/** An activity: one-off or a series. Its own fields are what holds before the first part. */
export interface Series {
	readonly id: SeriesId;
	readonly season: SeasonId;
	readonly plan: Plan;
	readonly removed: boolean;
}

/** What was changed at one date, and, but for `placesFrom`, for that date only. What is absent follows the series. */
export interface OccurrenceChange {
	readonly cancelled?: boolean;
	/** The date takes place on another day; its id stays. */
	readonly day?: Day;
	readonly from?: Minutes;
	readonly until?: Minutes;
	readonly title?: string;
	readonly venue?: VenueId | null;
	readonly note?: string;
	readonly staffRules?: readonly StaffRule[];
	/** How many people this date asks for, by need. */
	readonly places?: Readonly<Record<NeedId, Places>>;
	/** How many this date and all that follow ask for, by need, until a later date says otherwise. */
	readonly placesFrom?: Readonly<Record<NeedId, Places>>;
}

/** A series with everything that says what its dates look like. */
export interface SeriesRecords {
	readonly series: Series;
	/** Ordered by `from`, then id; removed parts left out. */
	readonly parts: readonly Part[];
	readonly needs: readonly Need[];
	/** What was changed at single dates, by occurrence. */
	readonly changes: ReadonlyMap<OccurrenceId, OccurrenceChange>;
}

/** One date of a series as it will really happen. */
export interface Occurrence {
	readonly id: OccurrenceId;
	readonly series: SeriesId;
	/** The day on which it takes place: the rule's, unless it was moved. */
	readonly day: Day;
	readonly dayNumber: number;
	readonly from: Minutes;
	readonly until: Minutes;
	readonly title: string;
	readonly neighbourhood: NeighbourhoodId | null;
	readonly organisation: OrganisationId | null;
	readonly venue: VenueId | null;
	readonly setUpMinutes: number;
	readonly clearingMinutes: number;
	readonly note: string;
	readonly staffRules: readonly StaffRule[];
	/** Among them those of which this date has no places: whoever claimed one before is not forgotten. */
	readonly needs: readonly Need[];
	readonly cancelled: boolean;
	/** Whether anything differs from the series on this date. */
	readonly changed: boolean;
}
