import { RelayProcess } from '#tests/support/relay-process.ts';

/** Where PostgreSQL and Redis are found. */
export interface StoreUrls {
	readonly postgres: string;
	readonly redis: string;
}

/** Nobody is held up by a limit: a dozen people here work as a town would. */
const limits = {
	LIMIT_FRAMES_AT_ONCE: '1000000',
	LIMIT_FRAMES_AT_ONCE_PER_ADDRESS: '1000000',
	LIMIT_FRAMES_PER_SECOND_PER_ADDRESS: '1000000',
	LIMIT_COMINGS_AT_ONCE: '1000000',
	LIMIT_FRAMES_PER_SECOND: '1000000',
	LIMIT_CALLS_AT_ONCE: '10000'
};

/** Two relays that share what they keep. */
export async function twoRelays({
	postgres,
	redis
}: StoreUrls): Promise<readonly [RelayProcess, RelayProcess]> {
	const environment = { DATABASE_URL: postgres, REDIS_URL: redis, ...limits };
	return [await RelayProcess.start(environment), await RelayProcess.start(environment)];
}
