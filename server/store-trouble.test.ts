// What is a bug and what is the host's disk or database. Faults planted in store-trouble.ts and app.ts, each seen red and
// taken back: every error a bug, every error of SQLite the disk's.
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Accounts } from './accounts/accounts.ts';
import { NotKept } from './relay/commits.ts';
import { isStoreTrouble } from './store-trouble.ts';
import { RunningRelay, workspaceId } from './testing/running-relay.ts';

function coded(code: string, message = 'x'): Error {
	return Object.assign(new Error(message), { code });
}

function ofSqlite(sql: string): Error {
	try {
		new DatabaseSync(':memory:').exec(sql);
	} catch (error) {
		if (error instanceof Error) return error;
	}
	throw new TypeError('nothing went wrong');
}

const full = ofSqlite(
	'PRAGMA max_page_count = 2; CREATE TABLE a (b); INSERT INTO a VALUES (zeroblob(90000))'
);

test.each([
	[full],
	[coded('ECONNREFUSED')],
	[new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
	[coded('57P01')],
	[coded('53100')],
	[new Error('timeout exceeded when trying to connect')],
	[new Error('Connection terminated unexpectedly')],
	[new NotKept('the journal could not keep it')]
])('%o is the disk or the database', (error) => {
	expect(isStoreTrouble(error)).toBe(true);
});

test.each([
	[new TypeError('x is not a function')],
	[ofSqlite('SELECT nothing')],
	[coded('42P01')],
	['a word']
])('%o is a bug', (error) => {
	expect(isStoreTrouble(error)).toBe(false);
});

test.each([
	[full, ['accounts-silent'], 507],
	// That was told where it was tried.
	[new NotKept('the journal could not keep it'), [], 500],
	[new TypeError('a bug'), ['call-failed'], 500]
])(
	'a call that fails for %o is logged as %o, and answered with %i',
	async (error, events, told) => {
		const logged: string[] = [];
		const has = () => Promise.reject(error);
		const quiet = { erasures: () => Promise.resolve([]), forgetOld: () => Promise.resolve() };
		const closing = { changes: () => Promise.resolve({ workspaces: [], roles: [], upTo: 0 }) };
		const accounts = { has, found: has, memberships: has, membership: has, close: quiet.forgetOld };
		const relay = await RunningRelay.start({
			shared: { accounts: { ...quiet, ...closing, ...accounts } as unknown as Accounts },
			log: (_, entry) => void logged.push(entry.event)
		});
		const browser = relay.browser();
		browser.cookie = 'draaiboek=x; __Host-draaiboek=x';
		const { status } = await browser.call('GET', `/api/workspaces/${workspaceId('kern')}/members`);
		await relay.stop();
		expect(status).toBe(told);
		expect(logged).toEqual(events);
	}
);
