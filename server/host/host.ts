import type { ApiErrorCode } from '#wire/api.ts';
import type { Bus } from '../bus/bus.ts';
import { silentBus } from '../bus/silent.ts';
import type { ClerkCounters } from '../clerk/counters.ts';
import { CountBy } from '../counting.ts';
import type { Traffic } from '../http/traffic.ts';
import type { LogBook } from '../log-book.ts';
import type { RelayCounters } from '../relay/counters.ts';
import { processFacts, type BusState, type HostFacts } from './facts.ts';
import { folderTrouble, lastBackupIn, type LastBackup } from './last-backup.ts';
import { LoopWatch } from './loop-delay.ts';
import type { MeteredIntegrator, MeteredJournal } from './meters.ts';
import { nothingSeen, type StoreLook } from './store-look.ts';

/** What a relay is told of its host. */
export interface HostOptions {
	/** What opens `/metrics` and `/status`; null keeps them shut. */
	readonly token: string | null;
	/** What everything is logged by. */
	readonly book: LogBook;
	/** Where the host keeps backups, when she says so. */
	readonly backupFolder: string | null;
}

/** The parts of a relay that can be looked at. */
export interface HostPorts {
	readonly version: string;
	readonly hub: {
		readonly counts: { readonly documents: number; readonly sockets: number };
		readonly counters: RelayCounters;
	};
	readonly door: { readonly sockets: number; readonly traffic: Traffic };
	readonly clerk: ClerkCounters | null;
	readonly journal: MeteredJournal;
	readonly integrator: MeteredIntegrator;
	readonly bus: Bus | null;
	readonly isShared: boolean;
	/** Looks at where everything is kept; may fail, or take its time. */
	look(): Promise<StoreLook>;
}

/** However often somebody asks, the disk or the database is looked at no more often. */
const lookEveryMs = 5_000;
const patienceMs = 3_000;

/** Looks at a relay from outside, when the host asks; nothing here happens while nobody does. */
export class HostView {
	/** To be counted by whoever refuses. */
	readonly refusedCalls = new CountBy<ApiErrorCode>();
	readonly #options: HostOptions;
	readonly #ports: HostPorts;
	readonly #startedAt = new Date();
	readonly #loop = new LoopWatch();
	#look: { readonly atMs: number; readonly store: Promise<StoreLook> } | null = null;

	constructor(options: HostOptions, ports: HostPorts) {
		this.#options = options;
		this.#ports = ports;
		void this.#tellOfFolder();
	}

	async facts(): Promise<HostFacts> {
		const { hub, door, clerk, journal, integrator, isShared, version } = this.#ports;
		const [store, lastBackup] = await Promise.all([this.#store(), this.#lastBackup()]);
		return {
			...{ version, startedAt: this.#startedAt, now: new Date() },
			...{ sockets: door.sockets, rooms: hub.counts.documents, visits: hub.counts.sockets },
			...{ traffic: door.traffic, relay: hub.counters, clerk, journal, integrator },
			...{ refusedCalls: this.refusedCalls, store, isShared, bus: this.#bus, lastBackup },
			log: this.#options.book.sums,
			process: processFacts(this.#loop.last)
		};
	}

	close(): void {
		this.#loop.close();
	}

	get #bus(): BusState {
		const { bus } = this.#ports;
		if (bus === null) return 'alone';
		if (bus === silentBus) return 'without';
		return bus.isCarried ? 'carried' : 'lost';
	}

	#store(): Promise<StoreLook> {
		const atMs = performance.now();
		if (!this.#look || atMs - this.#look.atMs > lookEveryMs)
			this.#look = { atMs, store: within(patienceMs, this.#ports.look()) };
		return this.#look.store;
	}

	/** A folder that was mistyped would else be found out on the day on which a backup is needed. */
	async #tellOfFolder(): Promise<void> {
		const { backupFolder, book } = this.#options;
		if (backupFolder === null) return;
		const cause = await folderTrouble(backupFolder);
		if (cause !== null) book.log('warning', { event: 'backup-folder-unread', cause });
	}

	async #lastBackup(): Promise<LastBackup> {
		const { backupFolder } = this.#options;
		return backupFolder === null ? 'unknown' : lastBackupIn(backupFolder);
	}
}

/** What was seen, or nothing when that fails or takes too long. */
async function within(limitMs: number, look: Promise<StoreLook>): Promise<StoreLook> {
	const { promise, resolve } = Promise.withResolvers<StoreLook>();
	const timer = setTimeout(() => resolve(nothingSeen), limitMs);
	try {
		return await Promise.race([look, promise]);
	} catch {
		return nothingSeen;
	} finally {
		clearTimeout(timer);
	}
}
