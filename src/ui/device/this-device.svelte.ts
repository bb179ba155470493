import { type Foundation, found } from '#document/commands/directory.ts';
import type { WorkspaceFile } from '#document/exchange/file.ts';
import { type DeviceId, type IdKind, PersonId, WorkspaceId } from '#domain/ids.ts';
import { systemClock } from '#sync/clock.ts';
import type { Looked, Membership } from '#sync/session/answers.ts';
import { type Api, type Joining } from '#sync/session/api.ts';
import { isPassing, type ApiFailure, type ApiResult } from '#sync/session/api-result.ts';
import { ExportNotes } from '#sync/session/export-notes.ts';
import type { KnownWorkspace } from '#sync/session/known-workspaces.ts';
import { onJoinedAnew } from '#sync/session/joined-anew.ts';
import { putBack } from '#sync/session/put-back.ts';
import { Registrar } from '#sync/session/registrar.ts';
import type { Shell } from '#sync/shell/shell.ts';
import { Live } from '../live.ts';
import { freshId, type OpenWorkspace } from '../workspace/open-workspace.ts';
import type { DeviceTools } from './device-tools.ts';
import { Going } from './going.svelte.ts';
import { OpenHere } from './open-here.ts';

interface Unshareable {
	readonly workspace: WorkspaceId;
	readonly code: ApiFailure;
}

/**
 * This device: which workspaces it knows, and the one that is open on it.
 *
 * Everything but joining works before the relay ever answers.
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
	readonly #exports: ExportNotes;
	readonly #openHere: OpenHere;
	/** Workspaces made here that will never be shared, and why. */
	#unshareable = $state.raw<readonly Unshareable[]>([]);

	constructor(tools: DeviceTools) {
		this.#tools = tools;
		this.api = tools.api;
		this.shell = tools.shell;
		this.known = new Live(tools.known);
		const here = new OpenHere(tools);
		this.#openHere = here;
		this.going = new Going({ known: tools.known, settle: (known) => here.settle(known) });
		tools.shell?.heldWhile(this.going.isBusy);
		onJoinedAnew(tools.known, (known) => void here.renew(known));
		this.#exports = new ExportNotes(tools.api, tools.shelf ?? null);
		this.#registrar = new Registrar({
			api: tools.api,
			known: tools.known,
			clock: tools.clock ?? systemClock,
			label: tools.label(),
			onregistered: (workspace) => this.#share(workspace),
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
		return this.#openHere.wouldLose;
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
		return this.#openHere.open(known);
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
		await this.#openHere.letGo(result.value.workspace);
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

	#share(workspace: WorkspaceId): void {
		void this.#tellExports();
		void this.#openHere.share(workspace);
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
