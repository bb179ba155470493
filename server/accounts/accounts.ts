import type { Member, Role } from '#domain/access/access.ts';
import type { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { SecretHash } from './secrets.ts';

/** A device of a member, as coordinators see it. Instants are milliseconds since 1970. */
export interface Device {
	readonly id: DeviceId;
	readonly label: string;
	readonly joinedAt: number;
	readonly lastSeenAt: number;
	/** When it was withdrawn or left; null while it may come in. */
	readonly withdrawnAt: number | null;
}

/** One browser's place in one workspace. */
export interface Membership {
	readonly workspace: WorkspaceId;
	readonly member: Member;
	readonly device: DeviceId;
}

export interface MemberWithDevices {
	readonly member: Member;
	readonly devices: readonly Device[];
}

export interface Invitation {
	readonly id: InvitationId;
	readonly workspace: WorkspaceId;
	/** Who is invited; null for whoever comes first. */
	readonly person: PersonId | null;
	readonly role: Role;
	readonly expiresAt: number;
}

export interface StoredInvitation extends Invitation {
	readonly secret: SecretHash;
	/** The device that used it up. */
	readonly usedBy: DeviceId | null;
}

/** A device that comes in: whose, with which session, since when. */
export interface Arrival {
	readonly workspace: WorkspaceId;
	readonly person: PersonId;
	readonly session: SecretHash;
	readonly device: DeviceId;
	readonly label: string;
	readonly at: number;
}

/**
 * Who belongs to which workspace, with which devices.
 *
 * Holds no names: a person is an id here, and her name lies in the workspace's own directory. Secrets
 * come in as hashes only. Every method is one transaction, and those that write come one after the other,
 * on whichever relay; time and chance are arguments. The contract suite is `tests/contracts/accounts.ts`.
 */
export interface Accounts {
	/**
	 * Registers a workspace and its first coordinator. `yours` when this session and person registered
	 * it before, `taken` when somebody else did; neither changes anything.
	 */
	found(arrival: Arrival): Promise<'founded' | 'yours' | 'taken'>;

	has(workspace: WorkspaceId): Promise<boolean>;

	/** Makes somebody a member who has no device yet; a member already keeps her role. */
	enrol(workspace: WorkspaceId, person: PersonId, role: Role): Promise<void>;

	/** The places that this session holds now, one per workspace. */
	memberships(session: SecretHash): Promise<Membership[]>;

	/** This session's place in a workspace; `withdrawn` when it had one, null when it never did. */
	membership(session: SecretHash, workspace: WorkspaceId): Promise<Membership | 'withdrawn' | null>;

	members(workspace: WorkspaceId): Promise<MemberWithDevices[]>;

	member(workspace: WorkspaceId, person: PersonId): Promise<Member | null>;

	/** Never leaves a workspace without a coordinator. */
	setRole(
		workspace: WorkspaceId,
		person: PersonId,
		role: Role,
		organisations: readonly OrganisationId[]
	): Promise<'changed' | 'unknown' | 'last-coordinator'>;

	/** Shuts a device out for good. False when the workspace has no such device that is still in. */
	withdraw(workspace: WorkspaceId, device: DeviceId, at: number): Promise<boolean>;

	/**
	 * Shuts somebody out: every device of hers, and the invitations that were made for her. Asking again,
	 * or for somebody who has none, is harmless. Never leaves a workspace without a coordinator.
	 */
	shutOut(
		workspace: WorkspaceId,
		person: PersonId,
		at: number
	): Promise<'shut-out' | 'last-coordinator'>;

	/** Whose device it is; null when the workspace has no such device. */
	ownerOf(workspace: WorkspaceId, device: DeviceId): Promise<PersonId | null>;

	/** To the minute: a device opens a dozen documents at once, and each note is a write to disk. */
	seen(device: DeviceId, at: number): Promise<void>;

	invite(invitation: Invitation, secret: SecretHash): Promise<void>;

	invitation(id: InvitationId): Promise<StoredInvitation | null>;

	/** Invitations that somebody can still use. */
	openInvitations(workspace: WorkspaceId, at: number): Promise<Invitation[]>;

	/** Takes back an invitation that nobody used. False when there is none. */
	cancelInvitation(workspace: WorkspaceId, id: InvitationId): Promise<boolean>;

	/**
	 * Uses an invitation up and lets its device in: at once or, when somebody was first, not at all.
	 * Somebody who is a member already keeps her role: a link never raises it.
	 */
	join(invitation: InvitationId, arrival: Arrival): Promise<'joined' | 'used'>;

	/** Nothing may be called afterwards. */
	close(): Promise<void>;
}
