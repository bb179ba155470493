import * as Y from 'yjs';
import type { SeasonId } from '#domain/ids.ts';
import { openDirectory } from '../layouts/directory.ts';
import { openOrganisationPart } from '../layouts/organisation.ts';
import { openPeopleBook } from '../layouts/people.ts';
import { openSeasonPlan } from '../layouts/season.ts';
import type { Layout } from '../records/layout.ts';

const directory = openDirectory(new Y.Doc());
const organisation = openOrganisationPart(new Y.Doc());
const season = openSeasonPlan(new Y.Doc(), '' as SeasonId);
const people = openPeopleBook(new Y.Doc());

/** How every kind of record lies in its document, by the name under which the file lists it. */
export const layouts = {
	organisations: directory.organisations.layout,
	neighbourhoods: directory.neighbourhoods.layout,
	qualifications: directory.qualifications.layout,
	seasons: directory.seasons.layout,
	people: directory.people.layout,
	venues: directory.venues.layout,
	contacts: people.contacts.layout,
	windows: organisation.windows.layout,
	closures: organisation.closures.layout,
	series: season.series.layout,
	parts: season.parts.layout,
	needs: season.needs.layout
} as const;

/** The kinds of record that one document of each sort holds. */
export const directoryKinds = [
	'organisations',
	'neighbourhoods',
	'qualifications',
	'seasons',
	'people',
	'venues'
] as const;
export const openingKinds = ['windows', 'closures'] as const;
export const planKinds = ['series', 'parts', 'needs'] as const;
export const contactKinds = ['contacts'] as const;

export type RecordKind = keyof typeof layouts;

/** Where a document says of itself what it is. */
export const metaRoot = 'meta';

/** A layout of which only the names and the readers of its ids and fields matter. */
export type AnyLayout = Pick<
	Layout<Record<string, unknown> & { readonly id: string }>,
	'name' | 'id' | 'version' | 'fields'
>;

/** Generic code reads fields by name: what is read has been checked by the field itself. */
export function layoutOf(kind: RecordKind): AnyLayout {
	return layouts[kind];
}

/** The roots in which records of these kinds lie. */
export function rootsOf(kinds: readonly RecordKind[]): string[] {
	return kinds.flatMap((kind) => [layoutOf(kind).name, `${layoutOf(kind).name}+`]);
}
