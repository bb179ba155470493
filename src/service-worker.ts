import { build, files } from '$service-worker';
import { cachePrefix, isOfBuild, takeOver, treatment } from '#sync/shell/requests.ts';

/**
 * Starts the app without a network: keeps its files and its one page, and answers with them.
 *
 * The kept page goes before the network's, also with a network: page and files must be of one build,
 * and a network that hangs must not be waited for. A newer build comes in beside it and takes over
 * when a person says so, or when the last tab closes.
 */

/** What is used of a service worker's world; TypeScript can't have the types of page and worker at once. */
interface WorkerScope {
	readonly location: Location;
	/** What this build is called, after all that is in it: server/setup/name-build.js puts it here and in the page. */
	readonly draaiboekBuild: string;
	readonly clients: { claim(): Promise<void> };
	skipWaiting(): Promise<void>;
	addEventListener(kind: 'install' | 'activate', listener: (event: Extendable) => void): void;
	addEventListener(kind: 'fetch', listener: (event: Asking) => void): void;
	addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void;
}

interface Extendable {
	waitUntil(work: Promise<unknown>): void;
}

interface Asking extends Extendable {
	readonly request: Request;
	respondWith(response: Promise<Response>): void;
}

const worker = self as unknown as WorkerScope;
/** Not in the build's list of files: the relay answers every unknown address with it. */
const page = '/';
const kept = [...build, ...files];
/** A new build must never fill what the old one answers from. */
const cache = `${cachePrefix}${worker.draaiboekBuild}`;
const shell = { origin: worker.location.origin, files: new Set(kept) };

worker.addEventListener('install', (event) => event.waitUntil(keepShell()));
worker.addEventListener('activate', (event) => event.waitUntil(takeCharge()));
worker.addEventListener('message', (event) => {
	if (event.data === takeOver) void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const how = treatment(request, shell);
	if (how === 'page') event.respondWith(keptOr(page, request));
	if (how === 'file') event.respondWith(keptOr(new URL(request.url).pathname, request));
});

/** All or nothing: a worker with half a shell, or with another build's page, never becomes the one that answers. */
async function keepShell(): Promise<void> {
	const answer = await fetch(afresh(page));
	if (!answer.ok || !isOfBuild(await answer.clone().text(), worker.draaiboekBuild))
		throw new Error(
			'The page is not of this build: the relay is being renewed. It is tried again later.'
		);
	const store = await caches.open(cache);
	await store.addAll(kept.map(afresh));
	await store.put(page, answer);
}

/** Past the browser's own cache: the page of an older build would ask for files that are gone. */
function afresh(path: string): Request {
	return new Request(path, { cache: 'reload' });
}

async function takeCharge(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cache);
	await Promise.all(old.map((name) => caches.delete(name)));
	await worker.clients.claim();
}

async function keptOr(path: string, request: Request): Promise<Response> {
	const store = await caches.open(cache);
	// The browser may clear a cache when it runs out of room; the network still has everything.
	return (await store.match(path)) ?? fetch(request);
}
