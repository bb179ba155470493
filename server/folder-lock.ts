import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another relay works in this folder. */
export class FolderInUse extends Error {
	override readonly name = 'FolderInUse';
	readonly code = 'folder-in-use';
}

/**
 * Keeps other relays out of a folder: each would hand out its own memory of the same documents.
 *
 * The lock is an open transaction on a file of its own, so that the operating system lets go of it
 * however the process ends. Throws `FolderInUse`.
 */
export function holdFolder(folder: string): { release(): void } {
	const database = new DatabaseSync(join(folder, 'lock.sqlite'));
	try {
		database.exec('BEGIN EXCLUSIVE');
	} catch (cause) {
		database.close();
		throw new FolderInUse(`another relay uses ${folder}`, { cause });
	}
	return { release: () => database.close() };
}
