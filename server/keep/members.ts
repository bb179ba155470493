import { WorkspaceDocuments } from '#document/workspace.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import * as Y from 'yjs';
import { erasureFrom } from '../accounts/erasing.ts';
import type { Integrator } from '../relay/integrator.ts';
import type { Moment } from './moment.ts';
import type { AccountRow } from './sums.ts';

/** Somebody as the host may see her: an id, and what tells it from the others. No names. */
export interface KnownPerson {
	readonly person: string;
	/** Null for who is no member: invited, erased, or only written of. */
	readonly role: string | null;
	/** When her first device came in, and how many still may. */
	readonly joinedAt: number | null;
	readonly devices: number;
	readonly isInvited: boolean;
	readonly erasedAt: number | null;
	/** Whether she stands among the people on the screens of others. */
	readonly isOnScreen: boolean;
}

export interface KnownWorkspace {
	readonly workspace: string;
	readonly foundedAt: number;
	readonly people: readonly KnownPerson[];
}

/** Everybody of every workspace, in the order in which they came. */
export async function everybodyIn(
	moment: Moment,
	integrator: Integrator
): Promise<KnownWorkspace[]> {
	const written = new Map<string, Written>();
	for await (const { name, pieces } of moment.documents()) {
		const [workspace = '', kind] = name.split('/');
		if (kind === documentText({ kind: 'directory' }))
			written.set(workspace, await writtenIn(workspace as WorkspaceId, pieces, integrator));
	}
	const rows = await Array.fromAsync(moment.rows());
	return rowsOf(rows, 'workspace').map(({ id, founded_at }) => ({
		workspace: String(id),
		foundedAt: Number(founded_at),
		people: peopleOf(
			rows.filter(({ row }) => row.workspace === id),
			written.get(String(id)) ?? new Map()
		)
	}));
}

/** Whose record stands in a directory, and whether screens show it. */
type Written = ReadonlyMap<string, boolean>;

/** Nobody's where Yjs can't take it in. */
async function writtenIn(
	workspace: WorkspaceId,
	pieces: readonly Uint8Array[],
	integrator: Integrator
): Promise<Written> {
	const whole = await integrator.integrate(pieces).catch(() => null);
	if (!whole) return new Map();
	const doc = new Y.Doc();
	Y.applyUpdate(doc, whole.state);
	const { people } = new WorkspaceDocuments(workspace, '' as PersonId, () => doc).directory;
	return new Map(people.everything().map(({ id, removed }) => [id, !removed]));
}

const latest = Number.MAX_SAFE_INTEGER;

function peopleOf(rows: readonly AccountRow[], written: Written): KnownPerson[] {
	const ids = new Set([...rows.map(({ row }) => row.person), ...written.keys()]);
	return [...ids]
		.filter((id) => typeof id === 'string')
		.map((id) => {
			const hers = rows.filter(({ row }) => row.person === id);
			return personOf(id, hers, written.get(id) ?? false);
		})
		.toSorted((a, b) => (a.joinedAt ?? latest) - (b.joinedAt ?? latest));
}

function personOf(person: string, hers: readonly AccountRow[], isOnScreen: boolean): KnownPerson {
	const [member] = rowsOf(hers, 'member');
	const devices = rowsOf(hers, 'device');
	const joined = devices.map(({ joined_at }) => Number(joined_at));
	return {
		person,
		role: member ? String(member.role) : null,
		joinedAt: joined.length > 0 ? Math.min(...joined) : null,
		devices: devices.filter(({ withdrawn_at }) => withdrawn_at === null).length,
		isInvited: rowsOf(hers, 'invitation').some(({ used_by }) => used_by === null),
		erasedAt: rowsOf(hers, 'erased').flatMap(erasureFrom)[0]?.at ?? null,
		isOnScreen
	};
}

function rowsOf(rows: readonly AccountRow[], table: string): AccountRow['row'][] {
	return rows.filter((row) => row.table === table).map(({ row }) => row);
}
