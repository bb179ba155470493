import type { Pool } from 'pg';

/** Deleted rows would stay in the files: PostgreSQL keeps what an older transaction may still see. */
export class StillVisible extends Error {
	override readonly name = 'StillVisible';
	readonly code = 'still-visible';

	/** `holders`: what keeps them, in words for the host. */
	constructor(holders: readonly string[]) {
		super(`PostgreSQL still keeps what was deleted, for ${holders.join(', ')}`);
	}
}

/** Looks again this soon. */
const pauseMs = 50;

/**
 * So long what keeps rows for a moment is waited for, which holds up nobody: appends, and a standby, which tells
 * every ten seconds how far it is.
 */
const patienceMs = 15_000;

/** As good as no limit. */
const vacuumMs = 3_600_000;

/**
 * Whatever was deleted and is committed has a smaller number than this, and so has every transaction that
 * may still see it.
 */
const mark = 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS mark';

/**
 * What keeps rows that were deleted before `$1`; `VACUUM FULL` asks the same of itself and drops the others.
 * Anybody may read these columns, of other users' sessions too (tried with PostgreSQL 15).
 *
 * - Who reads matters in this database alone (a standby has none); who writes matters in every database, for
 *   each snapshot that is taken meanwhile, `VACUUM FULL`'s own as well, goes back to him.
 * - A plain `VACUUM` shows a snapshot that holds up nobody. `catalog_xmin` of a slot is about PostgreSQL's own
 *   tables. `vacuum_defer_cleanup_age` went with PostgreSQL 16.
 * - The oldest transaction that runs is asked for last, so that nothing is taken for gone that can't be seen.
 */
const holding = `
	WITH seen (holder) AS MATERIALIZED (
		SELECT format('a transaction of process %s (%s)', pid, COALESCE(application_name, ''))
		FROM pg_stat_activity
		WHERE pid <> pg_backend_pid() AND (
			age(backend_xid) > age($1::xid8::xid)
			OR age(backend_xmin) > age($1::xid8::xid)
				AND (datname = current_database() OR datid IS NULL)
				AND pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum WHERE pid IS NOT NULL)
		)
		UNION ALL
		SELECT format('the prepared transaction %s', gid) FROM pg_prepared_xacts
		WHERE age(transaction) > age($1::xid8::xid)
		UNION ALL
		SELECT format('the replication slot %s', slot_name) FROM pg_replication_slots
		WHERE age(xmin) > age($1::xid8::xid)
		UNION ALL
		SELECT 'the setting vacuum_defer_cleanup_age'
		WHERE current_setting('vacuum_defer_cleanup_age', true)::int > 0
	)
	SELECT holder FROM seen
	UNION ALL
	SELECT 'a transaction that can’t be seen'
	WHERE pg_snapshot_xmin(pg_current_snapshot()) < $1::xid8 AND NOT EXISTS (SELECT FROM seen)`;

/**
 * Writes these tables of PostgreSQL anew, each in one go, without anything that was deleted in them before this
 * was called; whoever reads or writes them waits. Throws `StillVisible`, having done nothing, when something
 * keeps the old rows for longer than `waitMs`, and what PostgreSQL says while somebody reads one of the tables for long: whoever wants
 * to write would have to wait for that one, too.
 */
export async function compactTables(
	pool: Pool,
	tables: readonly string[],
	waitMs = patienceMs
): Promise<void> {
	const client = await pool.connect();
	client.on('error', ignore);
	try {
		await client.query('SET statement_timeout = 0; SET lock_timeout = 2000');
		const { rows } = await client.query<{ mark: string }>(mark);
		await untilNobodyHolds(waitMs / pauseMs, async () => {
			const found = await client.query<{ holder: string }>(holding, [rows[0]?.mark]);
			return found.rows.map(({ holder }) => holder);
		});
		const compacting = { text: `VACUUM FULL ${tables.join(', ')}`, query_timeout: vacuumMs };
		await client.query(compacting);
	} finally {
		client.off('error', ignore);
		// With the connection goes its patience.
		client.release(true);
	}
}

async function untilNobodyHolds(looks: number, look: () => Promise<string[]>): Promise<void> {
	for (let times = 1; ; times++) {
		const holders = await look();
		if (holders.length === 0) return;
		if (times >= looks) throw new StillVisible(holders);
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
}

function ignore(): void {
	// What breaks the line fails the query in hand, or the next, and says why.
}
