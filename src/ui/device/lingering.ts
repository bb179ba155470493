import type { WorkspaceId } from '#domain/ids.ts';
import type { Observable } from '#sync/observable.ts';
import { mayBeLost, type SyncStatus } from '#sync/status.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * Workspaces that nobody looks at any more, and that hold what stands nowhere else.
 *
 * On a device that keeps nothing, closing a workspace would lose what was not shared yet. So it stays
 * open behind the one she went to, goes on sharing, and closes once nothing can be lost with it.
 */
export class Lingering {
	readonly #workspaces = new Map<string, OpenWorkspace>();

	/** Whether closing the page now would lose something. */
	get wouldLose(): boolean {
		return [...this.#workspaces.values()].some(isAtRisk);
	}

	/** Where each of them stands: one that has closed since says so. */
	get statuses(): readonly Observable<SyncStatus>[] {
		return [...this.#workspaces.values()].map(({ connection }) => connection.status);
	}

	/** Closes a workspace, now or later; answers when it has closed, or lingers. */
	async close(key: string, workspace: OpenWorkspace): Promise<void> {
		if (!isAtRisk(workspace)) return workspace.connection.close();
		this.#workspaces.set(key, workspace);
		const stop = workspace.connection.status.observe(() => {
			if (this.#workspaces.get(key) !== workspace) return stop();
			if (isAtRisk(workspace)) return;
			stop();
			void this.takeBack(key)?.connection.close();
		});
	}

	/** The one that lingers under this key, to be looked at again. */
	takeBack(key: string): OpenWorkspace | null {
		const workspace = this.#workspaces.get(key) ?? null;
		this.#workspaces.delete(key);
		return workspace;
	}

	/** The relay knows a workspace now: what lingers of it may be shared. */
	share(id: WorkspaceId): void {
		for (const workspace of this.#workspaces.values())
			if (workspace.id === id) workspace.connection.connect();
	}

	/** What lingers under this key goes on with a fresh line. */
	renew(key: string): void {
		this.#workspaces.get(key)?.connection.renew();
	}

	/** Closes what lingers of a workspace, whatever is lost: it opens afresh, in another role or with a new session. */
	async end(id: WorkspaceId): Promise<void> {
		for (const [key, workspace] of [...this.#workspaces])
			if (workspace.id === id) await this.takeBack(key)?.connection.close();
	}
}

/** Whether a workspace holds what stands in this page and nowhere else. */
export function isAtRisk({ connection }: OpenWorkspace): boolean {
	return mayBeLost(connection.status.read());
}
