import type { Venue } from '#domain/directory/directory.ts';
import type {
	NeighbourhoodId,
	PersonId,
	QualificationId,
	SeasonId,
	SeriesId,
	VenueId
} from '#domain/ids.ts';
import { type Day, type Weekday, addDays, mondayOf } from '#domain/time/day.ts';
import {
	addNeighbourhood,
	addOrganisation,
	addPerson,
	addQualification,
	addVenue,
	addWindow,
	changeContact,
	found
} from '../commands/directory.ts';
import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import * as words from './words.ts';

/** How large a workspace is, for one year (DESIGN.md section 9). */
export interface Scale {
	readonly volunteers: number;
	readonly venues: number;
	readonly series: number;
	/** Places to be filled in the whole year. */
	readonly seats: number;
	/** Municipalities: each has its coordinator. */
	readonly municipalities: number;
}

export const scales = {
	/** A municipality of 12,000. */
	S: { volunteers: 60, venues: 20, series: 40, seats: 3_000, municipalities: 1 },
	/** A city network. */
	M: { volunteers: 400, venues: 120, series: 200, seats: 23_000, municipalities: 4 },
	/** A federation of 14 municipalities. */
	L: { volunteers: 1_600, venues: 500, series: 800, seats: 80_000, municipalities: 14 }
} as const satisfies Record<string, Scale>;

/** Everything that the planning of a large workspace rests on. */
export interface ScaleGround {
	readonly draft: Draft;
	readonly chance: Chance;
	readonly scale: Scale;
	readonly today: Day;
	readonly season: SeasonId;
	readonly first: Day;
	readonly last: Day;
	readonly coordinators: readonly PersonId[];
	readonly neighbourhoods: readonly NeighbourhoodId[];
	readonly qualification: QualificationId;
	readonly volunteers: readonly ScaleVolunteer[];
	readonly venues: readonly ScaleVenue[];
}

export interface ScaleVolunteer {
	readonly id: PersonId;
	readonly isQualified: boolean;
}

/** A series as it was planned, with whose it is. */
export interface ScaleSeries {
	readonly id: SeriesId;
	readonly coordinator: PersonId;
}

export interface ScaleVenue {
	readonly id: VenueId;
	readonly isSchool: boolean;
}

export const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];
/** Founds the workspace with its places, people and rooms, before anything is planned. */
export function layScale(draft: Draft, chance: Chance, scale: Scale, today: Day): ScaleGround {
	const first = addDays(mondayOf(today), -26 * 7);
	const last = addDays(first, 52 * 7 - 1);
	draft.setClock(addDays(first, -60), 9 * 60);
	const coordinators = Array.from(
		{ length: scale.municipalities },
		() => draft.newId() as PersonId
	);
	const founder = coordinatorAt(coordinators, 0);
	const { step, documents } = draft.by(founder);
	const season = found(step, documents, {
		name: words.many.workspace,
		neighbourhood: placeName(0),
		coordinator: personName(chance),
		season: { name: words.many.season, first, last },
		example: true
	});
	const qualification = addQualification(step, documents, { name: words.qualifications.onthaal });
	for (const id of coordinators.slice(1)) layPerson(draft, founder, chance, [], true, id);
	const neighbourhoods = layPlaces(draft, founder, scale.municipalities * 3);
	const volunteers = Array.from({ length: scale.volunteers }, (_, at) => {
		const isQualified = at % 3 === 0;
		const has = isQualified ? [qualification] : [];
		return { id: layPerson(draft, founder, chance, has, false), isQualified };
	});
	const venues = layVenues(draft, founder, scale, neighbourhoods);
	return {
		...{ draft, chance, scale, today, season, first, last, coordinators, neighbourhoods },
		...{ qualification, volunteers, venues }
	};
}

function layPlaces(draft: Draft, me: PersonId, count: number): NeighbourhoodId[] {
	const { step, documents } = draft.by(me);
	const first = documents.directory.neighbourhoods.all().map(({ id }) => id);
	const more = Array.from({ length: count - 1 }, (_, at) =>
		addNeighbourhood(step, documents, { name: placeName(at + 1), hue: (at + 1) % 8 })
	);
	return [...first, ...more];
}

function layPerson(
	draft: Draft,
	me: PersonId,
	chance: Chance,
	qualifications: readonly QualificationId[],
	staff: boolean,
	id?: PersonId
): PersonId {
	const { step, documents } = draft.by(me);
	const name = personName(chance);
	const person = addPerson(
		step,
		documents,
		{ name, qualifications, organisation: null, staff },
		id
	);
	changeContact(step, documents, person, words.contactOf(name, chance.whole(0, 99)));
	return person;
}

function placeName(at: number): string {
	const { places, placeEndings } = words.many;
	const ending = placeEndings[Math.floor(at / places.length) % placeEndings.length] ?? '';
	return `${places[at % places.length] ?? ''}${ending}`;
}

function personName(chance: Chance): string {
	const { firstNames, lastNames } = words.many;
	return `${chance.oneOf(firstNames) ?? ''} ${chance.oneOf(lastNames) ?? ''}`;
}

/** Whose a thing with this number is: municipalities take turns. */
export function coordinatorAt(coordinators: readonly PersonId[], at: number): PersonId {
	const coordinator = coordinators[at % coordinators.length];
	if (!coordinator) throw new RangeError('A workspace has at least one coordinator.');
	return coordinator;
}

/** Rooms of several organisations; one in ten is a school's. */
function layVenues(
	draft: Draft,
	me: PersonId,
	scale: Scale,
	neighbourhoods: readonly NeighbourhoodId[]
): ScaleVenue[] {
	const { step, documents } = draft.by(me);
	const kinds = words.many.organisations;
	const organisations = Array.from({ length: scale.municipalities * kinds.length }, (_, at) => {
		const place = placeName(Math.floor(at / kinds.length));
		return addOrganisation(step, documents, { name: `${kinds[at % kinds.length] ?? ''} ${place}` });
	});
	return Array.from({ length: scale.venues }, (_, at) => {
		const organisation = organisations[at % organisations.length] ?? null;
		const neighbourhood = neighbourhoods[at % neighbourhoods.length] ?? null;
		const isSchool = at % 10 === 3;
		const school: Venue['school'] = isSchool ? 'flemish' : null;
		const kind = words.many.venues[at % words.many.venues.length] ?? '';
		const id = addVenue(step, documents, {
			...{ name: `${kind} ${at + 1}`, organisation, neighbourhood, school },
			...{ address: `Dorpsstraat ${at + 1}`, entrance: '', capacity: 20 + (at % 8) * 10 },
			...{ accessible: at % 4 !== 0, closedOnHolidays: true }
		});
		const window = isSchool
			? { weekdays: workdays, from: 16 * 60, until: 21 * 60, when: 'school-days' as const }
			: { weekdays: workdays, from: 8 * 60, until: 22 * 60, when: 'always' as const };
		if (organisation) addWindow(step, documents, organisation, { venue: id, ...window });
		return { id, isSchool };
	});
}
