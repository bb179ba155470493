import { idsFrom } from '#domain/ids.ts';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { basename, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Accounts } from './accounts/accounts.ts';
import { SqlAccounts } from './accounts/sql-accounts.ts';
import { SqliteSql } from './accounts/sqlite.ts';
import { AccountsWatch, watchMs } from './accounts/watch.ts';
import { ErasedList } from './erasing/erased-list.ts';
import type { Eraser } from './erasing/eraser.ts';
import { startEraser } from './erasing/start.ts';
import type { Bus } from './bus/bus.ts';
import { holdFolder } from './folder-lock.ts';
import { HostDoor } from './host/host-door.ts';
import { HostView, type HostOptions, type HostPorts } from './host/host.ts';
import { MeteredIntegrator, MeteredJournal } from './host/meters.ts';
import { lookAtFolder } from './host/store-look.ts';
import type { ApiContext } from './http/call.ts';
import { CallPace } from './http/call-pace.ts';
import { app } from './http/app.ts';
import type { Reachability } from './http/request.ts';
import { SyncDoor } from './http/sync.ts';
import { TokenBuckets } from './http/token-bucket.ts';
import type { Journal } from './journal/journal.ts';
import { SqliteJournal } from './journal/sqlite.ts';
import type { Limits } from './limits.ts';
import { causeText, kindOf, type Log } from './log.ts';
import { makeFolder } from './make-folder.ts';
import { Hub } from './relay/hub.ts';
import type { HubEvent } from './relay/hub-ports.ts';
import type { ServicePorts, Services } from './services.ts';
import type { SharedStores } from './stores.ts';
import { threadedIntegrator } from './threads/integrator.ts';
import { Turns } from './turns.ts';

export interface RelayOptions {
	/** Where everything is kept; null keeps it in memory, for tests. */
	readonly folder: string | null;
	/** What other relays work with, too; what is left out this one keeps by itself, in the folder. */
	readonly shared?: Partial<SharedStores>;
	readonly buildFolder: string | null;
	readonly limits: Limits;
	readonly reach: Reachability;
	readonly version: string;
	readonly log: Log;
	/** What the host may look at, and how; left out where nobody does. */
	readonly host?: HostOptions;
	/** Starts what works beside the rooms; see services.ts. */
	startServices(ports: ServicePorts): Services;
}

/** One running relay, to be hung on any HTTP server. */
export interface Relay {
	readonly hub: Hub;
	readonly journal: Journal;
	readonly accounts: Accounts;
	readonly eraser: Eraser;
	readonly onRequest: RequestListener;
	/** False when the upgrade is not the relay's: the server decides what happens to it. */
	onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	/** Puts on disk what came in and sends everybody away with 1012; `close` follows. */
	stop(): Promise<void>;
	/** Cuts the lines that are left and lets go of the folder, or of what is shared. */
	close(): Promise<void>;
}

const tickMs = 1_000;
/** So long a relay that stops waits for the disk before it says goodbye. */
const settleMs = 1_000;

/** Puts a relay together. Throws `FolderInUse` when another relay works in the same folder, and `FileDamaged`. */
export function openRelay(options: RelayOptions): Relay {
	const { limits, reach } = options;
	const ground = groundOf(options);
	const { journal, accounts, bus, integrator } = ground;
	const { hub, services, eraser } = workersOn(ground, options);
	const door = new SyncDoor({ hub, accounts, services, limits, reach, nowMs: Date.now });
	const tick = (): void => {
		void hub.tick(performance.now());
		services.tick(performance.now());
	};
	const ticking = setInterval(tick, tickMs).unref();
	const rounds = startRounds(options, hub, accounts, eraser);
	const view = viewOf(options, { hub, door, journal, integrator, clerk: services.counters });
	return {
		hub,
		journal,
		accounts,
		eraser,
		onRequest: app({
			...options,
			context: contextOf(options, { hub, journal, accounts, services, eraser }),
			hostDoor: view && hostDoorOf(options, view),
			onrefused: (code) => view?.refusedCalls.add(code),
			nowMs: Date.now
		}),
		onUpgrade: (request, socket, head) => door.upgrade(request, socket, head),
		async stop() {
			// Whoever is connected is told to come back, also where a database takes its time.
			await Promise.race([hub.settle(), delay(settleMs, undefined, { ref: false })]);
			door.stop();
			await hub.stop();
		},
		async close() {
			clearInterval(ticking);
			for (const round of rounds) clearInterval(round);
			view?.close();
			door.close();
			await hub.stop();
			await eraser.settle();
			await Promise.all([services.close(), integrator.close()]);
			await Promise.all([journal.close(), accounts.close(), bus?.close()]);
			ground.lock?.release();
		}
	};
}

/** What a relay stands on. */
interface Ground {
	readonly lock: { release(): void } | null;
	readonly journal: MeteredJournal;
	readonly accounts: Accounts;
	readonly bus: Bus | null;
	readonly integrator: MeteredIntegrator;
}

function groundOf({ folder, shared, limits, log }: RelayOptions): Ground {
	if (folder !== null) makeFolder(folder);
	const lock = folder === null ? null : holdFolder(folder);
	const [nowMs, now] = [() => performance.now(), () => new Date()];
	return {
		lock,
		journal: new MeteredJournal(shared?.journal ?? ownJournal(folder, log), nowMs, now),
		accounts: shared?.accounts ?? ownAccounts(folder, limits),
		bus: shared?.bus ?? null,
		integrator: new MeteredIntegrator(threadedIntegrator(limits.integrateMs), nowMs)
	};
}

/** What works with documents: the rooms, the clerk, and whoever takes people out of them for good. */
function workersOn(
	{ journal, accounts, bus, integrator }: Ground,
	options: RelayOptions
): { readonly hub: Hub; readonly services: Services; readonly eraser: Eraser } {
	const { limits, log, shared } = options;
	const report = (event: HubEvent): void => reportTo(log, event);
	const turns = new Turns(() => performance.now());
	const schedule = (callback: () => void) => turns.schedule(callback);
	const list = new ErasedList(accounts);
	const isErased = (...who: Parameters<ErasedList['has']>) => list.has(...who);
	const hub = new Hub({ journal, bus, integrator, isErased, schedule, report }, limits);
	const services = options.startServices({
		...{ hub, journal, isShared: shared?.journal !== undefined, accounts, limits, log },
		erasedOf: (workspace) => list.of(workspace),
		onerased: (workspace) => eraser.broughtBack(workspace)
	});
	const isShared = shared?.accounts !== undefined;
	const eraser = startEraser({ accounts, journal, integrator, hub, services, list, isShared }, log);
	return { hub, services, eraser };
}

function viewOf(
	{ host, shared, folder, version }: RelayOptions,
	parts: Pick<HostPorts, 'hub' | 'door' | 'journal' | 'integrator' | 'clerk'>
): HostView | null {
	if (!host) return null;
	return new HostView(host, {
		...{ ...parts, version, bus: shared?.bus ?? null },
		isShared: shared?.journal !== undefined,
		look: shared?.look ?? (() => lookAtFolder(folder, parts.journal))
	});
}

function hostDoorOf({ host, reach, limits }: RelayOptions, view: HostView): HostDoor {
	const token = host?.token ?? null;
	return new HostDoor({ token, reach, limits, facts: () => view.facts(), nowMs: Date.now });
}

const forgetMs = 3_600_000;
/** How soon a relay goes on with erasing somebody, whoever asked for it where. */
const eraseMs = 1_000;

/** What is done for the accounts now and then. */
function startRounds(
	{ shared, log }: RelayOptions,
	hub: Hub,
	accounts: Accounts,
	eraser: Eraser
): NodeJS.Timeout[] {
	const report = (cause: unknown): void =>
		log('error', { event: 'accounts-silent', cause: causeText(cause) });
	const forget = (): void => void accounts.forgetOld(Date.now()).catch(report);
	forget();
	const erase = (): void => void eraser.round().catch(report);
	erase();
	const always = [setInterval(forget, forgetMs).unref(), setInterval(erase, eraseMs).unref()];
	if (!shared?.accounts) return always;
	const dropWhere: Hub['dropWhere'] = (...sought) => hub.dropWhere(...sought);
	const watch = new AccountsWatch({ accounts, dropWhere, report });
	void watch.look();
	return [...always, setInterval(() => void watch.look(), watchMs).unref()];
}

function ownJournal(folder: string | null, log: Log): Journal {
	return new SqliteJournal(
		fileIn(folder, 'journal.sqlite'),
		({ document, row, part }) =>
			log('error', { event: 'row-set-aside', kind: kindOf(document), row, part }),
		({ aside, rows, losses }) =>
			log('error', { event: 'file-set-aside', file: basename(aside), rows, losses }),
		(cause) => log('error', { event: 'not-mended', cause: causeText(cause) })
	);
}

function ownAccounts(folder: string | null, limits: Limits): Accounts {
	return new SqlAccounts(new SqliteSql(fileIn(folder, 'accounts.sqlite')), limits);
}

function contextOf(
	{ limits }: RelayOptions,
	parts: Pick<ApiContext, 'hub' | 'journal' | 'accounts' | 'services' | 'eraser'>
): ApiContext {
	return {
		...parts,
		limits,
		random: randomBytes,
		newId: idsFrom(() => randomBytes(1)[0] ?? 0),
		pace: new CallPace(limits),
		wrongSecrets: new TokenBuckets({
			atOnce: limits.wrongSecretsAtOnce,
			perSecond: limits.wrongSecretsPerHour / 3600
		})
	};
}

function fileIn(folder: string | null, name: string): string {
	return folder === null ? ':memory:' : join(folder, name);
}

function reportTo(log: Log, event: HubEvent): void {
	const cause = causeText(event.cause);
	if (event.kind === 'not-kept')
		return log('error', { event: event.kind, changes: event.changes, cause });
	// An honest device can cause it, after a journal was put back: none is to be woken up for it.
	const level = event.kind === 'client-borrowed' ? 'warning' : 'error';
	log(level, { event: event.kind, kind: kindOf(event.document), cause });
}
