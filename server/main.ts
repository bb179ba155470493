import type { Server } from 'node:http';
import { flushCompileCache } from 'node:module';
import { hasApp } from './http/files.ts';
import { serverOf } from './http/listening.ts';
import { causeText, logTo } from './log.ts';
import { LogBook } from './log-book.ts';
import { checkTogether } from './lost-store.ts';
import { ownerOnly } from './owner-only.ts';
import { openRelay, type Relay } from './relay.ts';
import { startClerk } from './clerk/services.ts';
import { settingsIn, type Settings } from './settings.ts';
import { appProblem, listenProblem, openProblem, type StartProblem } from './start-problems.ts';
import { openSharedStores } from './stores.ts';
import { versionIn } from './version.ts';

/** The relay as a process: reads the environment, listens, and stops when it is asked to. */

process.umask(ownerOnly);
const root = new URL('..', import.meta.url).pathname;
const settings = settingsOrEnd();
const { port, host, folder, limits } = settings;
const now = (): Date => new Date();
const book = new LogBook(
	logTo((line) => process.stderr.write(line), now),
	now
);
const { log } = book;
process.on('uncaughtException', crash);
/** Told to stop, and sockets still open after this long are cut. */
const graceMs = 1_500;

const relay = await open();
const server = serverOf(relay, limits);
server.on('error', (error: NodeJS.ErrnoException) => fail([listenProblem(error, { host, port })]));
server.listen(port, host, () => {
	say(`Draaiboek is open at ${addressOf(server)}  (Ctrl-C stops it)`);
	// Where `NODE_COMPILE_CACHE` names a folder: a relay that is killed would leave nothing there.
	flushCompileCache();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

function settingsOrEnd(): Settings {
	const settings = settingsIn(process.env, root);
	if ('problems' in settings) return fail(settings.problems);
	const { buildFolder } = settings;
	return buildFolder === null || hasApp(buildFolder) ? settings : fail([appProblem(buildFolder)]);
}

async function open(): Promise<Relay> {
	const { addresses, buildFolder, backupFolder, reach, token } = settings;
	try {
		const shared = addresses ? await openSharedStores(addresses, limits, log) : null;
		const relay = openRelay({
			...(shared ? { shared, folder: null } : { folder }),
			...{ buildFolder, limits, reach, log },
			version: versionIn(process.env),
			host: { token, book, backupFolder },
			startServices: startClerk
		});
		return await checked(relay);
	} catch (error) {
		return fail([openProblem(error, { folder, hasDatabase: addresses !== null })]);
	}
}

/** Closes a relay that must not serve: what its files leave beside them would spoil those that are put back. */
async function checked(relay: Relay): Promise<Relay> {
	try {
		await checkTogether(relay, log);
		return relay;
	} catch (error) {
		await relay.close();
		throw error;
	}
}

let stopping = false;

/** Nothing new comes in, what came in is on disk, everybody is told to come back: then the end. */
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	const closed = new Promise((resolve) => server.close(resolve));
	const grace = new Promise((resolve) => setTimeout(resolve, graceMs));
	await Promise.race([relay.stop(), grace]);
	server.closeIdleConnections();
	await Promise.race([closed, grace]);
	server.closeAllConnections();
	await Promise.race([relay.close(), new Promise((resolve) => setTimeout(resolve, graceMs))]);
	log('info', { event: 'stopped' });
	process.exit(0);
}

/** A bug that nobody caught: what is on disk is on disk, and whoever starts relays starts another. */
function crash(cause: unknown): void {
	const place = cause instanceof Error ? (cause.stack?.split('\n')[1]?.trim() ?? '') : '';
	log('error', { event: 'crashed', cause: causeText(cause), place });
	process.exit(1);
}

function addressOf(listening: Server): string {
	const address = listening.address();
	const actual = typeof address === 'object' && address ? address.port : port;
	return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${actual}`;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function fail(problems: readonly StartProblem[]): never {
	for (const { text, code } of problems) process.stderr.write(`${text} [${code}]\n`);
	process.exit(1);
}
