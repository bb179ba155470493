import { type Foundation, found } from '#document/commands/directory.ts';
import type { WorkspaceFile } from '#document/exchange/file.ts';
import { type DeviceId, type IdKind, PersonId, WorkspaceId } from '#domain/ids.ts';
import { systemClock } from '#sync/clock.ts';
import type { Looked, Membership } from '#sync/session/answers.ts';
import {
	isPassing,
	type Api,
	type ApiFailure,
	type ApiResult,
	type Joining
} from '#sync/session/api.ts';
import { ExportNotes } from '#sync/session/export-notes.ts';
import { type KnownWorkspace, memberOf } from '#sync/session/known-workspaces.ts';
import { onJoinedAnew } from '#sync/session/joined-anew.ts';
import { putBack } from '#sync/session/put-back.ts';
import { Registrar } from '#sync/session/registrar.ts';
import type { Shell } from '#sync/shell/shell.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { Live } from '../live.ts';
import { OpenWorkspace, freshId } from '../workspace/open-workspace.ts';
import type { DeviceTools } from './device-tools.ts';
import { Going } from './going.svelte.ts';
import { isAtRisk, Lingering } from './lingering.ts';
import { openingKey } from './opening-key.ts';

interface Unshareable {
	readonly workspace: WorkspaceId;
	readonly code: ApiFailure;
}

interface Opened {
	readonly key: string;
	readonly id: WorkspaceId;
	readonly workspace: Promise<OpenWorkspace>;
}

/**
 * This device: which workspaces it knows, and the one that is open on it.
 *
 * Everything but joining works before the relay ever answers. One workspace is open at a time; opening
 * another, or the same one in another role, closes it first, unless that would lose something.
 */
export class ThisDevice {
	readonly api: Api;
	readonly shell: Shell | null;
	/** The workspaces of this device, newest first. */
	readonly known: Live<readonly KnownWorkspace[]>;
	/** What goes from it now, and what would not go. */
	readonly going: Going;
	readonly #tools: DeviceTools;
	readonly #registrar: Registrar;
	readonly #lingering = new Lingering();
	readonly #exports: ExportNotes;
	#opened: Opened | null = null;
	/** The one that is open, once it is. */
	#current: OpenWorkspace | null = null;
	/** Workspaces made here that will never be shared, and why. */
	#unshareable = $state.raw<readonly Unshareable[]>([]);

	constructor(tools: DeviceTools) {
		this.#tools = tools;
		this.api = tools.api;
		this.shell = tools.shell;
		this.known = new Live(tools.known);
		this.going = new Going({ known: tools.known, settle: (known) => this.#settle(known) });
		onJoinedAnew(tools.known, (known) => void this.#renew(known));
		this.#exports = new ExportNotes(tools.api, tools.shelf ?? null);
		this.#registrar = new Registrar({
			api: tools.api,
			known: tools.known,
			clock: tools.clock ?? systemClock,
			label: tools.label(),
			onregistered: (workspace) => void this.#share(workspace),
			onrefused: (workspace, code) =>
				(this.#unshareable = [...this.#unshareable, { workspace, code }])
		});
	}

	get label(): string {
		return this.#tools.label();
	}

	/**
	 * Registers what was made without a network, tells what was saved then, and asks what each role is now. Answers
	 * whether she was told that; false where it may help to ask again.
	 */
	async meetRelay(): Promise<boolean> {
		await this.#registrar.attempt();
		void this.#tellExports();
		if (!this.#tools.known.read().some(({ registered }) => registered)) return true;
		const memberships = await this.api.memberships();
		if (memberships.ok) this.#tools.known.follow(memberships.value);
		return memberships.ok || !isPassing(memberships.code);
	}

	/** Whether closing the page now would lose what stands in it and nowhere else. */
	get wouldLose(): boolean {
		return (this.#current !== null && isAtRisk(this.#current)) || this.#lingering.wouldLose;
	}

	/** Everything of a workspace was saved in a file: the relay hears of it now, or when there is a line. */
	noteExport(workspace: WorkspaceId, madeAt: number): void {
		this.#exports.add(workspace, madeAt);
		void this.#tellExports();
	}

	#tellExports(): Promise<void> {
		return this.#exports.tell((one) => this.#tools.known.find(one)?.registered === true);
	}

	/** Another tab may have joined, or left. */
	reread(): void {
		this.#tools.known.reread();
	}

	unshareable(workspace: WorkspaceId): ApiFailure | null {
		return this.#unshareable.find((one) => one.workspace === workspace)?.code ?? null;
	}

	find(workspace: WorkspaceId): KnownWorkspace | null {
		return this.known.current.find((known) => known.workspace === workspace) ?? null;
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

	/** Makes a workspace on this device, with or without a network; answers where it is. */
	async found(foundation: Foundation): Promise<WorkspaceId> {
		const known: KnownWorkspace = {
			workspace: fresh(WorkspaceId),
			person: fresh(PersonId),
			name: foundation.name,
			role: 'coordinator',
			organisations: [],
			registered: false,
			joinedAt: Date.now()
		};
		const workspace = await this.open(known);
		// Setting up is not something to undo.
		found(workspace.step(), workspace.documents, foundation);
		// The relay must not know of a workspace that only this page holds: leaving it would leave it empty.
		await workspace.connection.whenKept();
		this.#tools.known.remember(known);
		this.#tools.keep?.();
		void this.#registrar.attempt();
		return known.workspace;
	}

	async join(joining: Joining, looked: Looked): Promise<ApiResult<Membership>> {
		const result = await this.api.join(joining);
		if (!result.ok) return result;
		await this.#letGo(result.value.workspace);
		this.#remember(result.value, looked.workspaceName ?? '');
		return result;
	}

	/** Whether this device is still one of the workspace's: what it knows may have been withdrawn since. */
	async belongsTo(workspace: WorkspaceId): Promise<boolean> {
		if (!this.#tools.known.find(workspace)) return false;
		const memberships = await this.api.memberships();
		return memberships.ok && memberships.value.some((one) => one.workspace === workspace);
	}

	/** Has the relay make an example, and remembers it as a workspace of this device. */
	async makeExample(name: string): Promise<ApiResult<WorkspaceId>> {
		const result = await this.api.makeExample(this.label);
		if (!result.ok) return result;
		const { workspace, person } = result.value;
		this.#note({ workspace, person, role: 'coordinator', organisations: [] }, name);
		return { ok: true, value: workspace };
	}

	/** Puts a saved file back as a new workspace of this device; `person` becomes its coordinator. */
	async putBack(file: WorkspaceFile, person: PersonId): Promise<ApiResult<WorkspaceId>> {
		const workspace = fresh(WorkspaceId);
		const result = await putBack(this.api, file, { workspace, person, label: this.label });
		if (!result.ok) return result;
		this.#remember(result.value, file.workspace.name ?? '');
		return { ok: true, value: workspace };
	}

	/** What a workspace is called changes in its documents; the list follows. */
	rename(workspace: WorkspaceId, name: string): void {
		if (this.#tools.known.find(workspace)?.name !== name)
			this.#tools.known.amend(workspace, { name });
	}

	/**
	 * Tells the relay that this device goes (where it can), and removes the workspace from it as `wipe` does. Nothing
	 * is removed when nobody could coordinate any more, unless it goes `evenLast`, nor is anything told when she
	 * has come back by a new link meanwhile (null).
	 */
	async leave(workspace: WorkspaceId, evenLast: boolean): Promise<ApiResult<object> | null> {
		const known = this.#tools.known.find(workspace);
		if (!known || !this.#tools.known.isStill(known)) return null;
		return this.#go(workspace, () => this.api.leave(workspace, evenLast), true);
	}

	/** Signs her out on all her devices. Where the relay agrees, the workspace goes from this one. */
	signOutEverywhere(workspace: WorkspaceId): Promise<ApiResult<readonly DeviceId[]>> {
		return this.#go(workspace, () => this.api.signOut(workspace, 'all'), false);
	}

	/** Whether she is about to go from it here: that its line is cut meanwhile is her own doing. */
	isLeaving(workspace: WorkspaceId): boolean {
		return this.going.now === workspace;
	}

	/** Removes all of a workspace from this device; what would not go is told by `going`. */
	async wipe(workspace: WorkspaceId): Promise<void> {
		const known = this.#tools.known.find(workspace);
		if (known) await this.going.during(workspace, () => this.going.wipe(known));
	}

	async #settle(known: KnownWorkspace): Promise<() => WorkspaceConnection> {
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

	#go<T>(
		workspace: WorkspaceId,
		tell: () => Promise<ApiResult<T>>,
		alsoUntold: boolean
	): Promise<ApiResult<T>> {
		const known = this.#tools.known.find(workspace);
		return this.going.during(workspace, async () => {
			await this.#tellExports();
			const told = await tell();
			const isLast = !told.ok && told.code === 'last-coordinator';
			if (known && (told.ok || (alsoUntold && !isLast))) await this.going.wipe(known);
			return told;
		});
	}

	async #exchange(before: Opened | null, known: KnownWorkspace): Promise<OpenWorkspace> {
		if (before) await this.#leave(before, known);
		const workspace = this.#lingering.takeBack(openingKey(known)) ?? (await this.#begin(known));
		this.#current = workspace;
		this.shell?.heldBy(workspace.connection.status);
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
	async #letGo(workspace: WorkspaceId): Promise<void> {
		await this.#lingering.end(workspace);
		const opened = await this.#opened?.workspace;
		if (opened?.id !== workspace) return;
		this.#opened = null;
		await opened.connection.close();
	}

	/** What the old line was refused it may be given now. In another role it opens anew by itself. */
	async #renew(known: KnownWorkspace): Promise<void> {
		const key = openingKey(known);
		this.#lingering.renew(key);
		if (this.#opened?.key !== key) return;
		const [opened] = await Promise.allSettled([this.#opened.workspace]);
		if (opened.status === 'fulfilled') opened.value.connection.renew();
	}

	async #share(workspace: WorkspaceId): Promise<void> {
		void this.#tellExports();
		this.#lingering.share(workspace);
		const opened = await this.#opened?.workspace;
		if (opened?.id === workspace) opened.connection.connect();
	}

	/** What is a person's own is worth asking the browser for; an example is not. */
	#remember(joined: Membership, name: string): void {
		this.#note(joined, name);
		this.#tools.keep?.();
	}

	#note(joined: Omit<Membership, 'device'>, name: string): void {
		const { workspace, person, role, organisations } = joined;
		const known = { workspace, person, role, organisations, name };
		this.#tools.known.remember({ ...known, registered: true, joinedAt: Date.now() });
	}
}

function fresh<Id extends string>(kind: IdKind<Id>): Id {
	const id = kind.parse(freshId());
	if (id === null) throw new Error('a fresh id is always one of its kind');
	return id;
}
