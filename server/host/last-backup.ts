import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupReader, hasHeading, headingBytes } from '../keep/backup-file.ts';

/** When the newest backup was made, by what it says itself, or why that can't be told. */
export type LastBackup =
	| Date
	| 'none'
	/** The host didn't say where they lie. */
	| 'unknown'
	/** What she said is no folder, or one that the relay may not read. */
	| 'no-folder'
	/** There are files, and the relay may read none that could be one. */
	| 'unreadable';

/** Of so many of the newest files the first bytes are read, and of so many backups what they say of themselves. */
const mostFiles = 200;
const mostBackups = 5;

/** Looks in a folder in which other things may lie, too; no file is read as a whole. */
export async function lastBackupIn(folder: string): Promise<LastBackup> {
	const names = await readdir(folder).catch(() => null);
	if (names === null) return 'no-folder';
	const kinds = await Promise.all((await newestOf(folder, names)).map(kindOf));
	const backups = kinds.flatMap((kind) => (typeof kind === 'string' ? [] : [kind.path]));
	const times = backups.slice(0, mostBackups).flatMap(madeAt);
	if (times.length > 0) return new Date(Math.max(...times));
	return kinds.includes('closed') ? 'unreadable' : 'none';
}

/** Why a folder of backups can't be looked into, as the system's code for it; null when it can. */
export async function folderTrouble(folder: string): Promise<string | null> {
	try {
		await readdir(folder);
		return null;
	} catch (error) {
		return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
	}
}

/** What is still being written is none yet (`partOf`). */
async function newestOf(folder: string, names: readonly string[]): Promise<string[]> {
	const whole = names.filter((name) => !name.endsWith('.part')).map((name) => join(folder, name));
	const files = await Promise.all(
		whole.map(async (path) => ({ path, file: await stat(path).catch(() => null) }))
	);
	return files
		.flatMap(({ path, file }) => (file?.isFile() ? [{ path, atMs: file.mtimeMs }] : []))
		.toSorted((a, b) => b.atMs - a.atMs)
		.slice(0, mostFiles)
		.map(({ path }) => path);
}

/** A file that went meanwhile is something else, too. */
async function kindOf(path: string): Promise<{ readonly path: string } | 'closed' | 'other'> {
	try {
		await using file = await open(path);
		const { buffer, bytesRead } = await file.read(Buffer.alloc(headingBytes), 0, headingBytes, 0);
		return hasHeading(buffer.subarray(0, bytesRead)) ? { path } : 'other';
	} catch (error) {
		const isClosed = error instanceof Error && 'code' in error && error.code === 'EACCES';
		return isClosed ? 'closed' : 'other';
	}
}

/** Nothing for what turns out to be none, or damaged. */
function madeAt(path: string): number[] {
	try {
		const reader = new BackupReader(path);
		reader.close();
		const at = Date.parse(reader.manifest.madeAt);
		return Number.isNaN(at) ? [] : [at];
	} catch {
		return [];
	}
}
