import type { WorkspaceId } from '#domain/ids.ts';
import type { KnownWorkspace, KnownWorkspaces } from '#sync/session/known-workspaces.ts';
import type { Leftover } from '#sync/store/device-store.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';

type Removable = Pick<WorkspaceConnection, 'wipe'>;

/** What a device lends for taking a workspace off it. */
export interface GoingPorts {
	readonly known: KnownWorkspaces;
	/** Waits for what is under way with a workspace; answers a way to take what has it open, or else can remove it. */
	readonly settle: (known: KnownWorkspace) => Promise<() => Removable>;
}

/** What should have gone from this device. */
export interface NotWiped {
	readonly workspace: WorkspaceId;
	/** What it is called; empty where nobody knows. */
	readonly name: string;
	/** Why something of it may still lie here; null once another try took it away. */
	readonly why: Leftover | null;
	readonly again: () => Promise<Leftover | null>;
}

/** Workspaces on their way off this device: the one that goes now, and what would not go. */
export class Going {
	readonly #ports: GoingPorts;
	#now = $state<WorkspaceId | null>(null);
	#left = $state.raw<NotWiped | null>(null);

	constructor(ports: GoingPorts) {
		this.#ports = ports;
		const { known } = ports;
		// She is back in it: there is nothing to remove any more.
		known.observe(() => {
			if (this.#left && known.find(this.#left.workspace)) this.putAway();
		});
	}

	get now(): WorkspaceId | null {
		return this.#now;
	}

	/** What would not go, until it is put away or she is back in it. */
	get left(): NotWiped | null {
		return this.#left;
	}

	/** Does something while a workspace counts as going, however it ends. */
	async during<T>(workspace: WorkspaceId, work: () => Promise<T>): Promise<T> {
		this.#now = workspace;
		try {
			return await work();
		} finally {
			this.#now = null;
		}
	}

	/**
	 * Removes all of a workspace, and forgets it: what would not go is told by `left`. One that was joined anew
	 * meanwhile with another link, here or in another tab, stays as it is.
	 */
	async wipe(entry: KnownWorkspace): Promise<void> {
		const { known, settle } = this.#ports;
		const { workspace, name } = entry;
		const isStill = (): boolean => known.isStill(entry);
		if (!isStill()) return;
		const take = await settle(entry);
		if (!isStill()) return;
		const connection = take();
		const why = await connection.wipe(isStill);
		if (!isStill()) return;
		known.forget(entry);
		const isGone = (): boolean => {
			known.reread();
			return known.find(workspace) === null;
		};
		if (why) this.#left = { workspace, name, why, again: () => connection.wipe(isGone) };
	}

	/** Another try, for what would not go. */
	async tryAgain(): Promise<void> {
		const left = this.#left;
		if (!left) return;
		const why = await left.again();
		if (this.#left === left) this.#left = { ...left, why };
	}

	putAway(): void {
		this.#left = null;
	}
}
