import { WorkspaceDocuments } from '#document/workspace.ts';
import { erasePeople, mayTellOf } from '#document/erasure.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import * as Y from 'yjs';
import { integrate } from '../relay/integrate.ts';

/** A document with every update that is kept of it. */
export interface WholeDocument {
	readonly name: DocumentName;
	readonly updates: readonly Uint8Array[];
}

/**
 * The documents of a workspace, without the people who were erased: their lanes are not among them, and of
 * every document in which somebody else may have written of them there is one update, in which nothing
 * stands any more that was deleted. What Yjs can't take in of those documents is left out as well: nobody
 * could say what it says of them.
 */
export function withoutErased(
	workspace: WorkspaceId,
	documents: readonly WholeDocument[],
	people: ReadonlySet<PersonId>
): WholeDocument[] {
	const kept = documents.filter(({ name }) => !isLaneOf(name, people));
	const docs = new Map<string, Y.Doc>();
	const open = (name: DocumentName): Y.Doc => {
		const text = documentText(name);
		const doc = docs.get(text) ?? new Y.Doc();
		docs.set(text, doc);
		return doc;
	};
	for (const { name, updates } of kept) Y.applyUpdate(open(name), integrate(updates).state);
	const all = new WorkspaceDocuments(workspace, '' as PersonId, open);
	const lanes = kept.flatMap(({ name }) => (name.kind === 'lane' ? [all.laneOf(name.person)] : []));
	erasePeople(all, people, lanes);
	return kept.map((document) =>
		mayTellOf(document.name)
			? {
					name: document.name,
					updates: [integrate([Y.encodeStateAsUpdate(open(document.name))]).state]
				}
			: document
	);
}

function isLaneOf(name: DocumentName, people: ReadonlySet<PersonId>): boolean {
	return name.kind === 'lane' && people.has(name.person);
}
