import * as Y from 'yjs';
import { Clerk } from '#document/clerk.ts';
import { buildExample } from '#document/example/example.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { Day } from '#domain/time/day.ts';
import { memoryWorkspace } from '#ui/week/example-workspace.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';

/** A volunteer's phone with the example on it, and the relay's clerk within reach. */
export interface MyExample {
	readonly workspace: OpenWorkspace;
	readonly people: readonly Member[];
	/** Numbers what this phone made, as the relay would once it arrives. */
	settle(): void;
}

/** The phone of the volunteer who has most to do from `today` on. */
export async function myExample(today: Day, seed = 7): Promise<MyExample> {
	const example = buildExample({ seed, today });
	const docs = new Map<string, Y.Doc>();
	for (const { name, update } of example.documents) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		docs.set(documentText(name), doc);
	}
	const all = new WorkspaceDocuments(example.workspace, example.coordinator, (name) => {
		const doc = docs.get(documentText(name)) ?? new Y.Doc();
		docs.set(documentText(name), doc);
		return doc;
	});
	const memberOf = (person: string) => example.people.find((one) => one.person === person) ?? null;
	new Clerk(all, memberOf).take(example.people.map(({ person }) => all.laneOf(person)));

	const busiest = busiestVolunteer(example.people, all, today);
	const workspace = await memoryWorkspace(example.workspace, busiest, docs);
	const clerk = new Clerk(workspace.documents, memberOf);
	const settle = () => void clerk.take([workspace.documents.lane]);
	return { workspace, people: example.people, settle };
}

function busiestVolunteer(people: readonly Member[], all: WorkspaceDocuments, today: Day): Member {
	const claims = (person: string) =>
		all
			.laneOf(person as Member['person'])
			.all()
			.filter((event) => event.kind === 'claim' && event.occurrence.slice(17) >= today).length;
	const volunteers = people.filter(({ role }) => role === 'volunteer');
	return volunteers.reduce((most, one) => (claims(one.person) > claims(most.person) ? one : most));
}
