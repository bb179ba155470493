import type { Observable } from '../observable.ts';
import type { SyncStatus } from '../status.ts';

/**
 * Calls `ask` once for each time that there is a line to the relay; returns a way to stop.
 *
 * What somebody may do can have changed until the line was there. From then on the relay cuts the line
 * whenever it changes: who asks after that, each time, is never left in a role that has ended.
 */
export function onEachLine(status: Observable<SyncStatus>, ask: () => void): () => void {
	let hasAsked = false;
	const look = (): void => {
		const standing = lineOf(status.read());
		if (standing === 'none') hasAsked = false;
		if (standing !== 'there' || hasAsked) return;
		hasAsked = true;
		ask();
	};
	look();
	return status.observe(look);
}

function lineOf(status: SyncStatus): 'none' | 'unknown' | 'there' {
	switch (status.kind) {
		case 'offline':
			return 'none';
		case 'opening':
		case 'closed':
			return 'unknown';
		case 'not-saved':
			return status.sharing === 'no-line' ? 'none' : 'there';
		default:
			return 'there';
	}
}
