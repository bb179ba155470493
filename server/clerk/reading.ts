import type { ClerkPorts } from './clerk-ports.ts';

/** The journal or the accounts could not be read now: no fault of the clerk's, and it may pass. */
export class NotRead extends Error {
	override readonly name = 'NotRead';
	readonly code = 'not-read';
}

type Reading = Pick<ClerkPorts, 'journal' | 'members' | 'member'>;

/** The same, where whatever can't be read fails as `NotRead`: so a silent database is told from a bug. */
export function reading({ journal, members, member }: Reading): Reading {
	return {
		journal: {
			load: (document, after) => told(journal.load(document, after)),
			documents: (prefix) => told(journal.documents(prefix)),
			positions: (documents) => told(journal.positions(documents))
		},
		members: (workspace) => told(members(workspace)),
		member: (workspace, person) => told(member(workspace, person))
	};
}

async function told<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (cause) {
		throw new NotRead('this can not be read now', { cause });
	}
}
