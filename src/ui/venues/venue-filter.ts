import { accessTo, type Venue } from '#domain/directory/directory.ts';
import type { NeighbourhoodId } from '#domain/ids.ts';
import { finds } from '../search.ts';

/** Which venues the list shows. */
export interface VenueFilter {
	readonly typed: string;
	readonly neighbourhood: NeighbourhoodId | null;
	readonly accessibleOnly: boolean;
}

/** What a venue is called by others: whose it is, where it lies. */
export interface VenueNames {
	readonly organisation: (venue: Venue) => string;
	readonly neighbourhood: (venue: Venue) => string;
	/** What people type when they look for a room without steps: "lift", "rolstoel", "toilet". */
	readonly accessibleWords: string;
}

/** The venues that a filter leaves. */
export function matching(
	venues: readonly Venue[],
	{ typed, neighbourhood, accessibleOnly }: VenueFilter,
	names: VenueNames
): Venue[] {
	return venues.filter(
		(venue) =>
			(neighbourhood === null || venue.neighbourhood === neighbourhood) &&
			(accessTo(venue) === 'yes' || !accessibleOnly) &&
			finds(typed, [
				venue.name,
				venue.address,
				venue.entrance,
				names.organisation(venue),
				names.neighbourhood(venue),
				accessTo(venue) === 'yes' ? names.accessibleWords : ''
			])
	);
}
