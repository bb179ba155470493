import type { WorkspaceId } from '#domain/ids.ts';
import type { Clock } from '../clock.ts';
import type { Api } from './api.ts';
import type { ApiFailure } from './api-result.ts';
import type { KnownWorkspaces } from './known-workspaces.ts';

export interface RegistrarOptions {
	readonly api: Pick<Api, 'found'>;
	readonly known: KnownWorkspaces;
	readonly clock: Clock;
	/** What this device is called in the list of devices. */
	readonly label: string;
	/** The relay knows the workspace now: its documents may be shared. */
	readonly onregistered: (workspace: WorkspaceId) => void;
	/** The relay doesn't take it, however often this page asks. */
	readonly onrefused: (workspace: WorkspaceId, code: ApiFailure) => void;
}

const firstDelayMs = 1_000;
const maxDelayMs = 30_000;

/** Reasons that another try can't change, while this page is open. */
const final: readonly ApiFailure[] = [
	'workspace-exists',
	'accounts-lost',
	'device-withdrawn',
	'person-erased',
	'malformed-request'
];

/**
 * Registers the workspaces that were made without a relay, as soon as there is one.
 *
 * Asking twice is harmless (the relay answers 200 to the same maker), so a lost answer costs nothing.
 */
export class Registrar {
	readonly #options: RegistrarOptions;
	readonly #refused = new Set<WorkspaceId>();
	#cancel: () => void = () => undefined;
	#attempt = 0;
	#busy = false;
	#stopped = false;

	constructor(options: RegistrarOptions) {
		this.#options = options;
	}

	/** Tries now, and again later while anything waits. Call it when a workspace is made, or the network is back. */
	async attempt(): Promise<void> {
		if (this.#busy || this.#stopped) return;
		this.#busy = true;
		this.#cancel();
		for (const workspace of this.#waiting()) await this.#register(workspace);
		this.#busy = false;
		if (this.#waiting().length > 0) this.#later();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancel();
	}

	#waiting(): WorkspaceId[] {
		const waiting = this.#options.known.read().filter(({ registered }) => !registered);
		return waiting
			.map(({ workspace }) => workspace)
			.filter((workspace) => !this.#refused.has(workspace));
	}

	async #register(workspace: WorkspaceId): Promise<void> {
		const { api, known, label, onregistered, onrefused } = this.#options;
		const entry = known.find(workspace);
		if (!entry) return;
		const result = await api.found(workspace, entry.person, label);
		if (result.ok) {
			this.#attempt = 0;
			known.amend(workspace, { registered: true });
			onregistered(workspace);
		} else if (final.includes(result.code)) {
			this.#refused.add(workspace);
			onrefused(workspace, result.code);
		}
	}

	#later(): void {
		if (this.#stopped) return;
		const ceiling = Math.min(firstDelayMs * 2 ** this.#attempt++, maxDelayMs);
		const delay = ceiling * (0.5 + this.#options.clock.chance() / 2);
		this.#cancel = this.#options.clock.after(delay, () => void this.attempt());
	}
}
