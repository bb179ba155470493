import { WrongEncoding } from './database-encoding.ts';
import { FileDamaged } from './file-damage.ts';
import { FolderInUse } from './folder-lock.ts';
import { AccountsLost } from './lost-store.ts';
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
	'accounts-lost',
	'database-not-opened',
	'database-encoding',
	'newer-schema',
	'redis-alone',
	'token-too-short',
	'app-missing'
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

/** Why there is nothing that devices could open. */
export function appProblem(buildFolder: string): StartProblem {
	const text = `No app lies in ${buildFolder}, so nobody could open it. Make it with npm run build, or name the folder where it lies: BUILD_DIR=folder. A relay without an app is started with BUILD_DIR=none.`;
	return { code: 'app-missing', text };
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
	if (error instanceof AccountsLost)
		return { code: error.code, text: accountsLostText(folder, hasDatabase) };
	if (error instanceof NewerSchema || error instanceof WrongEncoding)
		return { code: error.code, text: error.message };
	if (hasDatabase) {
		const text = `The database can't be opened: ${cause}. Check that it runs and that DATABASE_URL names it, as postgres://user:password@host/database.`;
		return { code: 'database-not-opened', text };
	}
	const text = `The data folder ${folder} can't be opened: ${cause}. Check that it exists, may be written and has room (DATA_DIR names it).`;
	return { code: 'folder-not-opened', text };
}

function accountsLostText(folder: string, hasDatabase: boolean): string {
	const restored =
		'A backup that was put back only halfway leaves the same: put it back once more, in an empty place.';
	if (hasDatabase)
		return `The database of DATABASE_URL holds documents, but nothing of who may read them. Put its own last copy back, or the last backup in an empty database (npm run restore). ${restored}`;
	return `The documents in ${folder} are there, but accounts.sqlite is missing or empty: nobody knows who may read them, or who was erased. Put accounts.sqlite of the same folder back, or the last backup in an empty folder (DATA_DIR=other npm run restore). ${restored}`;
}
