import * as Y from 'yjs';
import { Clerk } from '#document/clerk.ts';
import { buildExample } from '#document/example/example.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import type { Member } from '#domain/access/access.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import type { LinkFactory } from '#sync/link/link.ts';
import { systemClock } from '#sync/clock.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { OpenWorkspace } from '#ui/workspace/open-workspace.ts';

/** Nothing is shared: `connect` is never called. */
const noLinks: LinkFactory = () => {
	throw new RangeError('The example in memory has no relay.');
};

/** The coordinator's device with the example on it, in memory and without a relay: for tests and for makers. */
export async function exampleWorkspace(today: Day, seed = 7): Promise<OpenWorkspace> {
	const example = buildExample({ seed, today });
	const docs = new Map<string, Y.Doc>();
	for (const { name, update } of example.documents) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		docs.set(documentText(name), doc);
	}
	const coordinator = example.people.find(({ person }) => person === example.coordinator);
	if (!coordinator) throw new RangeError('The example has no coordinator.');
	numberAll(example.workspace, coordinator, example.people, docs);
	return memoryWorkspace(example.workspace, coordinator, docs);
}

/** Opens documents as they would lie on a device that has just joined. */
export async function memoryWorkspace(
	id: WorkspaceId,
	member: Member,
	docs: ReadonlyMap<string, Y.Doc>
): Promise<OpenWorkspace> {
	const connection = new WorkspaceConnection({
		workspace: id,
		member,
		store: new MemoryStore(),
		tabs: onlyTab,
		links: noLinks,
		clock: systemClock
	});
	const open = (name: DocumentName) => {
		const kept = docs.get(documentText(name));
		if (kept) Y.applyUpdate(connection.open(name).doc, Y.encodeStateAsUpdate(kept));
	};
	open({ kind: 'directory' });
	open({ kind: 'venues' });
	open({ kind: 'lane', person: member.person });
	const documents = new WorkspaceDocuments(id, member.person, (name) => connection.open(name).doc);
	for (const season of documents.directory.seasons.all()) {
		open({ kind: 'season', season: season.id });
		open({ kind: 'ledger', season: season.id });
	}
	for (const organisation of documents.directory.organisations.everything())
		open({ kind: 'org', organisation: organisation.id });
	return OpenWorkspace.open(id, member, connection);
}

/** Lets the clerk give everything its number, as the relay would have. */
function numberAll(
	id: WorkspaceId,
	coordinator: Member,
	people: readonly Member[],
	docs: Map<string, Y.Doc>
): void {
	const documents = new WorkspaceDocuments(id, coordinator.person, (name) => {
		const text = documentText(name);
		const known = docs.get(text) ?? new Y.Doc();
		docs.set(text, known);
		return known;
	});
	const clerk = new Clerk(
		documents,
		(person) => people.find((member) => member.person === person) ?? null
	);
	clerk.take(people.map(({ person }) => documents.laneOf(person)));
}
