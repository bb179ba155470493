// The contract on a folder, and on PostgreSQL where DRAAIBOEK_POSTGRES names one: `npm run test:cluster` does.
//
// Faults planted, each seen red and taken back: no transaction around a folder's moment, one around a database's
// in which each question sees its own moment, snapshots left out, numbers of the accounts as texts, a relay at
// work not looked for, one temporary name for all backups to a name.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { keepingContract, type TestedPlace } from '#tests/contracts/keeping.ts';
import { FreshPostgres, postgresUrl } from '#tests/support/fresh-postgres.ts';
import { databasePlace, folderPlace } from './places.ts';

function inFolder(): Promise<TestedPlace> {
	const folder = mkdtempSync(join(tmpdir(), 'place-'));
	const inFiles = (word: string) =>
		readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word));
	return Promise.resolve({
		place: folderPlace(folder),
		found: (words) => Promise.resolve(words.filter(inFiles)),
		remove: () => Promise.resolve(rmSync(folder, { recursive: true }))
	});
}

async function inPostgres(): Promise<TestedPlace> {
	const store = await FreshPostgres.make();
	return {
		place: databasePlace(store.url),
		found: async (words) => {
			const found: string[] = [];
			for (const word of words) if (await store.isInFiles(Buffer.from(word))) found.push(word);
			return found;
		},
		remove: () => store.remove()
	};
}

/** Saved in the one, put back in the other: how one relay becomes several, and the way back. */
function moving(...homes: readonly (() => Promise<TestedPlace>)[]): () => Promise<TestedPlace> {
	let times = 0;
	return () => homes[times++ % homes.length]!();
}

keepingContract('a folder', inFolder);

if (postgresUrl === '') {
	test.skip('keeping on PostgreSQL: set DRAAIBOEK_POSTGRES, as npm run test:cluster does');
} else {
	keepingContract('PostgreSQL', inPostgres);
	keepingContract('from a folder to PostgreSQL', moving(inFolder, inPostgres));
	keepingContract('from PostgreSQL to a folder', moving(inPostgres, inFolder));
}
