import { openWorkspace } from '#sync/browser.ts';
import { Api } from '#sync/session/api.ts';
import { ArrivalKey } from '#sync/session/arrival-key.ts';
import { KnownWorkspaces, shelfKey } from '#sync/session/known-workspaces.ts';
import { indexedDbPlace, keepTwice } from '#sync/session/second-list.ts';
import type { Shell } from '#sync/shell/shell.ts';
import { askToKeep } from '#sync/storage-promise.ts';
import { devices } from '../text/devices.ts';
import { text } from '../text/text.svelte.ts';
import { guessKind } from './device-kind.ts';
import { ThisDevice } from './this-device.svelte.ts';

/** This browser as a device of Draaiboek. */
export function browserDevice(shell: Shell | null): ThisDevice {
	const kept = shelf();
	const known = new KnownWorkspaces(kept);
	const device = new ThisDevice({
		api: new Api(
			new ArrivalKey(kept, (count) => crypto.getRandomValues(new Uint8Array(count))),
			fetch,
			(workspace) => known.find(workspace)?.registered !== false
		),
		known,
		shelf: kept,
		connection: openWorkspace,
		shell,
		keep: () => void askToKeep(storageManager()),
		label: () => text.of(devices).kinds[guessKind(navigator.userAgent, navigator.maxTouchPoints)]
	});
	void keepTwice(known, indexedDbPlace, () => Date.now()).then((cameBack) => {
		if (cameBack) void device.meetRelay();
	});
	return device;
}

/**
 * Follows the other tabs and the network, and has the browser ask before it closes what would be lost
 * with the page; answers a way to stop.
 */
export function followBrowser(device: ThisDevice): () => void {
	const listening = new AbortController();
	const { signal } = listening;
	addEventListener('storage', ({ key }) => key === shelfKey && device.reread(), { signal });
	addEventListener('online', () => void device.meetRelay(), { signal });
	addEventListener('beforeunload', (event) => device.wouldLose && event.preventDefault(), {
		signal
	});
	void device.meetRelay();
	return () => listening.abort();
}

/** The browser's own memory, or null where it refuses. */
function shelf(): Storage | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}

/** Absent on a page without a secure address. */
function storageManager(): StorageManager | undefined {
	return 'storage' in navigator ? navigator.storage : undefined;
}
