import { type WorkspaceFile } from '#document/exchange/file.ts';
import { exportWorkspace } from '#document/exchange/export.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { mayRead } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { Day } from '#domain/time/day.ts';
import { gather } from '#sync/gather.ts';
import { folded } from '../search.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

export interface Saved {
	readonly file: WorkspaceFile;
	/** False when others may have done things that this device has not heard of. */
	readonly isWhole: boolean;
}

/** Everything that this member may read, removed things included, as one file. */
export async function saveAll(workspace: OpenWorkspace, nowMs: number): Promise<Saved> {
	const { member, documents, connection } = workspace;
	const names = namesOf(documents).filter((name) => mayRead(name, member));
	const { read, behind } = await gather(connection, names);
	const gathered = new WorkspaceDocuments(documents.id, documents.me, read);
	const file = exportWorkspace(gathered, { reader: member, exportedAt: nowMs });
	return { file, isWhole: behind.length === 0 };
}

function namesOf({ directory }: WorkspaceDocuments): DocumentName[] {
	const seasons = directory.seasons.everything();
	return [
		{ kind: 'directory' },
		{ kind: 'people' },
		{ kind: 'venues' },
		...directory.organisations.everything().map(({ id }) => org(id)),
		...seasons.map(({ id }): DocumentName => ({ kind: 'season', season: id })),
		...seasons.map(({ id }): DocumentName => ({ kind: 'ledger', season: id })),
		...directory.people.everything().map(({ id }): DocumentName => ({ kind: 'lane', person: id }))
	];
}

function org(organisation: (DocumentName & { kind: 'org' })['organisation']): DocumentName {
	return { kind: 'org', organisation };
}

/** `de-veerpont-2026-11-24.json`: files are sorted by their names. */
export function fileNameFor(workspaceName: string, otherwise: string, day: Day): string {
	const plain = folded(workspaceName)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
	return `${plain || otherwise}-${day}.json`;
}
