import * as Y from 'yjs';
import type { Contact } from '#domain/directory/contact.ts';
import { PersonId } from '#domain/ids.ts';
import { text } from '../records/field.ts';
import type { Layout } from '../records/layout.ts';
import { RecordMap } from '../records/record-map.ts';

const contacts: Layout<Contact> = {
	name: 'contacts',
	id: PersonId,
	version: 1,
	fields: { phone: text(''), mail: text(''), note: text('') }
};

/** How to reach people; read and written by coordinators only. */
export interface PeopleBook {
	readonly doc: Y.Doc;
	readonly contacts: RecordMap<Contact>;
}

export function openPeopleBook(doc: Y.Doc): PeopleBook {
	return { doc, contacts: new RecordMap(doc, contacts) };
}
