import { toBase64 } from 'lib0/buffer';
import type { Role } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type {
	ArrivingDevice,
	ChangeRole,
	FoundWorkspace,
	Invite,
	Join,
	Leave,
	LookAtInvitation,
	MakeExample,
	NoteExport,
	RestoreWorkspace,
	SignOut
} from '#wire/api.ts';
import {
	audit,
	example,
	invitations,
	invited,
	looked,
	me,
	members,
	membership,
	nothing,
	ownDevices,
	signedOut,
	type AuditPage,
	type Example,
	type Invited,
	type Looked,
	type Members,
	type Membership,
	type OpenInvitation,
	type OwnDevices
} from './answers.ts';
import { failed, parsed, type ApiFailure, type ApiResult, type Schema } from './api-result.ts';
import type { ArrivalKey } from './arrival-key.ts';
import type { InvitationToken } from './invitation-link.ts';

export interface NewInvitation {
	/** Left out: whoever uses the link first becomes a new person. */
	readonly person?: PersonId;
	readonly role: Role;
}

export interface Joining extends InvitationToken {
	/** What a new person is called. */
	readonly name?: string;
	/** What this device is called in the list of devices. */
	readonly label: string;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const answerWithinMs = 10_000;
const strangers: readonly ApiFailure[] = ['no-session', 'not-a-member'];

/**
 * The relay's questions and answers over HTTP. Who asks is in the session cookie.
 *
 * Never rejects: what went wrong is a code, `unreachable` where no relay answered within ten seconds.
 * Each call is safe to repeat after that; founding and joining twice is doing it once.
 */
export class Api {
	readonly #arrivalKey: ArrivalKey;
	readonly #fetch: typeof fetch;
	readonly #isShared: (workspace: WorkspaceId) => boolean;

	/** @param isShared false of a workspace that was made on this device and waits for `Registrar` */
	constructor(
		arrivalKey: ArrivalKey,
		fetcher: typeof fetch = fetch,
		isShared: (workspace: WorkspaceId) => boolean = () => true
	) {
		this.#arrivalKey = arrivalKey;
		this.#isShared = isShared;
		this.#fetch = (...call) => fetcher(...call);
	}

	/** Registers a workspace that was made on this device; its maker becomes its coordinator. */
	found(workspace: WorkspaceId, person: PersonId, label: string): Promise<ApiResult<Membership>> {
		return this.#arrive(label, (device) => {
			const body: FoundWorkspace = { workspace, person, device };
			return this.#ask('POST', '/api/workspaces', membership, body);
		});
	}

	/** Puts a saved workspace back under a new id; updates travel as base64. */
	restore(
		workspace: WorkspaceId,
		person: PersonId,
		label: string,
		documents: readonly { readonly name: DocumentName; readonly update: Uint8Array }[]
	): Promise<ApiResult<Membership>> {
		const texts = documents.map(({ name, update }) => ({
			name: documentText(name),
			update: toBase64(update)
		}));
		return this.#arrive(label, (device) => {
			const body: RestoreWorkspace = { workspace, person, device, documents: texts };
			return this.#ask('POST', '/api/workspaces/restore', membership, body);
		});
	}

	/** The workspaces that this browser belongs to, as the relay knows them. */
	async memberships(): Promise<ApiResult<readonly Membership[]>> {
		const result = await this.#ask('GET', '/api/me', me);
		return result.ok ? { ok: true, value: result.value.memberships } : result;
	}

	invite(workspace: WorkspaceId, { person, role }: NewInvitation): Promise<ApiResult<Invited>> {
		const body: Invite = person === undefined ? { role } : { person, role };
		return this.#askOf(workspace, 'POST', '/invitations', invited, body);
	}

	async openInvitations(workspace: WorkspaceId): Promise<ApiResult<readonly OpenInvitation[]>> {
		const path = '/invitations';
		const result = await this.#askOf(workspace, 'GET', path, invitations);
		return result.ok ? { ok: true, value: result.value.invitations } : result;
	}

	cancelInvitation(workspace: WorkspaceId, invitation: InvitationId): Promise<ApiResult<object>> {
		const path = `/invitations/${invitation}`;
		return this.#askOf(workspace, 'DELETE', path, nothing);
	}

	/** What an invitation is for; uses nothing up. */
	look({ invitation, secret }: InvitationToken): Promise<ApiResult<Looked>> {
		const key = this.#arrivalKey.tried;
		const body: LookAtInvitation = { invitation, secret, ...(key === null ? {} : { key }) };
		return this.#ask('POST', '/api/join/look', looked, body);
	}

	join({ invitation, secret, name, label }: Joining): Promise<ApiResult<Membership>> {
		const named = name === undefined ? {} : { name };
		return this.#arrive(label, (device) => {
			const body: Join = { invitation, secret, ...named, device };
			return this.#ask('POST', '/api/join', membership, body);
		});
	}

	/** Who takes part with which devices, and which of them this is. */
	members(workspace: WorkspaceId): Promise<ApiResult<Members>> {
		return this.#askOf(workspace, 'GET', '/members', members);
	}

	/** `organisations`: for a partner, the ones whose part she keeps. */
	changeRole(
		workspace: WorkspaceId,
		person: PersonId,
		role: Role,
		organisations: readonly OrganisationId[] = []
	): Promise<ApiResult<object>> {
		const body: ChangeRole = { role, organisations };
		return this.#askOf(workspace, 'PATCH', `/members/${person}`, nothing, body);
	}

	/** Shuts a person out at once: all her devices, and the invitations that were made for her. */
	shutOut(workspace: WorkspaceId, person: PersonId): Promise<ApiResult<object>> {
		return this.#askOf(workspace, 'DELETE', `/members/${person}`, nothing);
	}

	/** Wipes all about a person, for good. Answers once she is out; the rest follows within a minute or so. */
	erase(workspace: WorkspaceId, person: PersonId): Promise<ApiResult<object>> {
		return this.#askOf(workspace, 'DELETE', `/people/${person}`, nothing);
	}

	withdrawDevice(workspace: WorkspaceId, device: DeviceId): Promise<ApiResult<object>> {
		return this.#askOf(workspace, 'DELETE', `/devices/${device}`, nothing);
	}

	/** The devices of whoever uses this one. */
	ownDevices(workspace: WorkspaceId): Promise<ApiResult<OwnDevices>> {
		return this.#askOf(workspace, 'GET', '/devices', ownDevices);
	}

	/** Withdraws her other devices, or all of them; answers which ones. */
	async signOut(
		workspace: WorkspaceId,
		which: SignOut['which']
	): Promise<ApiResult<readonly DeviceId[]>> {
		const body: SignOut = { which };
		const path = '/sign-out';
		const result = await this.#askOf(workspace, 'POST', path, signedOut, body);
		return result.ok ? { ok: true, value: result.value.withdrawn } : result;
	}

	/** Who did what with access, the newest first: the first page, or the one before `before`. */
	audit(workspace: WorkspaceId, before: number | null): Promise<ApiResult<AuditPage>> {
		const query = before === null ? '' : `?before=${before}`;
		return this.#askOf(workspace, 'GET', `/audit${query}`, audit);
	}

	/** Tells that everything was saved in a file, at `madeAt` by the clock of this device; twice is once. */
	noteExport(workspace: WorkspaceId, madeAt: number): Promise<ApiResult<object>> {
		const body: NoteExport = { madeAt };
		return this.#askOf(workspace, 'POST', '/audit/exports', nothing, body);
	}

	/** Withdraws this very device: the last one that can coordinate only when it goes `evenLast`. */
	leave(workspace: WorkspaceId, evenLast: boolean): Promise<ApiResult<object>> {
		const body: Leave = { workspace, evenLast };
		return this.#ask('POST', '/api/leave', nothing, body);
	}

	/** Has the relay make an example workspace, of which this browser is a coordinator. */
	makeExample(label: string): Promise<ApiResult<Example>> {
		return this.#arrive(label, (device) => {
			const body: MakeExample = { device };
			return this.#ask('POST', '/api/example', example, body);
		});
	}

	/** With a key, until an answer has come: the first that comes brings the cookie. */
	async #arrive<T>(
		label: string,
		ask: (device: ArrivingDevice) => Promise<ApiResult<T>>
	): Promise<ApiResult<T>> {
		const result = await ask({ label, key: this.#arrivalKey.read() });
		if (result.ok) this.#arrivalKey.throwAway();
		return result;
	}

	/** Asks of one workspace. A relay that does not know who asks says nothing of one that it was never told of. */
	async #askOf<T>(
		workspace: WorkspaceId,
		method: Method,
		path: string,
		schema: Schema<T>,
		body?: unknown
	): Promise<ApiResult<T>> {
		const result = await this.#ask(method, `/api/workspaces/${workspace}${path}`, schema, body);
		const isStranger = !result.ok && strangers.includes(result.code);
		return isStranger && !this.#isShared(workspace) ? { ok: false, code: 'not-shared' } : result;
	}

	async #ask<T>(
		method: Method,
		path: string,
		schema: Schema<T>,
		body?: unknown
	): Promise<ApiResult<T>> {
		const [response] = await Promise.allSettled([this.#send(method, path, body)]);
		if (response.status === 'rejected') return { ok: false, code: 'unreachable' };
		const [content] = await Promise.allSettled([response.value.json() as Promise<unknown>]);
		const read: unknown = content.status === 'fulfilled' ? content.value : null;
		return response.value.ok ? parsed(schema, read) : failed(response.value.status, read);
	}

	#send(method: Method, path: string, body: unknown): Promise<Response> {
		const content =
			body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
		const signal = AbortSignal.timeout(answerWithinMs);
		return this.#fetch(path, { method, cache: 'no-store', signal, ...content });
	}
}
