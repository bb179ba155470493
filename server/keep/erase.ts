import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Erasure, Going } from '../accounts/accounts.ts';
import { erase as enlist, erasuresIn } from '../accounts/erasing.ts';
import { schemaVersion } from '../accounts/schema.ts';
import type { Reader } from '../accounts/sql.ts';
import type { Moment } from './moment.ts';
import type { Place } from './places.ts';
import { NobodyToErase, OtherVersion } from './problems.ts';

export interface EraseOptions {
	readonly atMs: number;
	/** A device that was not seen since lets nobody in any more. */
	readonly seenSince: number;
	/** Whether the last one who coordinates may go, too. */
	readonly which: Going;
}

/** What has become of it. `doneAt`: null while it is still for a relay to do. */
export interface Erased {
	readonly isNew: boolean;
	readonly at: number;
	readonly doneAt: number | null;
}

/**
 * Puts somebody in the list of those who were erased: from then on she is out with all her devices, and the
 * relay that works there, or is started there next, does the rest. Any number of times.
 *
 * Throws `NobodyToErase`, and `NothingThere` and `OtherVersion` as a moment does.
 */
export async function erase(
	place: Place,
	workspace: WorkspaceId,
	person: PersonId,
	{ atMs, seenSince, which }: EraseOptions
): Promise<Erased> {
	await refuseUnknown(place, workspace, person);
	const accounts = await place.accounts();
	try {
		const before = await listed(accounts, workspace, person);
		const deed = { by: null, at: atMs };
		const outcome = await accounts.atomically((sql) =>
			enlist(sql, workspace, person, deed, seenSince, which)
		);
		if (outcome !== 'erased') throw lastCoordinator(workspace, person);
		const { at, doneAt } = (await listed(accounts, workspace, person)) ?? {
			at: atMs,
			doneAt: null
		};
		return { isNew: before === undefined, at, doneAt };
	} finally {
		await accounts.close();
	}
}

async function listed(
	sql: Reader,
	workspace: WorkspaceId,
	person: PersonId
): Promise<Erasure | undefined> {
	const all = await erasuresIn(sql);
	return all.find((one) => one.workspace === workspace && one.person === person);
}

function lastCoordinator(workspace: WorkspaceId, person: PersonId): NobodyToErase {
	const message = `${person} is the only one who can still coordinate ${workspace}: without her nobody can invite anybody there. Have somebody else made coordinator first, or add --even-last.`;
	return new NobodyToErase('last-coordinator', message);
}

/** An id that was mistyped would keep somebody in who should be out, and say that all is done. */
async function refuseUnknown(
	place: Place,
	workspace: WorkspaceId,
	person: PersonId
): Promise<void> {
	const moment = await place.moment();
	try {
		// To write there is to bring it up to date, which is the relay's to do.
		if (moment.accountsVersion < schemaVersion) throw new OtherVersion('older');
		const rows = (await Array.fromAsync(moment.rows())).map(({ row }) => row);
		const list = 'npm run erase -- --list shows who is known.';
		if (!rows.some(({ id }) => id === workspace)) {
			const message = `No workspace ${workspace} is kept in ${place.said}. It stands in the address of its screens, behind /w/; ${list}`;
			throw new NobodyToErase('workspace-unknown', message);
		}
		const isKnown = rows.some((row) => row.workspace === workspace && row.person === person);
		if (isKnown || (await isWrittenOf(moment, workspace, person))) return;
		const message = `Nobody in ${workspace} has the id ${person}; ${list}`;
		throw new NobodyToErase('person-unknown', message);
	} finally {
		await moment.close();
	}
}

/** Whether her id stands in any document, be it that she never came in. */
async function isWrittenOf(
	moment: Moment,
	workspace: WorkspaceId,
	person: PersonId
): Promise<boolean> {
	for await (const { name, pieces } of moment.documents()) {
		if (!name.startsWith(`${workspace}/`)) continue;
		if (name.includes(person) || pieces.some((piece) => Buffer.from(piece).includes(person)))
			return true;
	}
	return false;
}
