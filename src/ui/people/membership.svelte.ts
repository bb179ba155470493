import type { Role } from '#domain/access/access.ts';
import type { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Invited } from '#sync/session/answers.ts';
import type { Api, NewInvitation } from '#sync/session/api.ts';
import type { ApiFailure, ApiResult } from '#sync/session/api-result.ts';
import type { Belonging } from './joined.ts';

/** The questions about who takes part that only the relay can answer. */
export type MembershipRelay = Pick<
	Api,
	| 'members'
	| 'openInvitations'
	| 'invite'
	| 'cancelInvitation'
	| 'changeRole'
	| 'withdrawDevice'
	| 'shutOut'
	| 'erase'
>;

/**
 * Who takes part with which device, as the relay last told it. What it told before stays on the screen
 * while it is out of reach; `failure` says that it may be old.
 */
export class Membership {
	readonly #workspace: WorkspaceId;
	readonly #relay: MembershipRelay;
	#belonging = $state.raw<Belonging | null>(null);
	#failure = $state.raw<ApiFailure | null>(null);

	constructor(workspace: WorkspaceId, relay: MembershipRelay) {
		this.#workspace = workspace;
		this.#relay = relay;
	}

	/** Null until the relay has answered once. */
	get belonging(): Belonging | null {
		return this.#belonging;
	}

	/** Why the last question was not answered. */
	get failure(): ApiFailure | null {
		return this.#failure;
	}

	async ask(): Promise<void> {
		const [members, invitations] = await Promise.all([
			this.#relay.members(this.#workspace),
			this.#relay.openInvitations(this.#workspace)
		]);
		if (members.ok && invitations.ok) {
			this.#belonging = { ...members.value, invitations: invitations.value };
			this.#failure = null;
		} else if (!members.ok) this.#failure = members.code;
		else if (!invitations.ok) this.#failure = invitations.code;
	}

	async invite(invitation: NewInvitation): Promise<ApiResult<Invited>> {
		return this.#thenAsk(await this.#relay.invite(this.#workspace, invitation));
	}

	async cancel(invitation: InvitationId): Promise<ApiResult<object>> {
		return this.#thenAsk(await this.#relay.cancelInvitation(this.#workspace, invitation));
	}

	async withdraw(device: DeviceId): Promise<ApiResult<object>> {
		return this.#thenAsk(await this.#relay.withdrawDevice(this.#workspace, device));
	}

	/** Shuts a person out with all her devices. */
	async shutOut(person: PersonId): Promise<ApiResult<object>> {
		return this.#thenAsk(await this.#relay.shutOut(this.#workspace, person));
	}

	/** Wipes all about a person, for good. */
	async erase(person: PersonId): Promise<ApiResult<object>> {
		return this.#thenAsk(await this.#relay.erase(this.#workspace, person));
	}

	async changeRole(
		person: PersonId,
		role: Role,
		organisations: readonly OrganisationId[]
	): Promise<ApiResult<object>> {
		return this.#thenAsk(
			await this.#relay.changeRole(this.#workspace, person, role, organisations)
		);
	}

	#thenAsk<T>(result: ApiResult<T>): ApiResult<T> {
		void this.ask();
		return result;
	}
}
