import { documentText, parseDocumentName } from '#domain/access/document-name.ts';
import { WorkspaceId } from '#domain/ids.ts';
import type { Erasure } from '../accounts/accounts.ts';
import { erasureFrom } from '../accounts/erasing.ts';
import { schemaVersion } from '../accounts/schema.ts';
import type { Sql } from '../accounts/sql.ts';
import { withoutErased, type WholeDocument } from '../erasing/replay.ts';
import type { Journal } from '../journal/journal.ts';
import type { Integrator } from '../relay/integrator.ts';
import { putRows } from './account-rows.ts';
import { summedUp } from './backup.ts';
import { type BackupReader, newer } from './backup-file.ts';
import { NotEmpty, NotEqual } from './problems.ts';
import { sumOf, Sums, type AccountRow, type KeptDocument, type SummedDocument } from './sums.ts';

/** Where a backup is put back. */
export interface Store {
	readonly journal: Journal;
	readonly accounts: Sql;
}

export interface RestoreOptions {
	/** Who was erased, also since the backup was made: they don't come back. */
	readonly erased: readonly Erasure[];
	readonly integrator: Integrator;
	readonly atMs: number;
}

export interface Restored {
	readonly documents: number;
	readonly accounts: number;
	/** How many documents are not as they were, because somebody was erased since. */
	readonly changed: number;
	/** What all of it says: as in the backup's manifest, where nothing had to be left out. */
	readonly state: string;
}

/** How much goes to the disk in one step. */
const batchBytes = 4 * 1024 * 1024;

/**
 * Puts a whole backup, that was checked, into an empty store, and reads all of it back.
 *
 * The accounts come last, in one step. Until then nobody is a member of anything: a relay that was started on half
 * of it would let nobody in, and a second attempt finds the store not empty.
 *
 * Throws `NotEmpty`, and `NotEqual` where what was read back is not what was written.
 */
export async function restore(
	reader: BackupReader,
	{ journal, accounts }: Store,
	{ erased, integrator, atMs }: RestoreOptions
): Promise<Restored> {
	if (reader.manifest.accountsVersion > schemaVersion) throw newer('The backup');
	await refuseUnlessEmpty({ journal, accounts });
	const rows = [...reader.rows()];
	const everybody = [...erased, ...erasedIn(rows)];
	const sums = new Sums();
	const count = { documents: 0, changed: 0 };
	for (const document of documentsWithout(reader, everybody)) {
		await put(journal, document);
		const back = await readBack(journal, document.name, integrator);
		if (back.sum !== sumOf(document.pieces)) throw new NotEqual('a document came back otherwise');
		sums.document(back);
		count.documents++;
		if (document.isChanged) count.changed++;
	}
	const kept = await putRows(accounts, rows, everybody, atMs);
	for (const row of kept) sums.row(row);
	return { ...count, accounts: kept.length, state: sums.finish().state };
}

async function refuseUnlessEmpty({ journal, accounts }: Store): Promise<void> {
	const documents = await journal.documents('');
	const workspaces = await accounts.all('SELECT 1 FROM workspace LIMIT 1');
	if (documents.length + workspaces.length > 0) throw new NotEmpty('something is there already');
}

interface Placed extends KeptDocument {
	readonly isChanged: boolean;
}

/** One workspace after the other: who was erased from one is looked for in all of its documents. */
function* documentsWithout(reader: BackupReader, erased: readonly Erasure[]): Generator<Placed> {
	const people = Map.groupBy(erased, ({ workspace }) => workspace);
	let ofOne: SummedDocument[] = [];
	for (const document of reader.documents()) {
		if (ofOne.length > 0 && workspaceOf(ofOne[0]) !== workspaceOf(document)) {
			yield* cleaned(ofOne, people);
			ofOne = [];
		}
		const workspace = workspaceOf(document);
		if (workspace && people.has(workspace)) ofOne.push(document);
		else yield { ...document, isChanged: false };
	}
	yield* cleaned(ofOne, people);
}

/** A document of a kind that this version doesn't know stays as it is. */
function* cleaned(
	documents: readonly SummedDocument[],
	erased: ReadonlyMap<WorkspaceId, readonly Erasure[]>
): Generator<Placed> {
	const workspace = workspaceOf(documents[0]);
	if (!workspace) return;
	const people = new Set(erased.get(workspace)?.map(({ person }) => person));
	const whole = documents.map((document) => wholeDocument(workspace, document));
	const before = whole.filter((one) => one !== null);
	const placed = withoutErased(workspace, before, people).map((document) => ({
		name: `${workspace}/${documentText(document.name)}`,
		pieces: document.updates,
		isChanged: !before.includes(document)
	}));
	const unknown = documents.filter((_, at) => whole[at] === null);
	yield* [...placed, ...unknown.map((document) => ({ ...document, isChanged: false }))].toSorted(
		(a, b) => (a.name < b.name ? -1 : 1)
	);
}

function wholeDocument(
	workspace: WorkspaceId,
	{ name, pieces }: KeptDocument
): WholeDocument | null {
	const parsed = parseDocumentName(name.slice(workspace.length + 1));
	return parsed && { name: parsed, updates: pieces };
}

function workspaceOf(document: KeptDocument | undefined): WorkspaceId | null {
	return WorkspaceId.parse(document?.name.split('/', 1)[0]);
}

async function put(journal: Journal, { name, pieces }: KeptDocument): Promise<void> {
	let batch: { document: string; update: Uint8Array }[] = [];
	let bytes = 0;
	for (const update of pieces) {
		batch.push({ document: name, update });
		bytes += update.length;
		if (bytes < batchBytes) continue;
		await journal.append(batch);
		[batch, bytes] = [[], 0];
	}
	await journal.append(batch);
}

async function readBack(
	journal: Journal,
	name: string,
	integrator: Integrator
): Promise<SummedDocument> {
	const { snapshot, tail } = await journal.load(name);
	return summedUp({ name, pieces: snapshot ? [snapshot, ...tail] : tail }, integrator);
}

export function erasedIn(rows: Iterable<AccountRow>): Erasure[] {
	return [...rows].filter(({ table }) => table === 'erased').flatMap(({ row }) => erasureFrom(row));
}
