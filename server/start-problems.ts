import { FolderInUse } from './folder-lock.ts';
import { TokenTooShort } from './host/host-token.ts';
import { causeText } from './log.ts';
import { NewerSchema } from './newer-schema.ts';
import { RedisAlone } from './stores.ts';

/** Why a relay does not start; README.md, "When it does not start". */
export const startCodes = [
	'port-taken',
	'port-forbidden',
	'not-listening',
	'folder-in-use',
	'folder-not-opened',
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
		const text = `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start`;
		return { code: 'port-taken', text };
	}
	if (error.code === 'EACCES') {
		const text = `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
		return { code: 'port-forbidden', text };
	}
	const text = `The relay can't listen on ${host}:${port}: ${error.message}. Check HOST and PORT.`;
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
	if (error instanceof RedisAlone) {
		const text =
			'REDIS_URL is for several relays, which share a database: name it in DATABASE_URL, or leave REDIS_URL out.';
		return { code: error.code, text };
	}
	if (error instanceof TokenTooShort || error instanceof NewerSchema)
		return { code: error.code, text: error.message };
	if (hasDatabase) {
		const text = `The database can't be opened: ${cause}. Check that it runs and that DATABASE_URL names it, as postgres://user:password@host/database.`;
		return { code: 'database-not-opened', text };
	}
	const text = `The data folder ${folder} can't be opened: ${cause}. Check that it exists, may be written and has room (DATA_DIR names it).`;
	return { code: 'folder-not-opened', text };
}
