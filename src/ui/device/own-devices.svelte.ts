import type { DeviceId, WorkspaceId } from '#domain/ids.ts';
import type { OwnDevices as Answer } from '#sync/session/answers.ts';
import type { Api, ApiFailure, ApiResult } from '#sync/session/api.ts';

export type OwnDevicesRelay = Pick<Api, 'ownDevices' | 'signOut' | 'withdrawDevice'>;
type Device = Answer['devices'][number];

/** What somebody can sign out: one other device, all others, or all. */
export type SigningOut =
	| { readonly kind: 'one'; readonly device: DeviceId; readonly label: string }
	| { readonly kind: 'others' | 'everywhere' };

/**
 * The devices on which somebody takes part, as the relay last told it. What it told before stays on the
 * screen while it is out of reach; `failure` says that it may be old.
 */
export class OwnDevices {
	readonly #workspace: WorkspaceId;
	readonly #relay: OwnDevicesRelay;
	#answer = $state.raw<Answer | null>(null);
	#failure = $state.raw<ApiFailure | null>(null);

	constructor(workspace: WorkspaceId, relay: OwnDevicesRelay) {
		this.#workspace = workspace;
		this.#relay = relay;
	}

	/** Those that may come in, this one first; null until the relay has answered once. */
	get devices(): readonly Device[] | null {
		const active = this.#answer?.devices.filter(({ withdrawnAt }) => withdrawnAt === null);
		return active?.toSorted((a, b) => Number(this.isThis(b)) - Number(this.isThis(a))) ?? null;
	}

	get failure(): ApiFailure | null {
		return this.#failure;
	}

	isThis({ device }: Device): boolean {
		return device === this.#answer?.thisDevice;
	}

	async ask(): Promise<void> {
		const result = await this.#relay.ownDevices(this.#workspace);
		if (result.ok) this.#answer = result.value;
		this.#failure = result.ok ? null : result.code;
	}

	/** Answers how many devices went. */
	async signOut(what: SigningOut): Promise<ApiResult<number>> {
		if (what.kind === 'one') {
			const result = await this.#relay.withdrawDevice(this.#workspace, what.device);
			void this.ask();
			return result.ok ? { ok: true, value: 1 } : result;
		}
		const which = what.kind === 'everywhere' ? 'all' : 'others';
		const result = await this.#relay.signOut(this.#workspace, which);
		if (which === 'others') void this.ask();
		return result.ok ? { ok: true, value: result.value.length } : result;
	}
}
