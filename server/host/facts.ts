import type { ApiErrorCode } from '#wire/api.ts';
import type { ClerkCounters } from '../clerk/counters.ts';
import type { CountBy } from '../counting.ts';
import type { Traffic } from '../http/traffic.ts';
import type { LogSum } from '../log-book.ts';
import type { RelayCounters } from '../relay/counters.ts';
import type { LastBackup } from './last-backup.ts';
import type { LoopDelay } from './loop-delay.ts';
import type { MeteredIntegrator, MeteredJournal } from './meters.ts';
import type { StoreLook } from './store-look.ts';

/** How this relay hears of others. */
export type BusState =
	/** There are none. */
	| 'alone'
	/** By asking the database every second: no Redis was named. */
	| 'without'
	| 'carried'
	/** Redis is away. */
	| 'lost';

/** All that a host can know of a relay at one moment. It holds no name and no id of anybody or anything. */
export interface HostFacts {
	readonly version: string;
	readonly startedAt: Date;
	readonly now: Date;
	/** Sockets of devices, and documents that somebody has open. */
	readonly sockets: number;
	readonly rooms: number;
	/** Documents that are open on a device, each time that they are. */
	readonly visits: number;
	readonly traffic: Traffic;
	readonly relay: RelayCounters;
	readonly clerk: ClerkCounters | null;
	readonly journal: MeteredJournal;
	readonly integrator: MeteredIntegrator;
	/** Calls that were refused. */
	readonly refusedCalls: CountBy<ApiErrorCode>;
	readonly store: StoreLook;
	/** Whether everything lies in a database that other relays may use. */
	readonly isShared: boolean;
	readonly bus: BusState;
	readonly log: readonly LogSum[];
	readonly lastBackup: LastBackup;
	readonly process: ProcessFacts;
}

export interface ProcessFacts {
	readonly heapBytes: number;
	readonly residentBytes: number;
	readonly cpuSeconds: number;
	readonly loopDelay: LoopDelay;
}

export function processFacts(loopDelay: LoopDelay): ProcessFacts {
	const { heapUsed, rss } = process.memoryUsage();
	const { user, system } = process.cpuUsage();
	return {
		heapBytes: heapUsed,
		residentBytes: rss,
		cpuSeconds: (user + system) / 1e6,
		loopDelay
	};
}
