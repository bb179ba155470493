// Faults planted, each seen red and taken back: the accounts asked before the journal, a new place refused.
import { expect, test } from 'vitest';
import type { Accounts } from './accounts/accounts.ts';
import { MemoryJournal } from './journal/memory.ts';
import type { LogEvent } from './log.ts';
import { AccountsLost, checkTogether } from './lost-store.ts';

/** What is said of such a place at the start. `founds`: another relay founds a first workspace meanwhile. */
async function said(place: { documents: number; hasAny: boolean; founds?: boolean }) {
	let { hasAny } = place;
	const journal = new MemoryJournal();
	const append = (at: number) =>
		journal.append([{ document: `kern${at}/directory`, update: new Uint8Array([0, 0]) }]);
	for (let at = 0; at < place.documents; at++) await append(at);
	const documents = journal.documents.bind(journal);
	journal.documents = async (prefix) => {
		if (place.founds) {
			hasAny = true;
			await append(0);
		}
		return documents(prefix);
	};
	const accounts = { hasAny: () => Promise.resolve(hasAny) } as Accounts;
	const events: LogEvent[] = [];
	await checkTogether({ journal, accounts }, (_, { event }) => events.push(event));
	return events;
}

test('documents of which no accounts know are not served', async () => {
	await expect(said({ documents: 2, hasAny: false })).rejects.toThrow(AccountsLost);
});

test('a new place, and a whole one, are served without a word', async () => {
	expect(await said({ documents: 0, hasAny: false })).toEqual([]);
	expect(await said({ documents: 2, hasAny: true })).toEqual([]);
});

test('a first workspace that is begun at another relay at this moment is no loss', async () => {
	expect(await said({ documents: 0, hasAny: false, founds: true })).toEqual([]);
});

test('accounts without any document are served, and it is said', async () => {
	expect(await said({ documents: 0, hasAny: true })).toEqual(['documents-missing']);
});
