import type { Accounts } from './accounts/accounts.ts';
import type { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';

/** There are documents, and nothing is known of who may read them. */
export class AccountsLost extends Error {
	override readonly name = 'AccountsLost';
	readonly code = 'accounts-lost';
}

/**
 * Looks whether documents and accounts belong together, before anybody comes in.
 *
 * Throws `AccountsLost`: without accounts nobody of a workspace is let in, and who was erased is forgotten. Accounts
 * without documents are served: so is a workspace that was only just begun, and devices bring what they have.
 */
export async function checkTogether(
	{ journal, accounts }: { readonly journal: Journal; readonly accounts: Accounts },
	log: Log
): Promise<void> {
	const documents = await journal.documents('');
	// In this order: of a workspace that is begun at another relay just now the accounts know first.
	const isAnyFounded = await accounts.hasAny();
	if (documents.length > 0 && !isAnyFounded)
		throw new AccountsLost('there are documents, and the accounts know no workspace');
	if (documents.length === 0 && isAnyFounded) log('warning', { event: 'documents-missing' });
}
