import * as Y from 'yjs';
import type {
	Neighbourhood,
	Organisation,
	Person,
	Qualification,
	Season,
	Venue
} from '#domain/directory/directory.ts';
import {
	NeighbourhoodId,
	OrganisationId,
	PersonId,
	QualificationId,
	SeasonId,
	VenueId
} from '#domain/ids.ts';
import {
	day,
	flag,
	idOrNull,
	id,
	list,
	oneOf,
	optional,
	orNull,
	text,
	whole
} from '../records/field.ts';
import type { Layout } from '../records/layout.ts';
import { RecordMap } from '../records/record-map.ts';
import { type Meta, openMeta } from './meta.ts';

const organisations: Layout<Organisation> = {
	name: 'organisations',
	id: OrganisationId,
	version: 1,
	fields: { name: text() }
};

const neighbourhoods: Layout<Neighbourhood> = {
	name: 'neighbourhoods',
	id: NeighbourhoodId,
	version: 1,
	fields: { name: text(), hue: whole(0, 7, 0) }
};

const qualifications: Layout<Qualification> = {
	name: 'qualifications',
	id: QualificationId,
	version: 1,
	fields: { name: text() }
};

const seasons: Layout<Season> = {
	name: 'seasons',
	id: SeasonId,
	version: 1,
	fields: { name: text(), first: day, last: day }
};

const people: Layout<Person> = {
	name: 'people',
	id: PersonId,
	version: 1,
	fields: {
		name: text(),
		qualifications: list(id(QualificationId)),
		organisation: idOrNull(OrganisationId),
		staff: flag(false)
	}
};

const venues: Layout<Venue> = {
	name: 'venues',
	id: VenueId,
	version: 1,
	fields: {
		name: text(),
		organisation: idOrNull(OrganisationId),
		neighbourhood: idOrNull(NeighbourhoodId),
		address: text(''),
		entrance: text(''),
		capacity: whole(0, 100_000, 0),
		accessible: flag(false),
		school: orNull(oneOf(['flemish', 'french'])),
		closedOnHolidays: flag(true),
		inaccessible: optional(flag(false))
	}
};

/** Who and what a workspace consists of (DESIGN.md section 2); written by coordinators, read by members. */
export interface Directory {
	readonly doc: Y.Doc;
	readonly meta: Meta;
	readonly organisations: RecordMap<Organisation>;
	readonly neighbourhoods: RecordMap<Neighbourhood>;
	readonly qualifications: RecordMap<Qualification>;
	readonly seasons: RecordMap<Season>;
	readonly people: RecordMap<Person>;
	readonly venues: RecordMap<Venue>;
}

export function openDirectory(doc: Y.Doc): Directory {
	return {
		doc,
		meta: openMeta(doc),
		organisations: new RecordMap(doc, organisations),
		neighbourhoods: new RecordMap(doc, neighbourhoods),
		qualifications: new RecordMap(doc, qualifications),
		seasons: new RecordMap(doc, seasons),
		people: new RecordMap(doc, people),
		venues: new RecordMap(doc, venues)
	};
}
