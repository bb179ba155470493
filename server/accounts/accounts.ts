import type { Member, Role } from '#domain/access/access.ts';
import type { DeviceId, InvitationId, OrganisationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { AuditEntry, Happening } from './audit.ts';
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
	/** The number of the news (`changes`) up to which this holds. */
	readonly asOf: number;
}

/**
 * Where a session stands in a workspace: `withdrawn` and `expired` (not seen for so long that it must be
 * invited anew) when it had a place there, `erased` when all about its person was wiped, null when it
 * never did.
 */
export type Standing = Membership | 'withdrawn' | 'expired' | 'erased' | null;

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
	/** Null where it was not yet written down. */
	readonly invitedBy: PersonId | null;
	/** The device that used it up. */
	readonly usedBy: DeviceId | null;
	readonly wrongSecrets: number;
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

/** Who does something, on which device, and when. */
export interface Deed {
	readonly by: PersonId;
	readonly from: DeviceId;
	readonly at: number;
}

/** Whether the last device with which somebody can coordinate may go, too: not, unless it is said. */
export type Going = 'not-the-last' | 'even-the-last';

/** Somebody of whom nothing may be known any more. */
export interface Erasure {
	readonly workspace: WorkspaceId;
	readonly person: PersonId;
	readonly at: number;
	/** When nothing of her was left in documents and files; null until then, and while something is back. */
	readonly doneAt: number | null;
	/** When something of her was last brought back, each time later than the time before; null: never. */
	readonly broughtBackAt: number | null;
}

/** The workspaces in which something changed of who may do what, and how far this news goes. */
export interface AccountsNews {
	readonly workspaces: readonly WorkspaceId[];
	/** Each time that somebody got another role there, with its number: what she is now may be what she was. */
	readonly roles: readonly RoleChange[];
	readonly upTo: number;
}

export interface RoleChange {
	readonly workspace: WorkspaceId;
	readonly person: PersonId;
	readonly number: number;
}

/**
 * Who belongs to which workspace, with which devices.
 *
 * Holds no names: a person is an id here, and her name lies in the workspace's own directory. Secrets
 * come in as hashes only. Every method is one transaction, and those that write come one after the other,
 * on whichever relay; what they change of somebody's access they note in the audit list in the same step.
 * Time and chance are arguments. The contract suite is `tests/contracts/accounts.ts`.
 */
export interface Accounts {
	/**
	 * Registers a workspace and its first coordinator. `yours` when this session and person registered
	 * it before, `taken` when somebody else did; neither changes anything.
	 */
	found(arrival: Arrival, how: 'founded' | 'restored'): Promise<'founded' | 'yours' | 'taken'>;

	has(workspace: WorkspaceId): Promise<boolean>;

	/** Whether any workspace was ever registered. */
	hasAny(): Promise<boolean>;

	/** Makes somebody a member who has no device yet; a member already stays what she is, the erased stay out. */
	enrol(workspace: WorkspaceId, member: Member): Promise<void>;

	/** The places that this session holds now, one per workspace. */
	memberships(session: SecretHash, at: number): Promise<Membership[]>;

	membership(session: SecretHash, workspace: WorkspaceId, at: number): Promise<Standing>;

	members(workspace: WorkspaceId): Promise<MemberWithDevices[]>;

	member(workspace: WorkspaceId, person: PersonId): Promise<Member | null>;

	/** Never leaves a workspace without a coordinator who can come in. */
	setRole(
		workspace: WorkspaceId,
		person: PersonId,
		to: { readonly role: Role; readonly organisations: readonly OrganisationId[] },
		deed: Deed
	): Promise<'changed' | 'unknown' | 'last-coordinator'>;

	/**
	 * Shuts a device out for good; one that does so itself has left. `unknown` when the workspace has no such
	 * device that is still in. Leaves a workspace without a coordinator only where that is said.
	 */
	withdraw(
		workspace: WorkspaceId,
		device: DeviceId,
		deed: Deed,
		which?: Going
	): Promise<'withdrawn' | 'unknown' | 'last-coordinator'>;

	/**
	 * Shuts somebody out: every device of hers, and the invitations that were made for her. Asking again,
	 * or for somebody who has none, is harmless. Never leaves a workspace without a coordinator.
	 */
	shutOut(
		workspace: WorkspaceId,
		person: PersonId,
		deed: Deed
	): Promise<'shut-out' | 'last-coordinator'>;

	/**
	 * Somebody shuts out her own devices, all of them or all but the one she does it from, and takes back
	 * the invitations that were made for her: who has a lost phone in hand could have made one. Answers
	 * which devices went. Never leaves a workspace without a coordinator.
	 */
	signOut(
		workspace: WorkspaceId,
		which: 'all' | 'others',
		deed: Deed
	): Promise<readonly DeviceId[] | 'last-coordinator'>;

	/**
	 * Wipes what the accounts know of somebody, for good: she is no member any more, her devices lose their
	 * names, and the invitations for her go. Her devices are still told apart from strangers', so that they
	 * can be told. She joins the list of those who must not come back, and from then on nobody of that id
	 * can be enrolled or invited. Asking again is harmless. Never leaves a workspace without a coordinator.
	 */
	erase(
		workspace: WorkspaceId,
		person: PersonId,
		deed: Pick<Happening, 'by' | 'at'>
	): Promise<'erased' | 'last-coordinator' | 'unknown'>;

	/** Everybody who was ever erased, the longest ago first. */
	erasures(): Promise<Erasure[]>;

	/**
	 * Nothing of her is left in documents and files; as far as was known when this erasure was read: what
	 * was brought back since is still to be done.
	 */
	erasureDone(erasure: Erasure, at: number): Promise<void>;

	/**
	 * A device that had not heard of it brought back something of somebody who was erased there: it is to be
	 * done once more. Answers whose erasure stands for that: whatever is under way, or else the last, for
	 * to do one takes everybody out of the workspace's documents who was ever erased there.
	 */
	broughtBack(workspace: WorkspaceId, at: number): Promise<readonly PersonId[]>;

	/** Takes off the disk what was wiped before this was called (`Journal.compact`). */
	compact(): Promise<void>;

	/** Whose device it is; null when the workspace has no such device. */
	ownerOf(workspace: WorkspaceId, device: DeviceId): Promise<PersonId | null>;

	/** To the minute: a device opens a dozen documents at once, and each note is a write to disk. */
	seen(device: DeviceId, at: number): Promise<void>;

	invite(invitation: Invitation, secret: SecretHash, by: PersonId): Promise<'invited' | 'erased'>;

	invitation(id: InvitationId): Promise<StoredInvitation | null>;

	/** Invitations that somebody can still use. */
	openInvitations(workspace: WorkspaceId, at: number): Promise<Invitation[]>;

	/** Takes back an invitation that nobody used. False when there is none. */
	cancelInvitation(workspace: WorkspaceId, id: InvitationId, deed: Deed): Promise<boolean>;

	/** Somebody tried a wrong secret. After so many, on whichever relays, the invitation is taken back. */
	wrongSecret(id: InvitationId, at: number): Promise<void>;

	/**
	 * Uses an invitation up and lets its device in: at once or, when somebody was first, not at all.
	 * `unknown` when it was taken back. Somebody who is a member already keeps her role: a link never
	 * raises it.
	 */
	join(invitation: InvitationId, arrival: Arrival): Promise<'joined' | 'used' | 'unknown'>;

	/**
	 * Somebody saved everything in a file, at `madeAt` by the clock of her device; told twice, it is noted
	 * once.
	 */
	noteExport(workspace: WorkspaceId, deed: Deed, madeAt: number): Promise<void>;

	/** Notes what happened outside the accounts. */
	note(workspace: WorkspaceId, happening: Happening): Promise<void>;

	/** The newest `most` entries, those before number `before` where one is given, the newest first; none that is too old. */
	audit(
		workspace: WorkspaceId,
		page: { readonly before: number | null; readonly most: number },
		at: number
	): Promise<AuditEntry[]>;

	/** Removes what has been kept long enough. */
	forgetOld(at: number): Promise<void>;

	/**
	 * What changed since news that went up to `after`, on this relay or another; 0 asks for all. News is
	 * never late: whoever asks again with `upTo` has missed nothing.
	 */
	changes(after: number): Promise<AccountsNews>;

	/** Nothing may be called afterwards. */
	close(): Promise<void>;
}
