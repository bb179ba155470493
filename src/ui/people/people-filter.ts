import type { Person } from '#domain/directory/directory.ts';
import type { OrganisationId, QualificationId } from '#domain/ids.ts';
import { finds } from '../search.ts';

export type PeopleKind = 'all' | 'volunteers' | 'staff';

export const peopleKinds: readonly PeopleKind[] = ['all', 'volunteers', 'staff'];

/** Whom the list shows. */
export interface PeopleFilter {
	readonly typed: string;
	readonly qualification: QualificationId | null;
	readonly kind: PeopleKind;
}

/** The people that a filter leaves, found by their own name or by their organisation's. */
export function matching(
	people: readonly Person[],
	{ typed, qualification, kind }: PeopleFilter,
	nameOf: (organisation: OrganisationId) => string
): Person[] {
	return people.filter(
		(person) =>
			(kind === 'all' || person.staff === (kind === 'staff')) &&
			(qualification === null || person.qualifications.includes(qualification)) &&
			finds(typed, [person.name, person.organisation ? nameOf(person.organisation) : ''])
	);
}
