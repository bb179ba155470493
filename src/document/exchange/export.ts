import * as Y from 'yjs';
import { type Member, mayRead } from '#domain/access/access.ts';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import { OrganisationId, PersonId, SeasonId } from '#domain/ids.ts';
import { isZone } from '#domain/time/zone.ts';
import type { Ledger } from '../layouts/ledger.ts';
import type { WorkspaceDocuments } from '../workspace.ts';
import { changesFrom, changesRoot } from './changes.ts';
import { eventsFrom, laneRoot, ledgerRoot, rowsFrom } from './events.ts';
import {
	type FileLane,
	type FileLedger,
	type FileOpenings,
	type FileOther,
	type FilePlan,
	type FileWorkspace,
	type WorkspaceFile,
	fileFormat,
	fileVersion
} from './file.ts';
import {
	type RecordKind,
	contactKinds,
	directoryKinds,
	layoutOf,
	layouts,
	metaRoot,
	openingKinds,
	planKinds,
	rootsOf
} from './layouts.ts';
import { type Json, toPlain, unplain } from './plain.ts';
import { recordsFrom } from './records.ts';
import { Rest } from './rest.ts';

export interface ExportOptions {
	/** Who exports: the file holds what she may read. */
	readonly reader: Member;
	/** Milliseconds since 1970. */
	readonly exportedAt: number;
}

/**
 * Everything that a member may read of a workspace, as one file that every later version can open.
 *
 * Removed records are in it, and what this version can't read is in it as it is stored. The same
 * documents give the same file, in whatever order their changes arrived.
 */
export function exportWorkspace(
	documents: WorkspaceDocuments,
	{ reader, exportedAt }: ExportOptions
): WorkspaceFile {
	const writer = new FileWriter(reader);
	const { directory } = documents;
	const { workspace, ...directoryRecords } = writer.read({ kind: 'directory' }, directory.doc, {
		known: [...rootsOf(directoryKinds), metaRoot],
		take: (doc, rest) => ({
			workspace: workspaceFrom(documents, doc, rest),
			...recordsOf(doc, directoryKinds, rest)
		}),
		none: { workspace: { id: documents.id, more: {} }, ...noneOf(directoryKinds) }
	});
	const contacts = contactsFrom(writer, documents);
	const openings = idsOf(directory.doc, layouts.organisations.name, OrganisationId).map(
		(organisation) => openingsFrom(writer, documents, organisation)
	);
	const seasons = idsOf(directory.doc, layouts.seasons.name, SeasonId);
	const plans = seasons.map((season) => planFrom(writer, documents, season));
	const ledgers = [
		ledgerFrom(writer, 'venues', documents.venues),
		...seasons.map((season) => ledgerFrom(writer, season, documents.season(season).ledger))
	];
	const lanes = peopleIn(directory.doc, ledgers).map((person) =>
		laneFrom(writer, documents, person)
	);
	return {
		...{ format: fileFormat, version: fileVersion },
		exportedAt: new Date(exportedAt).toISOString(),
		workspace,
		...(directoryRecords as Pick<WorkspaceFile, (typeof directoryKinds)[number]>),
		contacts,
		openings: openings.filter((one) => openingKinds.some((kind) => one[kind].length > 0)),
		plans: plans.filter(hasPlan),
		lanes: lanes.filter(({ events }) => events.length > 0),
		ledgers: ledgers.filter(({ rows }) => rows.length > 0),
		others: writer.others,
		leftOut: writer.leftOut
	};
}

/** Goes through documents that the reader may read, and gathers what lies beside what is known. */
class FileWriter {
	readonly #reader: Member;
	readonly others: Record<string, Record<string, FileOther>> = {};
	readonly leftOut: string[] = [];

	constructor(reader: Member) {
		this.#reader = reader;
	}

	read<T>(
		name: DocumentName,
		doc: Y.Doc,
		{ known, take, none }: { known: string[]; take: (doc: Y.Doc, rest: Rest) => T; none: T }
	): T {
		if (!mayRead(name, this.#reader)) return none;
		const rest = new Rest(documentText(name));
		const taken = take(doc, rest);
		rest.keepUnknown(doc, known);
		const others = rest.others();
		if (Object.keys(others).length > 0) this.others[documentText(name)] = others;
		this.leftOut.push(...rest.leftOut);
		return taken;
	}
}

function workspaceFrom(documents: WorkspaceDocuments, doc: Y.Doc, rest: Rest): FileWorkspace {
	const more: [string, unknown][] = [];
	const known: { name?: string; zone?: string; example?: true } = {};
	for (const [key, value] of [...doc.getMap(metaRoot).entries()].sort(byKey)) {
		if (key === 'name' && typeof value === 'string') known.name = value;
		else if (key === 'zone' && typeof value === 'string' && isZone(value)) known.zone = value;
		else if (key === 'example' && value === true) known.example = true;
		else if (toPlain(value) === unplain) rest.leaveOut(`${metaRoot}/${key}`);
		else more.push([key, value]);
	}
	return { id: documents.id, ...known, more: toPlain(Object.fromEntries(more)) as Json };
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
	return a < b ? -1 : 1;
}

function recordsOf(doc: Y.Doc, kinds: readonly RecordKind[], rest: Rest) {
	return Object.fromEntries(kinds.map((kind) => [kind, recordsFrom(doc, layoutOf(kind), rest)]));
}

function noneOf(kinds: readonly RecordKind[]) {
	return Object.fromEntries(kinds.map((kind) => [kind, []]));
}

function contactsFrom(writer: FileWriter, documents: WorkspaceDocuments) {
	const name = { kind: 'people' } as const;
	return writer.read<WorkspaceFile['contacts']>(name, documents.people.doc, {
		known: rootsOf(contactKinds),
		take: (doc, rest) => recordsOf(doc, contactKinds, rest).contacts as WorkspaceFile['contacts'],
		none: []
	});
}

function openingsFrom(
	writer: FileWriter,
	documents: WorkspaceDocuments,
	organisation: OrganisationId
): FileOpenings {
	const { doc } = documents.organisation(organisation);
	return writer.read<FileOpenings>({ kind: 'org', organisation }, doc, {
		known: rootsOf(openingKinds),
		take: (_, rest) => ({ organisation, ...recordsOf(doc, openingKinds, rest) }) as FileOpenings,
		none: { organisation, windows: [], closures: [] }
	});
}

function planFrom(writer: FileWriter, documents: WorkspaceDocuments, season: SeasonId): FilePlan {
	const { doc } = documents.season(season).plan;
	return writer.read<FilePlan>({ kind: 'season', season }, doc, {
		known: [...rootsOf(planKinds), changesRoot],
		take: (_, rest) => {
			const changes = changesFrom(doc, rest);
			return { season, ...recordsOf(doc, planKinds, rest), changes } as unknown as FilePlan;
		},
		none: { season, series: [], parts: [], needs: [], changes: [] }
	});
}

function hasPlan({ series, parts, needs, changes }: FilePlan): boolean {
	return [series, parts, needs, changes].some((list) => list.length > 0);
}

function ledgerFrom(writer: FileWriter, ledger: FileLedger['ledger'], { doc }: Ledger): FileLedger {
	const name: DocumentName =
		ledger === 'venues' ? { kind: 'venues' } : { kind: 'ledger', season: ledger };
	return writer.read<FileLedger>(name, doc, {
		known: [ledgerRoot],
		take: (_, rest) => ({ ledger, rows: rowsFrom(doc, rest) }),
		none: { ledger, rows: [] }
	});
}

function laneFrom(writer: FileWriter, documents: WorkspaceDocuments, person: PersonId): FileLane {
	const name = { kind: 'lane', person } as const;
	const none: FileLane = { person, events: [] };
	return writer.read(name, documents.laneOf(person).doc, {
		known: [laneRoot],
		take: (doc, rest) => ({ person, events: eventsFrom(doc, rest) }),
		none
	});
}

/** Ids under which a kind of record lies, also those of records that can't be read. */
function idsOf<Id extends string>(
	doc: Y.Doc,
	root: string,
	kind: { parse(text: unknown): Id | null }
): Id[] {
	const ids = [...doc.getMap(root).keys()].map((id) => kind.parse(id));
	return ids.filter((id) => id !== null).sort();
}

/** Everybody who may have a lane: who is named in the directory, and whose events were numbered. */
function peopleIn(directory: Y.Doc, ledgers: readonly FileLedger[]): PersonId[] {
	const named = idsOf(directory, layouts.people.name, PersonId);
	const numbered = ledgers.flatMap(({ rows }) =>
		rows.flatMap((row) => ('lane' in row ? [row.lane] : []))
	);
	return [...new Set([...named, ...numbered])].sort();
}
