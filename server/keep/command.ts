import { resolve } from 'node:path';
import { WrongEncoding } from '../database-encoding.ts';
import { FileDamaged } from '../file-damage.ts';
import { FolderInUse } from '../folder-lock.ts';
import { causeText } from '../log.ts';
import { ownerOnly } from '../owner-only.ts';
import { databasePlace, folderPlace, type Place } from './places.ts';
import {
	DatabaseInUse,
	FileExists,
	FolderMissing,
	NotABackup,
	NotEmpty,
	NotEqual,
	NobodyToErase,
	NothingThere,
	OtherVersion
} from './problems.ts';

/** What the commands for the host have in common: where to work, and how to say what happened. */

type Environment = Readonly<Record<string, string | undefined>>;

/** The place that the relay of the same environment would work in. */
export function placeIn({ DATA_DIR, DATABASE_URL }: Environment): Place {
	if (DATABASE_URL) return databasePlace(DATABASE_URL);
	// What is empty counts as not set, as for the relay.
	return folderPlace(DATA_DIR ? DATA_DIR : new URL('../../data', import.meta.url).pathname);
}

/** A file as the host named it, from where she stood: npm runs a script in the project's folder. */
export function pathOf(file: string): string {
	return resolve(process.env.INIT_CWD ?? '.', file);
}

/** What went wrong and what helps, in a sentence or two, and the code under which server/README.md has it. */
export function problemOf(error: unknown, { said }: Place): string {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	// Those of Node and SQLite are in capitals, and in the cause.
	return `${explained(error, said)}${/^[a-z-]+$/.test(code) ? ` (${code})` : ''}`;
}

function explained(error: unknown, said: string): string {
	if (
		error instanceof NotABackup ||
		error instanceof NobodyToErase ||
		error instanceof WrongEncoding
	)
		return error.message;
	if (error instanceof FileExists)
		return `${error.message}. Choose another name, or add --force to replace it.`;
	if (error instanceof FolderMissing)
		return `There is nowhere to put it: ${error.message}. Make that folder, or name another.`;
	if (error instanceof NothingThere)
		return `No relay has kept anything in ${said}: ${error.message}. Name its folder with DATA_DIR, or its database with DATABASE_URL.`;
	if (error instanceof OtherVersion)
		return error.than === 'newer'
			? `${said} was written by a newer Draaiboek. Use the commands of that one.`
			: `${said} was written by an older Draaiboek. Start the relay of this one on it once, which brings it up to date.`;
	if (error instanceof NotEmpty)
		return `${said} is not empty, and nothing is ever written over. Name an empty place with DATA_DIR or DATABASE_URL. If an earlier attempt stopped halfway, remove what it left there first.`;
	if (error instanceof NotEqual)
		return `${said} does not give back what was written: ${error.message}. Don't start a relay on it; check the disk, and put the backup back in another place.`;
	if (error instanceof FolderInUse)
		return `A relay works in ${said}. Stop it, or name another folder with DATA_DIR.`;
	if (error instanceof DatabaseInUse)
		return `A relay, or another restore, works in ${said}. Stop it, or name another database with DATABASE_URL.`;
	if (error instanceof FileDamaged)
		return `${error.message}. The disk, or something else than Draaiboek, changed it, and nothing was written. Keep the backups that you have and a copy of the folder. If it is journal.sqlite, start the relay anew: it writes what can be read into a new file.`;
	return `It did not work: ${causeText(error)}. Check that ${said} and the file can be reached, and that there is room on the disk.`;
}

/**
 * Before anything else: what a command writes is its user's alone, for it holds names and telephone numbers, and
 * whoever stops reading what it says (`| head -1`) stops nothing.
 */
export function begin(): void {
	process.umask(ownerOnly);
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
}

/** What was typed behind the command, as `read` understands it; the usage where it doesn't, or where that is asked for. */
export function typed<T>(usage: string, read: () => T): T {
	if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
		say(usage);
		process.exit(0);
	}
	try {
		return read();
	} catch (error) {
		// Node adds advice of its own, about what nobody wants to do here.
		const [problem = ''] = error instanceof Error ? error.message.split('. ') : [];
		return misread(`${problem}.`, usage);
	}
}

/** What was typed can't be done: nothing was begun. */
export function misread(problem: string, usage: string): never {
	process.stderr.write(`${problem}\n${usage}\n`);
	process.exit(2);
}

export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

export function fail(problem: string): never {
	process.stderr.write(`${problem}\n`);
	process.exit(1);
}
