import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import { PersonId, type EventId } from '#domain/ids.ts';
import type { Lane } from './layouts/lane.ts';
import type { WorkspaceDocuments } from './workspace.ts';

/**
 * Takes people out of the documents of a workspace for good: who they are, how to reach them, and why
 * somebody else took them off a place. What stays is ids: that a place was held.
 *
 * Their own lanes are not its business, for those go whole. Answers which documents changed; doing it
 * again changes nothing until somebody who had not heard of it brings something back.
 *
 * @param lanes those of the others, as far as they are known
 */
export function erasePeople(
	documents: WorkspaceDocuments,
	people: ReadonlySet<PersonId>,
	lanes: readonly Lane[]
): DocumentName[] {
	return [...eraseRecords(documents, people), ...eraseWords(documents, people, lanes)];
}

/** The part of `erasePeople` that lies in the directory and in the coordinators' book. */
export function eraseRecords(
	{ directory, people: book }: WorkspaceDocuments,
	people: ReadonlySet<PersonId>
): DocumentName[] {
	const changed: DocumentName[] = [];
	if (people.size === 0) return changed;
	if (eraseFrom(directory.doc, people)) changed.push({ kind: 'directory' });
	if (eraseFrom(book.doc, people)) changed.push({ kind: 'people' });
	return changed;
}

/** The part that lies in the lanes of others: why they took somebody off a place. */
export function eraseWords(
	documents: WorkspaceDocuments,
	people: ReadonlySet<PersonId>,
	lanes: readonly Lane[]
): DocumentName[] {
	if (people.size === 0) return [];
	const seasons = documents.directory.seasons.everything().map(({ id }) => documents.season(id));
	const others = lanes.filter(({ person }) => !people.has(person));
	// Ids can be read, and used again in another season: words about her go whoever else used hers.
	const isHers = (event: LaneEvent | null): boolean =>
		event?.kind === 'claim' && people.has(event.person);
	const isOfErased = (claim: EventId): boolean =>
		seasons.some(({ ledger }) => isHers(ledger.event(claim))) ||
		others.some((lane) => isHers(lane.get(claim)));
	return others
		.filter((lane) => lane.eraseWords(isOfErased))
		.map(({ person }) => ({ kind: 'lane', person }));
}

/** Documents in which others write of people, by name or in words that the clerk does not copy. */
export function mayTellOf({ kind }: DocumentName): boolean {
	return kind === 'directory' || kind === 'people' || kind === 'lane';
}

/** What is said of somebody in words, edits included: to look afterwards whether it still stands elsewhere. */
export function wordsAbout({ directory, people }: WorkspaceDocuments, person: PersonId): string[] {
	const only = new Set([person]);
	return [directory.doc, people.doc].flatMap((doc) =>
		recordsOf(doc, only).flatMap(([map, key]) => textsIn(map.get(key)))
	);
}

/** Records lie under the id itself or under `id/field`, whichever version wrote them, in whichever map. */
function eraseFrom(doc: Y.Doc, people: ReadonlySet<PersonId>): boolean {
	const records = recordsOf(doc, people);
	doc.transact(() => {
		for (const [map, key] of records) map.delete(key);
	});
	return records.length > 0;
}

function recordsOf(
	doc: Y.Doc,
	people: ReadonlySet<string>
): (readonly [map: Y.Map<unknown>, key: string])[] {
	return mapsIn(doc).flatMap((map) =>
		[...map.keys()]
			.filter((key) => people.has(key.split('/', 1)[0] ?? ''))
			.map((key) => [map, key] as const)
	);
}

/** A root that this version has no layout for is of no kind until somebody asks for it as one. */
function mapsIn(doc: Y.Doc): Y.Map<unknown>[] {
	return [...doc.share]
		.filter(([, root]) => root instanceof Y.Map || root.constructor === Y.AbstractType)
		.map(([name]) => doc.getMap(name));
}

/** Ids are no words. */
function textsIn(stored: unknown): string[] {
	if (typeof stored === 'string') return PersonId.parse(stored) ? [] : [stored];
	return Array.isArray(stored) ? stored.flatMap(textsIn) : [];
}
