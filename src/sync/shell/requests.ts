/** What the service worker does with a request. */
export type Treatment =
	/** None of ours: the browser asks the network as if there were no worker. */
	| 'network'
	/** A page of the app: every address is the same page, so the kept one answers. */
	| 'page'
	/** A file of the build: kept with the page that asks for it, so the kept one is the right one. */
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
 * Whether a page is of the build with this name (server/setup/name-build.js): where several relays are renewed one
 * after the other, the page may come from one that still has another build. The name may stand anywhere in it, for a
 * proxy may have written the page anew.
 */
export function isOfBuild(page: string, build: string): boolean {
	return build !== '' && page.includes(build);
}

export const cachePrefix = 'draaiboek-shell-';

/** The message by which a page tells a waiting worker to take over. */
export const takeOver = 'draaiboek-take-over';
