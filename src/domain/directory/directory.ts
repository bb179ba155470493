import type {
	ClosureId,
	NeighbourhoodId,
	OrganisationId,
	PersonId,
	QualificationId,
	SeasonId,
	VenueId,
	WindowId,
	WorkspaceId
} from '../ids.ts';
import type { SchoolCommunity } from '../time/school.ts';
import type { Day, Minutes, Weekday } from '../time/day.ts';

/** One co-operation that plans together. */
export interface Workspace {
	readonly id: WorkspaceId;
	readonly name: string;
	/** IANA name of the zone in which its clocks hang: Europe/Brussels. */
	readonly zone: string;
	/** Made from the seed: a place to try things, not somebody's work. */
	readonly example: boolean;
}

export interface Organisation {
	readonly id: OrganisationId;
	readonly name: string;
	readonly removed: boolean;
}

export interface Neighbourhood {
	readonly id: NeighbourhoodId;
	readonly name: string;
	/** Which of the colour-blind-safe hues marks it, 0 to 7. */
	readonly hue: number;
	readonly removed: boolean;
}

export interface Qualification {
	readonly id: QualificationId;
	readonly name: string;
	readonly removed: boolean;
}

export interface Season {
	readonly id: SeasonId;
	readonly name: string;
	readonly first: Day;
	readonly last: Day;
	readonly removed: boolean;
}

/** Who a person is to the others: what a roster on the door may say. Contact details live elsewhere. */
export interface Person {
	readonly id: PersonId;
	readonly name: string;
	readonly qualifications: readonly QualificationId[];
	readonly organisation: OrganisationId | null;
	/** Staff are paid by an organisation, the others volunteer. */
	readonly staff: boolean;
	readonly removed: boolean;
}

/** A room that can be booked. */
export interface Venue {
	readonly id: VenueId;
	readonly name: string;
	/** Whose it is; its windows and closures lie in that organisation's own document. */
	readonly organisation: OrganisationId | null;
	readonly neighbourhood: NeighbourhoodId | null;
	readonly address: string;
	/** How to get in: "ingang speelplaats", "sleutel bij de conciërge". */
	readonly entrance: string;
	/** How many people it holds; 0 when nobody knows. */
	readonly capacity: number;
	/** Known to be step-free, with an adapted toilet. */
	readonly accessible: boolean;
	/** Which school calendar it follows, or null. */
	readonly school: SchoolCommunity | null;
	/** Closed on public holidays. */
	readonly closedOnHolidays: boolean;
	/** Known not to be accessible; absent where an older version wrote it: what is not `accessible` is not known then. */
	readonly inaccessible?: boolean | undefined;
	readonly removed: boolean;
}

/** A stretch of a weekday on which a venue may be used. A venue without windows is open at all times. */
export interface OpeningWindow {
	readonly id: WindowId;
	readonly venue: VenueId;
	readonly weekdays: readonly Weekday[];
	readonly from: Minutes;
	readonly until: Minutes;
	/** Whether it holds on every day, on school days only, or in school holidays only. */
	readonly when: 'always' | 'school-days' | 'school-holidays';
	readonly removed: boolean;
}

/** Days on which an organisation, or one venue of it, is closed. It hides nothing: dates return when it is lifted. */
export interface Closure {
	readonly id: ClosureId;
	/** Null closes all venues of the organisation. */
	readonly venue: VenueId | null;
	readonly first: Day;
	/** Included. */
	readonly last: Day;
	readonly reason: string;
	readonly removed: boolean;
}

/** Whether somebody in a wheelchair gets in. */
export type Access = 'yes' | 'no' | 'unknown';

/** Two who answered differently while apart leave it unknown: nobody is sent to a flight of stairs. */
export function accessTo({
	accessible,
	inaccessible
}: Pick<Venue, 'accessible' | 'inaccessible'>): Access {
	if (accessible === (inaccessible ?? false)) return 'unknown';
	return accessible ? 'yes' : 'no';
}
