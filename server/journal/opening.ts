import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDamage, readingFile } from '../file-damage.ts';
import { JournalIndex } from './journal-index.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { prepareTables } from './schema.ts';

/** An SQLite journal that can be read and written. */
export interface OpenFile {
	readonly database: DatabaseSync;
	readonly index: JournalIndex;
}

/**
 * Opens the journal's file, which may be `:memory:`. One that is damaged, or that was found to be when it
 * was last open (`markDamaged`), is first written anew with what can be read of it, and `onsalvaged` is told.
 * Where that can't be done, for want of room or because somebody is reading it, and the file opens all the
 * same, it is served as it is: `onleft` hears why, and the next opening tries again.
 *
 * Throws why a file that doesn't open can't be written anew, `FileDamaged` or other, and `NewerSchema`.
 */
export function openJournal(
	path: string,
	onsalvaged: (salvaged: Salvaged) => void,
	onleft: (cause: unknown) => void
): OpenFile {
	return readingFile(path, () => {
		const open = openIfWhole(path);
		if (open && !existsSync(markOf(path))) return open;
		open?.database.close();
		const salvaged = salvageUnless(path, open !== null, onleft);
		const opened = openWhole(path);
		if (!salvaged) return opened;
		rmSync(markOf(path), { force: true });
		onsalvaged(salvaged);
		return opened;
	});
}

/** Null where it can't be done, and the file opens as it is. */
function salvageUnless(
	path: string,
	opens: boolean,
	onleft: (cause: unknown) => void
): Salvaged | null {
	try {
		return salvage(path);
	} catch (error) {
		if (!opens) throw error;
		onleft(error);
		return null;
	}
}

/** Has the file written anew when it is opened next: while it is in use it can only be read around the damage. */
export function markDamaged(path: string): void {
	if (path === ':memory:') return;
	try {
		writeFileSync(markOf(path), '');
	} catch {
		// A disk on which not even this can be kept: the next who meets the damage tries again.
	}
}

function markOf(path: string): string {
	return `${path}.to-mend`;
}

/** Null for a file that is damaged. */
function openIfWhole(path: string): OpenFile | null {
	try {
		return openWhole(path);
	} catch (error) {
		if (!isDamage(error) || path === ':memory:') throw error;
		return null;
	}
}

function openWhole(path: string): OpenFile {
	const database = new DatabaseSync(path);
	try {
		prepareTables(database);
		// Nobody asks it when the journal is read: its damage would show when a document is new.
		database
			.prepare('SELECT max(length(name)) FROM document INDEXED BY sqlite_autoindex_document_1')
			.get();
		return { database, index: new JournalIndex(database) };
	} catch (error) {
		database.close();
		throw error;
	}
}
