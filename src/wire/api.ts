/**
 * What device and relay say over HTTP: the questions, the answers and the errors.
 *
 * Ids are 16 characters of a-z0-9; instants are milliseconds since 1970. `server/README.md` gives each
 * error its cause and its cure.
 */

export type RoleText = 'coordinator' | 'partner' | 'volunteer';

/** Every error that the API answers with, as `{ error: { code, message } }`. */
export type ApiErrorCode =
	| 'malformed-request'
	| 'too-large'
	| 'too-many-requests'
	| 'wrong-origin'
	| 'unknown-address'
	| 'no-session'
	| 'not-a-member'
	| 'device-withdrawn'
	| 'session-expired'
	| 'person-erased'
	| 'not-allowed'
	| 'workspace-exists'
	| 'accounts-lost'
	| 'member-unknown'
	| 'device-unknown'
	| 'last-coordinator'
	| 'already-joined'
	| 'invitation-unknown'
	| 'invitation-used'
	| 'invitation-expired'
	| 'too-many-attempts'
	| 'no-example'
	| 'disk-full'
	| 'relay-failed';

export interface ApiError {
	readonly error: { readonly code: ApiErrorCode; readonly message: string };
}

/** A device that wants to come in. */
export interface ArrivingDevice {
	/** What it is called in the list of devices. */
	readonly label: string;
	/**
	 * 256 bits of its own chance in base64url, the same until an answer came: where the answer that brings the
	 * first cookie is lost, whoever asks again with the same key is the same, and is let in.
	 */
	readonly key?: string;
}

/** `POST /api/workspaces` → 201, or 200 when this device registered it before. */
export interface FoundWorkspace {
	readonly workspace: string;
	readonly person: string;
	readonly device: ArrivingDevice;
}

/** `POST /api/workspaces/restore` → 201: a saved workspace under a new id, whole. */
export interface RestoreWorkspace extends FoundWorkspace {
	/** Each document as one Yjs update in base64, by its name (`season/<id>`). */
	readonly documents: readonly { readonly name: string; readonly update: string }[];
}

export interface MembershipAnswer {
	readonly workspace: string;
	readonly person: string;
	readonly role: RoleText;
	readonly organisations: readonly string[];
	readonly device: string;
}

/** `GET /api/me` */
export interface MeAnswer {
	readonly memberships: readonly MembershipAnswer[];
}

/** `POST /api/workspaces/:workspace/invitations` */
export interface Invite {
	/** Left out: whoever uses the link first is made a new person. */
	readonly person?: string | undefined;
	readonly role: RoleText;
}

/** The only time that the secret is told: the relay keeps its hash. */
export interface InviteAnswer {
	readonly invitation: string;
	readonly secret: string;
	readonly expiresAt: number;
}

/** `GET /api/workspaces/:workspace/invitations` */
export interface InvitationsAnswer {
	readonly invitations: readonly OpenInvitation[];
}

export interface OpenInvitation {
	readonly invitation: string;
	readonly person: string | null;
	readonly role: RoleText;
	readonly expiresAt: number;
}

interface InvitationLink {
	readonly invitation: string;
	readonly secret: string;
}

/** `POST /api/join/look`: uses nothing up. */
export interface LookAtInvitation extends InvitationLink {
	/** `ArrivingDevice.key`, of a device that tried to come in and heard nothing. */
	readonly key?: string;
}

export interface LookAnswer {
	readonly workspace: string;
	readonly workspaceName: string | null;
	readonly role: RoleText;
	/** Null: a new person is made. */
	readonly person: string | null;
	/** What that person is called, so that she sees that the link is hers. */
	readonly personName: string | null;
}

/** `POST /api/join` → 201, or 200 when this device used the same invitation before. */
export interface Join extends InvitationLink {
	/** What a new person is called. */
	readonly name?: string | undefined;
	readonly device: ArrivingDevice;
}

/** `GET /api/workspaces/:workspace/members` */
export interface MembersAnswer {
	readonly members: readonly MemberAnswer[];
	/** The device that asks. */
	readonly thisDevice: string;
}

export interface MemberAnswer {
	readonly person: string;
	readonly role: RoleText;
	readonly organisations: readonly string[];
	readonly devices: readonly DeviceAnswer[];
}

export interface DeviceAnswer {
	readonly device: string;
	readonly label: string;
	readonly joinedAt: number;
	readonly lastSeenAt: number;
	readonly withdrawnAt: number | null;
}

/** `GET /api/workspaces/:workspace/devices`: those of whoever asks. */
export interface OwnDevicesAnswer {
	readonly devices: readonly DeviceAnswer[];
	/** The device that asks. */
	readonly thisDevice: string;
}

/** `POST /api/workspaces/:workspace/sign-out`: the devices of whoever asks. */
export interface SignOut {
	readonly which: 'others' | 'all';
}

export interface SignOutAnswer {
	/** The devices that are out now, and were not before. */
	readonly withdrawn: readonly string[];
}

/** `PATCH /api/workspaces/:workspace/members/:person` */
export interface ChangeRole {
	readonly role: RoleText;
	/** For a partner: the organisations whose part she keeps. Left out: none. */
	readonly organisations?: readonly string[] | undefined;
}

/** `GET /api/workspaces/:workspace/audit`, and with `?before=` the page before that number. */
export interface AuditAnswer {
	/** The newest first. */
	readonly entries: readonly AuditEntryAnswer[];
	/** Ask for the next page with it; null when there is none. */
	readonly before: number | null;
	/** How long an entry is kept. */
	readonly keptDays: number;
}

/** What happened to somebody's access. Ids only: the names stand in the directory. */
export interface AuditEntryAnswer {
	readonly number: number;
	/** `founded`, `joined`, …: `server/accounts/audit.ts` has them all, and a later relay may have more. */
	readonly kind: string;
	/** When the relay heard of it. */
	readonly at: number;
	/** When a device says that it did it: earlier, where it had no line. */
	readonly madeAt: number | null;
	/** Who did it; who invited, for somebody who joined. Null for the relay itself. */
	readonly by: string | null;
	/** Whom it is about. */
	readonly person: string | null;
	readonly device: string | null;
	readonly role: RoleText | null;
}

/** `POST /api/workspaces/:workspace/audit/exports` */
export interface NoteExport {
	/** By the clock of the device. */
	readonly madeAt: number;
}

/** `POST /api/leave` */
export interface Leave {
	readonly workspace: string;
	/** She knows that nobody will be left to coordinate; false when absent, and then that is refused. */
	readonly evenLast?: boolean;
}

/** `POST /api/example` */
export interface MakeExample {
	readonly device: ArrivingDevice;
}

/** `GET /health` */
export interface HealthAnswer {
	readonly status: 'ok';
	readonly version: string;
	/** Documents and sockets that are open now. */
	readonly documents: number;
	readonly sockets: number;
}
