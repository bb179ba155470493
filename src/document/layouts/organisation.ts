import * as Y from 'yjs';
import type { Closure, OpeningWindow } from '#domain/directory/directory.ts';
import { ClosureId, VenueId, WindowId } from '#domain/ids.ts';
import { day, id, idOrNull, oneOf, text, weekdays, whole } from '../records/field.ts';
import type { Layout } from '../records/layout.ts';
import { RecordMap } from '../records/record-map.ts';

const windows: Layout<OpeningWindow> = {
	name: 'windows',
	id: WindowId,
	version: 1,
	fields: {
		venue: id(VenueId),
		weekdays,
		from: whole(0, 1440),
		until: whole(0, 2880),
		when: oneOf(['always', 'school-days', 'school-holidays'], 'always')
	}
};

const closures: Layout<Closure> = {
	name: 'closures',
	id: ClosureId,
	version: 1,
	fields: { venue: idOrNull(VenueId), first: day, last: day, reason: text('') }
};

/** What an organisation says of its own venues; written by its partner editors and coordinators. */
export interface OrganisationPart {
	readonly doc: Y.Doc;
	readonly windows: RecordMap<OpeningWindow>;
	readonly closures: RecordMap<Closure>;
}

export function openOrganisationPart(doc: Y.Doc): OrganisationPart {
	return { doc, windows: new RecordMap(doc, windows), closures: new RecordMap(doc, closures) };
}
