import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { FolderInUse } from './folder-lock.ts';
import { limitsFrom } from './limits.ts';
import { causeText, logTo } from './log.ts';
import { openRelay, type Relay } from './relay.ts';
import { startClerk } from './clerk/services.ts';

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

const relay = open();
const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, relay.onRequest);
server.on('upgrade', (request, socket, head) => {
	if (!relay.onUpgrade(request, socket, head)) socket.destroy();
});
server.on('error', (error: NodeJS.ErrnoException) => fail(listenProblem(error)));
server.listen(port, host, () =>
	say(`Draaiboek is open at ${addressOf(server)}  (Ctrl-C stops it)`)
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

function open(): Relay {
	try {
		return openRelay({
			folder,
			buildFolder: environment.BUILD_DIR ?? `${root}build`,
			limits: limitsFrom(environment),
			reach: {
				trustProxy: environment.TRUST_PROXY === '1',
				origins: (environment.ORIGINS ?? '').split(',').filter((origin) => origin !== '')
			},
			version: version(),
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
	return `The data folder ${folder} can't be opened: ${causeText(error)}. Check that it exists, may be written and has room (DATA_DIR names it).`;
}

function version(): string {
	const text = readFileSync(`${root}package.json`, 'utf8');
	return environment.DRAAIBOEK_VERSION ?? (JSON.parse(text) as { version: string }).version;
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
