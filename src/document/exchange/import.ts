import * as Y from 'yjs';
import {
	type DocumentName,
	documentText,
	parseDocumentName
} from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { OpenDocument } from '../workspace.ts';
import { writeChanges } from './changes.ts';
import { writeEvents, writeRows } from './events.ts';
import type { FileWorkspace, WorkspaceFile } from './file.ts';
import {
	type RecordKind,
	contactKinds,
	directoryKinds,
	layoutOf,
	metaRoot,
	openingKinds,
	planKinds
} from './layouts.ts';
import { fromPlain } from './plain.ts';
import { type AnyRecord, writeRecords } from './records.ts';
import { writeRest } from './rest.ts';

/** What the relay is given to found a workspace from a file: `POST /api/workspaces/restore`. */
export interface RestoredWorkspace {
	readonly workspace: WorkspaceId;
	/** The coordinator who restores: of all people in the file the only one who belongs to it at first. */
	readonly founder: PersonId;
	readonly documents: readonly { readonly name: DocumentName; readonly update: Uint8Array }[];
}

/**
 * Lays a file down in the documents of a new workspace, with every lane, ledger and number as it was.
 *
 * @param target opens the documents, all of them empty
 */
export function importWorkspace(
	file: WorkspaceFile,
	target: OpenDocument,
	options: { readonly workspace: WorkspaceId; readonly me: PersonId }
): RestoredWorkspace {
	const restored = new Restored(target);
	restored.write({ kind: 'directory' }, (doc) => {
		writeWorkspace(doc, file.workspace);
		writeKinds(doc, directoryKinds, file);
	});
	restored.write({ kind: 'people' }, (doc) => writeKinds(doc, contactKinds, file));
	for (const openings of file.openings) {
		const name = { kind: 'org', organisation: openings.organisation } as const;
		restored.write(name, (doc) => writeKinds(doc, openingKinds, openings));
	}
	for (const { season, changes, ...records } of file.plans) {
		restored.write({ kind: 'season', season }, (doc) => {
			writeKinds(doc, planKinds, records);
			writeChanges(doc, changes);
		});
	}
	for (const { person, events } of file.lanes)
		restored.write({ kind: 'lane', person }, (doc) => writeEvents(doc, events));
	for (const { ledger, rows } of file.ledgers)
		restored.write(
			ledger === 'venues' ? { kind: 'venues' } : { kind: 'ledger', season: ledger },
			(doc) => writeRows(doc, rows)
		);
	for (const [text, others] of Object.entries(file.others)) {
		const name = parseDocumentName(text);
		if (name) restored.write(name, (doc) => writeRest(doc, others));
	}
	return { workspace: options.workspace, founder: options.me, documents: restored.updates() };
}

/** The documents that were written in. */
class Restored {
	readonly #target: OpenDocument;
	readonly #documents = new Map<string, { readonly name: DocumentName; readonly doc: Y.Doc }>();

	constructor(target: OpenDocument) {
		this.#target = target;
	}

	write(name: DocumentName, write: (doc: Y.Doc) => void): void {
		const text = documentText(name);
		const { doc } = this.#documents.get(text) ?? { doc: this.#target(name) };
		doc.transact(() => write(doc));
		if (doc.store.clients.size > 0) this.#documents.set(text, { name, doc });
	}

	updates(): RestoredWorkspace['documents'] {
		return [...this.#documents.values()].map(({ name, doc }) => ({
			name,
			update: Y.encodeStateAsUpdate(doc)
		}));
	}
}

/** The id is the new workspace's own: documents don't name theirs. */
function writeWorkspace(doc: Y.Doc, { name, zone, example, more }: FileWorkspace): void {
	const meta = doc.getMap(metaRoot);
	const rest = fromPlain(more) as Readonly<Record<string, unknown>>;
	for (const [key, value] of Object.entries({ name, zone, example, ...rest }))
		if (value !== undefined) meta.set(key, value);
}

function writeKinds<Kind extends RecordKind>(
	doc: Y.Doc,
	kinds: readonly Kind[],
	from: Readonly<Record<Kind, readonly object[]>>
): void {
	for (const kind of kinds) writeRecords(doc, layoutOf(kind), from[kind] as readonly AnyRecord[]);
}
