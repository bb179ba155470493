import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../journal/journal.ts';

/** What a look at the place where everything is kept tells; null for what can't be told from here. */
export interface StoreLook {
	/** False when it doesn't answer. */
	readonly isThere: boolean;
	readonly documents: number | null;
	readonly sizeBytes: number | null;
	readonly freeBytes: number | null;
}

export const nothingSeen: StoreLook = {
	isThere: false,
	documents: null,
	sizeBytes: null,
	freeBytes: null
};

/** A look at the relay's own folder; null for one that keeps everything in memory. */
export async function lookAtFolder(folder: string | null, journal: Journal): Promise<StoreLook> {
	const documents = (await journal.documents('')).length;
	if (folder === null) return { ...nothingSeen, isThere: true, documents };
	const names = (await readdir(folder)).filter((name) => name.includes('.sqlite'));
	const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
	const { bavail, bsize } = await statfs(folder);
	return {
		isThere: true,
		documents,
		sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
		freeBytes: bavail * bsize
	};
}

/** A file that went meanwhile has no size. */
async function sizeOf(path: string): Promise<number> {
	const file = await stat(path).catch(() => null);
	return file?.size ?? 0;
}
