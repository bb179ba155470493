import type { Accounts } from './accounts/accounts.ts';
import { PostgresSql } from './accounts/postgres.ts';
import { SqlAccounts } from './accounts/sql-accounts.ts';
import type { Bus } from './bus/bus.ts';
import { RedisBus, type BusEvent } from './bus/redis.ts';
import { silentBus } from './bus/silent.ts';
import type { Journal } from './journal/journal.ts';
import { PostgresJournal } from './journal/postgres.ts';
import type { Limits } from './limits.ts';
import type { StoreLook } from './host/store-look.ts';
import { causeText, kindOf, type Log } from './log.ts';

/** What several relays use together, as one of them holds it. */
export interface SharedStores {
	readonly journal: Journal;
	readonly accounts: Accounts;
	readonly bus: Bus;
	/** Fails where the database doesn't answer. */
	look(): Promise<StoreLook>;
}

/** Where it lies. Without Redis, relays hear of one another within a second instead of at once. */
export interface StoreAddresses {
	readonly database: string;
	readonly redis: string | null;
}

/** Fails when the database can't be reached or is a newer relay's; Redis may be away. */
export async function openSharedStores(
	{ database, redis }: StoreAddresses,
	limits: Limits,
	log: Log
): Promise<SharedStores> {
	const journal = await PostgresJournal.open(database, ({ document, row, part }) =>
		log('error', { event: 'row-set-aside', kind: kindOf(document), row, part })
	);
	const report = (cause: unknown): void =>
		log('warning', { event: 'database-line-lost', cause: causeText(cause) });
	const sql = await PostgresSql.open({ connectionString: database, report });
	const bus =
		redis === null ? silentBus : new RedisBus(redis, { report: (event) => tell(log, event) });
	const look = async (): Promise<StoreLook> => ({
		...(await journal.look()),
		...{ isThere: true, freeBytes: null }
	});
	return { journal, accounts: new SqlAccounts(sql, limits), bus, look };
}

function tell(log: Log, event: BusEvent): void {
	if (event.kind === 'bus-back') log('info', { event: 'bus-back' });
	else log('warning', { event: 'bus-lost', cause: causeText(event.cause) });
}
