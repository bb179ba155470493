import type { BackupReader } from './backup-file.ts';
import { NotABackup } from './problems.ts';
import { sumOf, Sums } from './sums.ts';

/** Reads a backup from its first byte to its last. Throws `NotABackup` where it is not what was written. */
export function check(reader: BackupReader, path: string): void {
	try {
		if (!isWhole(reader)) throw new TypeError('the sums differ');
	} catch (cause) {
		throw new NotABackup(
			'backup-damaged',
			`${path} is damaged: it is not what was once written. Take another backup, or another copy of it.`,
			{ cause }
		);
	}
}

function isWhole(reader: BackupReader): boolean {
	const { manifest } = reader;
	const sums = new Sums();
	const count = { documents: 0, pieces: 0, accounts: 0 };
	for (const document of reader.documents()) {
		if (sumOf(document.pieces) !== document.sum) return false;
		sums.document(document);
		count.documents++;
		count.pieces += document.pieces.length;
	}
	for (const row of reader.rows()) {
		sums.row(row);
		count.accounts++;
	}
	const found = { ...count, ...sums.finish() };
	return Object.entries(found).every(
		([name, value]) => manifest[name as keyof typeof found] === value
	);
}
