import type { DeviceId, WorkspaceId } from '#domain/ids.ts';
import type { OwnDevices as Answer } from '#sync/session/answers.ts';
import type { Api } from '#sync/session/api.ts';
import type { ApiFailure, ApiResult } from '#sync/session/api-result.ts';

type Relay = Pick<Api, 'ownDevices' | 'signOut' | 'withdrawDevice'>;
export type OwnDevice = Answer['devices'][number];

type OfOthers =
	| { readonly kind: 'one'; readonly device: DeviceId; readonly label: string }
	| { readonly kind: 'others' };

/** What somebody can sign out: one other device, all others, or all. */
export type SigningOut = OfOthers | { readonly kind: 'everywhere' };

/**
 * The devices on which somebody takes part, as the relay last told it. What it told before stays on the
 * screen while it is out of reach; `failure` says that it may be old.
 */
export class OwnDevices {
	readonly #workspace: WorkspaceId;
	readonly #relay: Relay;
	#answer = $state.raw<Answer | null>(null);
	#failure = $state.raw<ApiFailure | null>(null);

	constructor(workspace: WorkspaceId, relay: Relay) {
		this.#workspace = workspace;
		this.#relay = relay;
	}

	/** Those that may come in, this one first; null until the relay has answered once. */
	get devices(): readonly OwnDevice[] | null {
		const active = this.#answer?.devices.filter(({ withdrawnAt }) => withdrawnAt === null);
		return active?.toSorted((a, b) => Number(this.isThis(b)) - Number(this.isThis(a))) ?? null;
	}

	get failure(): ApiFailure | null {
		return this.#failure;
	}

	isThis({ device }: OwnDevice): boolean {
		return device === this.#answer?.thisDevice;
	}

	async ask(): Promise<void> {
		const result = await this.#relay.ownDevices(this.#workspace);
		if (result.ok) this.#answer = result.value;
		this.#failure = result.ok ? null : result.code;
	}

	/** Signs out one other device, or all others; answers how many went. */
	async signOut(what: OfOthers): Promise<ApiResult<number>> {
		const result = await this.#withdraw(what);
		void this.ask();
		return result;
	}

	async #withdraw(what: OfOthers): Promise<ApiResult<number>> {
		if (what.kind === 'others')
			return counted(await this.#relay.signOut(this.#workspace, 'others'));
		const result = await this.#relay.withdrawDevice(this.#workspace, what.device);
		return result.ok ? { ok: true, value: 1 } : result;
	}
}

function counted(result: ApiResult<readonly DeviceId[]>): ApiResult<number> {
	return result.ok ? { ok: true, value: result.value.length } : result;
}
