import type { Member } from '#domain/access/access.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { systemClock } from './clock.ts';
import { lineLinks } from './link/line-link.ts';
import { IndexedDbStore } from './store/indexeddb-store.ts';
import { browserTabs } from './tabs.ts';
import { WorkspaceConnection } from './workspace-connection.ts';

/**
 * The connection of this browser to one workspace: IndexedDB, its other tabs, and the relay that
 * served the page. It shares nothing until `connect` is called.
 */
export function openWorkspace(workspace: WorkspaceId, member: Member): WorkspaceConnection {
	const connection = new WorkspaceConnection({
		workspace,
		member,
		clock: systemClock,
		store: new IndexedDbStore(),
		tabs: browserTabs({
			clock: systemClock,
			locks: 'locks' in navigator ? navigator.locks : null,
			channel: 'BroadcastChannel' in globalThis ? (name) => new BroadcastChannel(name) : null
		}),
		links: lineLinks({
			...{ url: relayUrl(location), Socket: WebSocket, clock: systemClock },
			isVisible: () => document.visibilityState === 'visible'
		})
	});
	followBrowser(connection);
	return connection;
}

/** Where the relay of this page listens. */
export function relayUrl({ protocol, host }: Pick<Location, 'protocol' | 'host'>): string {
	return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`;
}

/** Browsers know of a network before sockets do; a page that comes into view has often slept. */
function followBrowser(connection: WorkspaceConnection): void {
	const listening = new AbortController();
	const { signal } = listening;
	const back = (): void => connection.networkBack();
	const seen = (): void => {
		if (document.visibilityState === 'visible') back();
	};
	addEventListener('online', back, { signal });
	addEventListener('offline', () => connection.networkGone(), { signal });
	addEventListener('pageshow', back, { signal });
	document.addEventListener('visibilitychange', seen, { signal });
	connection.status.observe(() => {
		if (connection.status.read().kind === 'closed') listening.abort();
	});
}
