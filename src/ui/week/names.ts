import type { Directory } from '#document/layouts/directory.ts';
import type {
	NeighbourhoodId,
	OrganisationId,
	PersonId,
	QualificationId,
	SeriesId,
	VenueId
} from '#domain/ids.ts';
import type { SeriesRecords } from '#domain/series/series.ts';

/** What things are called on a screen; also what was removed, so that it can still be named. */
export interface Names {
	venue(id: VenueId): string;
	person(id: PersonId): string;
	organisation(id: OrganisationId): string;
	neighbourhood(id: NeighbourhoodId): string;
	qualification(id: QualificationId): string;
	/** The title of a series; null when it is not known here. */
	series(id: SeriesId): string | null;
}

/** Names out of the directory. @param unknown what to call what is not on this device (yet) */
export function namesOf(
	directory: Directory,
	recordsOf: (series: SeriesId) => SeriesRecords | null,
	unknown: string
): Names {
	return {
		venue: (id) => directory.venues.get(id)?.name ?? unknown,
		person: (id) => directory.people.get(id)?.name ?? unknown,
		organisation: (id) => directory.organisations.get(id)?.name ?? unknown,
		neighbourhood: (id) => directory.neighbourhoods.get(id)?.name ?? unknown,
		qualification: (id) => directory.qualifications.get(id)?.name ?? unknown,
		series: (id) => recordsOf(id)?.series.plan.title ?? null
	};
}

/** A name as it stands inside a sentence: "maatschappelijk werker", but "EHBO". */
export function inSentence(name: string): string {
	const [first = '', second = ''] = Array.from(name);
	const isAcronym = second !== '' && second === second.toLocaleUpperCase();
	return isAcronym ? name : first.toLocaleLowerCase() + name.slice(first.length);
}
