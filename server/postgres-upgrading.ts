import { setTimeout as delay } from 'node:timers/promises';

/** So long one try waits for a table that is in use: whoever else wants it waits behind it meanwhile. */
export const upgradeWait = "SET LOCAL lock_timeout = '2s'";

const attempts = 10;
const pauseMs = 1_000;

/**
 * Brings tables up to date while other relays, or `pg_dump`, use them; a transaction that begins with
 * `upgradeWait`. Throws what PostgreSQL says when somebody is in the way for half a minute.
 */
export async function upgraded<T>(upgrade: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await upgrade();
		} catch (error) {
			if (!isInTheWay(error) || attempt === attempts) throw error;
			await delay(pauseMs);
		}
	}
}

/** 55P03: the table was not free in time; 40P01: two waited for each other. */
function isInTheWay(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	return code === '55P03' || code === '40P01';
}
