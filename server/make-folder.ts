import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it that are missing; one that is there stays as it is. Throws what the system
 * says. `mkdirSync` with `recursive` never comes back where the system denies that there is a folder above, which is
 * there: in `/proc`.
 */
export function makeFolder(path: string): void {
	const folder = resolve(path);
	if (isFolder(folder)) return;
	const above = dirname(folder);
	if (above !== folder && !isFolder(above)) makeFolder(above);
	mkdirSync(folder);
}

/** Also false for what may not be looked at: making it says why. */
function isFolder(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
