import { createServer, type Server } from 'node:http';
import { FolderInUse } from './folder-lock.ts';
import { limitsFrom } from './limits.ts';
import { causeText, logTo } from './log.ts';
import { openRelay, type Relay } from './relay.ts';
import { startClerk } from './clerk/services.ts';
import { openSharedStores, RedisAlone, storeAddressesIn } from './stores.ts';
import { versionIn } from './version.ts';

/** The relay as a process: reads the environment, listens, and stops when it is asked to. */

const root = new URL('..', import.meta.url).pathname;
const environment = process.env;
const port = Number(environment.PORT ?? 3000);
const host = environment.HOST ?? '127.0.0.1';
const folder = environment.DATA_DIR ?? `${root}data`;
const log = logTo(
	(line) => process.stderr.write(line),
	() => new Date()
);
/** Told to stop, and sockets still open after this long are cut. */
const graceMs = 1_500;

const relay = await open();
const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, relay.onRequest);
server.on('upgrade', (request, socket, head) => {
	if (!relay.onUpgrade(request, socket, head)) socket.destroy();
});
server.on('error', (error: NodeJS.ErrnoException) => fail(listenProblem(error)));
server.listen(port, host, () =>
	say(`Draaiboek is open at ${addressOf(server)}  (Ctrl-C stops it)`)
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

async function open(): Promise<Relay> {
	try {
		const limits = limitsFrom(environment);
		const addresses = storeAddressesIn(environment);
		const shared = addresses ? await openSharedStores(addresses, limits, log) : null;
		return openRelay({
			...(shared ? { shared, folder: null } : { folder }),
			buildFolder: environment.BUILD_DIR ?? `${root}build`,
			limits,
			reach: {
				trustProxy: environment.TRUST_PROXY === '1',
				origins: (environment.ORIGINS ?? '').split(',').filter((origin) => origin !== '')
			},
			version: versionIn(environment),
			log,
			startServices: startClerk
		});
	} catch (error) {
		return fail(openProblem(error));
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

function listenProblem(error: NodeJS.ErrnoException): string {
	if (error.code === 'EADDRINUSE') {
		return `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start`;
	}
	if (error.code === 'EACCES') {
		return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
	}
	return `The relay can't listen on ${host}:${port}: ${error.message}`;
}

function openProblem(error: unknown): string {
	if (error instanceof FolderInUse) {
		return `Another relay already works in ${folder}. Stop that one, or choose another folder: DATA_DIR=other npm start`;
	}
	if (error instanceof RedisAlone) {
		return 'REDIS_URL is for several relays, which share a database: name it in DATABASE_URL, or leave REDIS_URL out.';
	}
	if (environment.DATABASE_URL) {
		return `The database can't be opened: ${causeText(error)}. Check that it runs and that DATABASE_URL names it, as postgres://user:password@host/database.`;
	}
	return `The data folder ${folder} can't be opened: ${causeText(error)}. Check that it exists, may be written and has room (DATA_DIR names it).`;
}

function addressOf(listening: Server): string {
	const address = listening.address();
	const actual = typeof address === 'object' && address ? address.port : port;
	return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${actual}`;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function fail(problem: string): never {
	process.stderr.write(`${problem}\n`);
	process.exit(1);
}
