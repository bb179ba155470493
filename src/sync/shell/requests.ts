/** What the service worker does with a request. */
export type Treatment =
	/** None of ours: the browser asks the network as if there were no worker. */
	| 'network'
	/** A page of the app: every address is the same page, so the kept one answers. */
	| 'page'
	/** A file of the build: its name changes with its content, so the kept one is right for ever. */
	| 'file';

export interface AskedFor {
	readonly method: string;
	readonly mode: string;
	readonly url: string;
}

/** What a worker knows: its own origin, and the paths that belong to the app. */
export interface ShellFiles {
	readonly origin: string;
	readonly files: ReadonlySet<string>;
}

/** The relay answers these itself; the worker never touches them (DESIGN.md section 6). */
const relayPaths = ['/api', '/sync', '/health', '/metrics', '/status'];

/** Feeds, exports and fixtures under /api stay live, and what the app does not know stays the network's. */
export function treatment(request: AskedFor, { origin, files }: ShellFiles): Treatment {
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== origin) return 'network';
	if (relayPaths.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`)))
		return 'network';
	if (files.has(url.pathname)) return 'file';
	return request.mode === 'navigate' ? 'page' : 'network';
}

/**
 * The name under which a build keeps its files. Kit's version may be the same for two builds, the
 * names of the files are not: a new build must never fill the cache that the old one answers from.
 */
export function cacheName(version: string, files: readonly string[]): string {
	let hash = 0x811c9dc5;
	for (const file of files)
		for (let index = 0; index < file.length; index++)
			hash = Math.imul(hash ^ file.charCodeAt(index), 0x01000193) >>> 0;
	return `${cachePrefix}${version}-${hash.toString(36)}`;
}

export const cachePrefix = 'draaiboek-shell-';

/** The message by which a page tells a waiting worker to take over. */
export const takeOver = 'draaiboek-take-over';
