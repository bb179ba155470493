import { openDirectory } from '#document/layouts/directory.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import * as Y from 'yjs';
import type { Relay } from './desk.ts';

/**
 * Writes the name of somebody who joined with an invitation for a role into the directory.
 *
 * She may not write there herself; the relay does it on the word of the coordinator who invited her.
 */
export function introduce(
	relay: Relay,
	workspace: WorkspaceId,
	person: PersonId,
	name: string
): void {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, relay.state(workspace, { kind: 'directory' }));
	const directory = openDirectory(doc);
	doc.on('update', (update: Uint8Array) => relay.write(workspace, { kind: 'directory' }, update));
	doc.transact(() => {
		directory.people.add(person, { name, qualifications: [], organisation: null, staff: false });
	});
	doc.destroy();
}
