// Faults planted in store-trouble.ts, each seen red and taken back: a cause that is not asked; every error of SQLite.
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { isDiskFull } from './store-trouble.ts';

function thrownBy(work: () => unknown): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}
	throw new Error('it went well');
}

const database = new DatabaseSync(':memory:');

test('SQLite without room for one more page has a full disk', () => {
	database.exec('CREATE TABLE notes (text TEXT); PRAGMA max_page_count = 2');
	const write = () => database.prepare('INSERT INTO notes VALUES (?)').run('soup'.repeat(4_096));
	expect(isDiskFull(thrownBy(write))).toBe(true);
});

test('so has whatever failed because of that, in a file or with Postgres', () => {
	const noSpace = Object.assign(new Error('write'), { code: 'ENOSPC' });
	expect(isDiskFull(new Error('not kept', { cause: noSpace }))).toBe(true);
	expect(isDiskFull(Object.assign(new Error('extend'), { code: '53100' }))).toBe(true);
});

test('another fault has not', () => {
	expect(isDiskFull(thrownBy(() => database.exec('SELECT nothing FROM nowhere')))).toBe(false);
	expect(isDiskFull(new Error('the disk is full'))).toBe(false);
	expect(isDiskFull('full')).toBe(false);
});
