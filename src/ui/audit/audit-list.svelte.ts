import type { DeviceId, WorkspaceId } from '#domain/ids.ts';
import type { AuditEntry } from '#sync/session/answers.ts';
import type { Api } from '#sync/session/api.ts';
import type { ApiFailure } from '#sync/session/api-result.ts';

export type AuditRelay = Pick<Api, 'audit' | 'members'>;

/**
 * Who did what with access, as far back as somebody has looked. It lies with the relay alone; what came
 * through before stays on the screen while there is no line, and `failure` says why there is no more.
 */
export class AuditList {
	readonly #workspace: WorkspaceId;
	readonly #relay: AuditRelay;
	#entries = $state.raw<readonly AuditEntry[] | null>(null);
	#before = $state.raw<number | null>(null);
	#keptDays = $state<number | null>(null);
	#failure = $state.raw<ApiFailure | null>(null);
	#devices = $state.raw<readonly { readonly device: DeviceId; readonly label: string }[]>([]);

	constructor(workspace: WorkspaceId, relay: AuditRelay) {
		this.#workspace = workspace;
		this.#relay = relay;
	}

	/** The newest first; null until the relay has answered once. */
	get entries(): readonly AuditEntry[] | null {
		return this.#entries;
	}

	get hasOlder(): boolean {
		return this.#before !== null;
	}

	get keptDays(): number | null {
		return this.#keptDays;
	}

	/** Why the last question was not answered. */
	get failure(): ApiFailure | null {
		return this.#failure;
	}

	/** What a device was called when it joined. */
	labelOf(device: DeviceId | null): string | null {
		return this.#devices.find((one) => one.device === device)?.label ?? null;
	}

	/** Begins with the newest. */
	async ask(): Promise<void> {
		await Promise.all([this.#page(null), this.#nameDevices()]);
	}

	async older(): Promise<void> {
		if (this.#before !== null) await this.#page(this.#before);
	}

	async #page(before: number | null): Promise<void> {
		const result = await this.#relay.audit(this.#workspace, before);
		this.#failure = result.ok ? null : result.code;
		if (!result.ok) return;
		const { entries, keptDays } = result.value;
		this.#entries = before === null ? entries : [...(this.#entries ?? []), ...entries];
		this.#before = result.value.before;
		this.#keptDays = keptDays;
	}

	/** A courtesy: without it the list says as much, of "a device". */
	async #nameDevices(): Promise<void> {
		const result = await this.#relay.members(this.#workspace);
		if (!result.ok) return;
		this.#devices = result.value.members.flatMap((member) => member.devices);
	}
}
