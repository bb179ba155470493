import { FileDamaged } from './file-damage.ts';
import { FolderInUse } from './folder-lock.ts';
import { causeText } from './log.ts';
import { NewerSchema } from './newer-schema.ts';

/** Why a relay does not start; README.md, "When it does not start". */
export const startCodes = [
	'setting-not-understood',
	'port-taken',
	'port-forbidden',
	'not-listening',
	'folder-in-use',
	'folder-not-opened',
	'file-damaged',
	'database-not-opened',
	'newer-schema',
	'redis-alone',
	'token-too-short'
] as const;

/** What happened and what helps, in words; the code is for looking it up. */
export interface StartProblem {
	readonly code: (typeof startCodes)[number];
	readonly text: string;
}

/** What the host asked for. */
export interface Wishes {
	readonly host: string;
	readonly port: number;
	readonly folder: string;
	readonly hasDatabase: boolean;
}

/** Why it can't listen. */
export function listenProblem(
	error: NodeJS.ErrnoException,
	{ host, port }: Pick<Wishes, 'host' | 'port'>
): StartProblem {
	if (error.code === 'EADDRINUSE') {
		const other = port < 65_535 ? port + 1 : 3000;
		const text = `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${other} npm start`;
		return { code: 'port-taken', text };
	}
	if (error.code === 'EACCES') {
		const text = `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
		return { code: 'port-forbidden', text };
	}
	const text = `The relay can't listen on ${host}: ${error.message}. HOST must be an address of this machine: 127.0.0.1 (this machine alone) or 0.0.0.0 (the network) always is.`;
	return { code: 'not-listening', text };
}

/** Why it can't open what it keeps. */
export function openProblem(
	error: unknown,
	{ folder, hasDatabase }: Pick<Wishes, 'folder' | 'hasDatabase'>
): StartProblem {
	const cause = causeText(error);
	if (error instanceof FolderInUse) {
		const text = `Another relay already works in ${folder}. Stop that one, or choose another folder: DATA_DIR=other npm start`;
		return { code: error.code, text };
	}
	if (error instanceof FileDamaged) {
		const text = `${error.message}. The disk, or something else than Draaiboek, changed it. Keep a copy of the whole folder, have the disk checked, and put the last backup back in an empty folder (npm run restore); devices bring what they made since.`;
		return { code: error.code, text };
	}
	if (error instanceof NewerSchema) return { code: error.code, text: error.message };
	if (hasDatabase) {
		const text = `The database can't be opened: ${cause}. Check that it runs and that DATABASE_URL names it, as postgres://user:password@host/database.`;
		return { code: 'database-not-opened', text };
	}
	const text = `The data folder ${folder} can't be opened: ${cause}. Check that it exists, may be written and has room (DATA_DIR names it).`;
	return { code: 'folder-not-opened', text };
}
