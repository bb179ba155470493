import type { WorkspaceId } from '#domain/ids.ts';
import { type KnownWorkspace, memberOf } from '#sync/session/known-workspaces.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { DeviceTools } from './device-tools.ts';
import { isAtRisk, Lingering } from './lingering.ts';
import { openingKey } from './opening-key.ts';

interface Opened {
	readonly key: string;
	readonly id: WorkspaceId;
	readonly workspace: Promise<OpenWorkspace>;
}

/**
 * What is open on this device: one workspace at a time. Opening another, or the same one in another role, closes it
 * first, unless that would lose something.
 */
export class OpenHere {
	readonly #tools: Pick<DeviceTools, 'connection' | 'shell'>;
	readonly #lingering = new Lingering();
	#opened: Opened | null = null;
	/** The one that is open, once it is. */
	#current: OpenWorkspace | null = null;

	constructor(tools: Pick<DeviceTools, 'connection' | 'shell'>) {
		this.#tools = tools;
	}

	/** Whether closing the page now would lose what stands in it and nowhere else. */
	get wouldLose(): boolean {
		return (this.#current !== null && isAtRisk(this.#current)) || this.#lingering.wouldLose;
	}

	/** Opens a workspace from the device, and begins to share it once the relay knows it. */
	open(known: KnownWorkspace): Promise<OpenWorkspace> {
		const key = openingKey(known);
		if (this.#opened?.key === key) return this.#opened.workspace;
		const workspace = this.#exchange(this.#opened, known);
		this.#opened = { key, id: known.workspace, workspace };
		void this.#follow(workspace);
		return workspace;
	}

	/** What failed to open, or what another tab closed to wipe it, opens afresh the next time. */
	async #follow(workspace: Promise<OpenWorkspace>): Promise<void> {
		const forget = (): void => {
			if (this.#opened?.workspace === workspace) this.#opened = null;
		};
		const [opened] = await Promise.allSettled([workspace]);
		if (opened.status === 'rejected') return forget();
		const { status } = opened.value.connection;
		status.observe(() => status.read().kind === 'closed' && forget());
	}

	/** Waits for what is under way with a workspace; answers a way to take what has it open, or else can remove it. */
	async settle(known: KnownWorkspace): Promise<() => WorkspaceConnection> {
		const { workspace } = known;
		await this.#lingering.end(workspace);
		const before = this.#opened?.id === workspace ? this.#opened : null;
		const [opened] = await Promise.allSettled([before?.workspace]);
		return () => {
			if (this.#opened?.id === workspace) this.#opened = null;
			const connection = opened.status === 'fulfilled' ? opened.value?.connection : null;
			// What could not be opened can be removed all the same.
			return connection ?? this.#tools.connection(workspace, memberOf(known));
		};
	}

	async #exchange(before: Opened | null, known: KnownWorkspace): Promise<OpenWorkspace> {
		if (before) await this.#leave(before, known);
		const workspace = this.#lingering.takeBack(openingKey(known)) ?? (await this.#begin(known));
		this.#current = workspace;
		this.#tools.shell?.heldBy([workspace.connection.status, ...this.#lingering.statuses]);
		return workspace;
	}

	/** Two connections to one workspace would be in each other's way: the one in the old role has to go. */
	async #leave(before: Opened, next: KnownWorkspace): Promise<void> {
		const [previous] = await Promise.allSettled([before.workspace]);
		if (previous.status === 'rejected') return;
		if (before.id === next.workspace) await previous.value.connection.close();
		else await this.#lingering.close(before.key, previous.value);
	}

	async #begin(known: KnownWorkspace): Promise<OpenWorkspace> {
		const member = memberOf(known);
		await this.#lingering.end(known.workspace);
		const connection = this.#tools.connection(known.workspace, member);
		const workspace = await OpenWorkspace.open(known.workspace, member, connection);
		if (known.registered) connection.connect();
		return workspace;
	}

	/** Closes a workspace that is open, so that it opens afresh: its lines may have been refused for good. */
	async letGo(workspace: WorkspaceId): Promise<void> {
		await this.#lingering.end(workspace);
		const opened = await this.#opened?.workspace;
		if (opened?.id !== workspace) return;
		this.#opened = null;
		await opened.connection.close();
	}

	/** What the old line was refused it may be given now. In another role it opens anew by itself. */
	async renew(known: KnownWorkspace): Promise<void> {
		const key = openingKey(known);
		this.#lingering.renew(key);
		if (this.#opened?.key !== key) return;
		const [opened] = await Promise.allSettled([this.#opened.workspace]);
		if (opened.status === 'fulfilled') opened.value.connection.renew();
	}

	/** The relay knows a workspace now: what is open of it is shared. */
	async share(workspace: WorkspaceId): Promise<void> {
		this.#lingering.share(workspace);
		const opened = await this.#opened?.workspace;
		if (opened?.id === workspace) opened.connection.connect();
	}
}
