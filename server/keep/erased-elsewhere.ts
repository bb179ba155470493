import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Erasure } from '../accounts/accounts.ts';
import { BackupReader, hasHeading, headingBytes } from './backup-file.ts';
import { NotABackup } from './problems.ts';
import { erasedIn } from './restore.ts';

export interface ErasedElsewhere {
	readonly erased: readonly Erasure[];
	/** When the newest of all these lists was saved: whoever was erased later stands in none. ISO 8601. */
	readonly upTo: string;
}

/**
 * Who was erased according to the other backups in the same folder, and to those that are named.
 *
 * An old backup does not know who was erased after it. The list stands in every backup since, so the newest
 * one of all is worth asking, even where it is an older one that is put back.
 *
 * Throws `NotABackup` for a named file that is none, and for a backup in the folder of which the list can't be read: it
 * may be the one that knows. What else lies there is passed over.
 */
export function erasedElsewhere(path: string, named: readonly string[]): ErasedElsewhere {
	const { madeAt } = listIn(path);
	const folder = dirname(resolve(path));
	const beside = readdirSync(folder).map((name) => join(folder, name));
	const lists = [
		...named.map((other) => listIn(other)),
		...beside.flatMap((other) => listOf(other))
	];
	return {
		erased: lists.flatMap(({ erased }) => erased),
		upTo: lists.reduce((newest, list) => (list.madeAt > newest ? list.madeAt : newest), madeAt)
	};
}

interface List {
	readonly erased: readonly Erasure[];
	readonly madeAt: string;
}

function listOf(path: string): List[] {
	if (!isOneOfOurs(path)) return [];
	try {
		return [listIn(path)];
	} catch (cause) {
		throw new NotABackup(
			'list-not-read',
			`${path} lies beside it and can't be read, so it is not known who was erased according to it. Put another copy in its place; where there is none, move it elsewhere, and erase anew who was erased since (npm run erase).`,
			{ cause }
		);
	}
}

function isOneOfOurs(path: string): boolean {
	try {
		const file = openSync(path, 'r');
		try {
			const beginning = Buffer.alloc(headingBytes);
			return hasHeading(beginning.subarray(0, readSync(file, beginning)));
		} finally {
			closeSync(file);
		}
	} catch {
		return false;
	}
}

function listIn(path: string): List {
	const reader = new BackupReader(path);
	try {
		return { erased: erasedIn(reader.rows('erased')), madeAt: reader.manifest.madeAt };
	} finally {
		reader.close();
	}
}
