import type { Member } from '#domain/access/access.ts';
import type { Venue } from '#domain/directory/directory.ts';
import type {
	NeighbourhoodId,
	OrganisationId,
	PersonId,
	QualificationId,
	SeasonId,
	VenueId
} from '#domain/ids.ts';
import { type Day, addDays } from '#domain/time/day.ts';
import {
	addClosure,
	addNeighbourhood,
	addOrganisation,
	addPerson,
	addQualification,
	addVenue,
	addWindow,
	change,
	changeContact,
	found
} from '../commands/directory.ts';
import type { Draft } from './draft.ts';
import * as words from './words.ts';

/** Somebody of the example, with what decides where she can be asked to stand. */
export interface Helper {
	readonly id: PersonId;
	readonly member: Member;
	readonly qualifications: readonly QualificationId[];
	readonly organisation: OrganisationId | null;
	readonly likes: readonly string[];
}

/** What the plan is laid upon: a season with its places and people. */
export interface Ground {
	readonly season: SeasonId;
	readonly first: Day;
	readonly last: Day;
	readonly organisations: Readonly<Record<words.OrganisationKey, OrganisationId>>;
	readonly neighbourhoods: Readonly<Record<words.NeighbourhoodKey, NeighbourhoodId>>;
	readonly qualifications: Readonly<Record<words.QualificationKey, QualificationId>>;
	readonly venues: Readonly<Record<words.VenueKey, VenueId>>;
	readonly staff: readonly Helper[];
	readonly volunteers: readonly Helper[];
}

/** Founds the workspace of the example, with everything that stands before anything is planned. */
export function layGround(draft: Draft, first: Day): Ground {
	const me = draft.newId() as PersonId;
	const last = addDays(first, 13 * 7 - 1);
	const { step, documents } = draft.by(me);
	const season = found(step, documents, {
		name: words.workspaceName,
		neighbourhood: words.neighbourhoods.leiebeke,
		coordinator: founder().name,
		season: { name: words.seasonName, first, last },
		example: true
	});
	const organisations = each(words.organisations, (name) =>
		addOrganisation(step, documents, { name })
	);
	const qualifications = each(words.qualifications, (name) =>
		addQualification(step, documents, { name })
	);
	const neighbourhoods = layNeighbourhoods(draft, me);
	const venues = each(words.venues, (venue: words.VenueWords) =>
		layVenue(draft, me, venue, organisations, neighbourhoods)
	);
	const named = { organisations, qualifications };
	const staff = words.staff.map((person, at) => layStaff(draft, me, person, at, named));
	const volunteers = words.volunteers.map((person, at) =>
		layVolunteer(draft, me, person, at, named)
	);
	layStocktaking(draft, me, organisations.bibliotheek, addDays(first, 9 * 7));
	return {
		season,
		first,
		last,
		organisations,
		neighbourhoods,
		qualifications,
		venues,
		staff,
		volunteers
	};
}

type Named = Pick<Ground, 'organisations' | 'qualifications'>;

function founder(): words.StaffWords {
	const [first] = words.staff;
	if (!first) throw new RangeError('The example needs a coordinator to found it.');
	return first;
}

/** The same keys with something made for each, in their order. */
export function each<Key extends string, Value, Made>(
	record: Readonly<Record<Key, Value>>,
	make: (value: Value, key: Key) => Made
): Record<Key, Made> {
	const made = Object.entries<Value>(record).map(([key, value]) => [key, make(value, key as Key)]);
	return Object.fromEntries(made) as Record<Key, Made>;
}

/** The first neighbourhood was founded with the workspace; the others join it. */
function layNeighbourhoods(draft: Draft, me: PersonId): Ground['neighbourhoods'] {
	const { step, documents } = draft.by(me);
	const [first] = documents.directory.neighbourhoods.all();
	if (!first) throw new RangeError('A workspace is founded with a neighbourhood.');
	let hue = 0;
	return each(words.neighbourhoods, (name) =>
		name === first.name ? first.id : addNeighbourhood(step, documents, { name, hue: ++hue })
	);
}

function layVenue(
	draft: Draft,
	me: PersonId,
	{ windows, followsSchool, ...venue }: words.VenueWords,
	organisations: Ground['organisations'],
	neighbourhoods: Ground['neighbourhoods']
): VenueId {
	const { step, documents } = draft.by(me);
	const organisation = organisations[venue.organisation];
	const school: Venue['school'] = followsSchool ? 'flemish' : null;
	const id = addVenue(step, documents, {
		...venue,
		inaccessible: !venue.accessible,
		organisation,
		neighbourhood: neighbourhoods[venue.neighbourhood],
		school
	});
	for (const window of windows) addWindow(step, documents, organisation, { venue: id, ...window });
	return id;
}

function layStaff(
	draft: Draft,
	me: PersonId,
	person: words.StaffWords,
	at: number,
	named: Named
): Helper {
	const { step, documents } = draft.by(me);
	const organisation = named.organisations[person.organisation];
	const qualifications = person.qualifications.map((key) => named.qualifications[key]);
	const { doc, people } = documents.directory;
	const id = at === 0 ? me : (draft.newId() as PersonId);
	if (at === 0) change(step, doc, people, me, { qualifications, organisation });
	else
		addPerson(
			step,
			documents,
			{ name: person.name, qualifications, organisation, staff: true },
			id
		);
	changeContact(step, documents, id, words.contactOf(person.name, at + 1));
	const organisations = person.role === 'partner' ? [organisation] : [];
	const member: Member = { person: id, role: person.role, organisations };
	return { id, member, qualifications, organisation, likes: person.likes };
}

function layVolunteer(
	draft: Draft,
	me: PersonId,
	person: words.PersonWords,
	at: number,
	named: Named
): Helper {
	const { step, documents } = draft.by(me);
	const qualifications = person.qualifications.map((key) => named.qualifications[key]);
	const record = { name: person.name, qualifications, organisation: null, staff: false };
	const id = addPerson(step, documents, record);
	changeContact(step, documents, id, words.contactOf(person.name, words.staff.length + at + 1));
	const member: Member = { person: id, role: 'volunteer', organisations: [] };
	return { id, member, qualifications, organisation: null, likes: person.likes };
}

function layStocktaking(draft: Draft, me: PersonId, library: OrganisationId, monday: Day): void {
	const { step, documents } = draft.by(me);
	addClosure(step, documents, library, {
		venue: null,
		first: monday,
		last: addDays(monday, 5),
		reason: words.stocktaking
	});
}
