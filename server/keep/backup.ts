import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Integrator } from '../relay/integrator.ts';
import { BackupReader, BackupWriter, type Manifest } from './backup-file.ts';
import { check } from './check.ts';
import { fingerprint } from './fingerprint.ts';
import type { Moment } from './moment.ts';
import { FileExists, FolderMissing } from './problems.ts';
import { sumOf, Sums, type KeptDocument, type SummedDocument } from './sums.ts';

export interface BackupOptions {
	readonly path: string;
	/** Whether a file that is there may be replaced. */
	readonly force: boolean;
	/** The moment, and the Draaiboek, that the backup speaks of. */
	readonly madeAt: Date;
	readonly madeBy: string;
	readonly integrator: Integrator;
	/** Under which name it lies until it is whole: `partOf`. */
	readonly part: string;
}

/**
 * Writes everything that a relay keeps into one file, and reads it back before it gets its name: whoever sees
 * a file of that name sees a whole one. Whatever goes wrong (a full disk, above all), no half file stays.
 *
 * Throws `FileExists` and `FolderMissing`.
 */
export async function backup(moment: Moment, options: BackupOptions): Promise<Manifest> {
	const { path, force, part } = options;
	const folder = dirname(resolve(path));
	if (!existsSync(folder)) throw new FolderMissing(`the folder ${folder} is not there`);
	if (existsSync(path) && !force) throw new FileExists(`${path} exists`);
	try {
		const manifest = await write(moment, options);
		verify(part);
		place(part, path, force);
		flushFolderOf(path);
		return manifest;
	} finally {
		rmSync(part, { force: true });
	}
}

/** A name that nobody else writes under, whatever else is being saved to the same path. */
export function partOf(path: string, random: Uint8Array): string {
	return `${path}.${Buffer.from(random).toString('hex')}.part`;
}

async function write(
	moment: Moment,
	{ part, madeAt, madeBy, integrator }: BackupOptions
): Promise<Manifest> {
	const writer = new BackupWriter(part);
	try {
		const sums = new Sums();
		const count = { documents: 0, pieces: 0, accounts: 0 };
		for await (const document of moment.documents()) {
			const summed = await summedUp(document, integrator);
			writer.document(summed);
			sums.document(summed);
			count.documents++;
			count.pieces += document.pieces.length;
		}
		for await (const row of moment.rows()) {
			writer.row(row);
			sums.row(row);
			count.accounts++;
		}
		const { accountsVersion, damaged } = moment;
		const made = { madeAt: madeAt.toISOString(), madeBy };
		const manifest = { ...made, accountsVersion, ...count, damaged, ...sums.finish() };
		writer.finish(manifest);
		return manifest;
	} finally {
		writer.abandon();
	}
}

/** With its sums; what Yjs can't take in, or not in time, is known by its bytes alone. */
export async function summedUp(
	{ name, pieces }: KeptDocument,
	integrator: Integrator
): Promise<SummedDocument> {
	const whole = await integrator.integrate(pieces).catch(() => null);
	const print = whole?.broken === 0 ? fingerprint(whole.state) : null;
	return { name, pieces, sum: sumOf(pieces), print };
}

function verify(path: string): void {
	const reader = new BackupReader(path);
	try {
		check(reader, path);
	} finally {
		reader.close();
	}
}

/** A second name for the same file fails where that name is taken; a disk without second names is asked first. */
function place(part: string, path: string, force: boolean): void {
	if (force) return renameSync(part, path);
	try {
		linkSync(part, path);
	} catch (cause) {
		if (existsSync(path)) throw new FileExists(`${path} exists`, { cause });
		renameSync(part, path);
	}
}

/** So that the name, too, survives a power cut. */
function flushFolderOf(path: string): void {
	const folder = openSync(dirname(resolve(path)), 'r');
	fsyncSync(folder);
	closeSync(folder);
}
