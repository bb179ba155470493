import type { Directory } from '#document/layouts/directory.ts';
import type { Organisation, Person, Qualification } from '#domain/directory/directory.ts';
import type { OrganisationId, QualificationId } from '#domain/ids.ts';
import { byName } from '../search.ts';

/** The people of a workspace with what is said of them, in the order of the alphabet. */
export interface Roll {
	readonly people: readonly Person[];
	readonly removed: readonly Person[];
	readonly qualifications: readonly Qualification[];
	readonly organisations: readonly Organisation[];
	/** What was removed meanwhile is still called by its name. */
	readonly qualificationName: (id: QualificationId) => string;
	readonly organisationName: (id: OrganisationId) => string;
}

export function rollOf(directory: Directory): Roll {
	const everyone = directory.people.everything().sort(byName);
	return {
		people: everyone.filter(({ removed }) => !removed),
		removed: everyone.filter(({ removed }) => removed),
		qualifications: directory.qualifications.all().sort(byName),
		organisations: directory.organisations.all().sort(byName),
		qualificationName: (id) => directory.qualifications.get(id)?.name ?? '',
		organisationName: (id) => directory.organisations.get(id)?.name ?? ''
	};
}
