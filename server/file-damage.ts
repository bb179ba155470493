import type { DatabaseSync } from 'node:sqlite';

/** An SQLite file of which a part can't be read that nobody can do without; the cause is SQLite's own error. */
export class FileDamaged extends Error {
	override readonly name = 'FileDamaged';
	readonly code = 'file-damaged';
	readonly file: string;

	constructor(file: string, cause: unknown) {
		super(`${file} is damaged: ${cause instanceof Error ? cause.message : String(cause)}`, {
			cause
		});
		this.file = file;
	}
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, with whatever detail in their upper bits. */
const damages: readonly number[] = [11, 26];

/**
 * Whether SQLite says that bytes of a file are not what they were. A number larger than JavaScript has is
 * damage too: no relay ever wrote one.
 */
export function isDamage(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ('code' in error && error.code === 'ERR_OUT_OF_RANGE') return true;
	return 'errcode' in error && damages.includes(Number(error.errcode) & 0xff);
}

/** What `read` answers. Throws `FileDamaged`, which names the file, where SQLite would only say that there is damage. */
export function readingFile<T>(file: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw isDamage(error) ? new FileDamaged(file, error) : error;
	}
}

/**
 * Throws `FileDamaged` unless every page of the file can be read and makes sense. Reads all of it: for files
 * that stay small and that nobody can do without a part of.
 */
export function checkWhole(database: DatabaseSync, file: string): void {
	const [first] = readingFile(file, () => database.prepare('PRAGMA quick_check(1)').all());
	const found = String(first?.quick_check);
	if (found !== 'ok') throw new FileDamaged(file, found);
}
