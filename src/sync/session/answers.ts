import * as v from 'valibot';
import {
	DeviceId,
	InvitationId,
	OrganisationId,
	PersonId,
	WorkspaceId,
	type IdKind
} from '#domain/ids.ts';

/** An id of one kind, checked as it comes in. */
function id<Id extends string>(kind: IdKind<Id>): v.CustomSchema<Id, undefined> {
	return v.custom<Id>((input) => kind.parse(input) !== null);
}

const role = v.picklist(['coordinator', 'partner', 'volunteer']);
const organisations = v.array(id(OrganisationId));

export const nothing = v.object({});

export const membership = v.object({
	workspace: id(WorkspaceId),
	person: id(PersonId),
	role,
	organisations,
	device: id(DeviceId)
});

export const me = v.object({ memberships: v.array(membership) });

export const example = v.object({ workspace: id(WorkspaceId), person: id(PersonId) });

export const invited = v.object({
	invitation: id(InvitationId),
	secret: v.string(),
	expiresAt: v.number()
});

export const invitations = v.object({
	invitations: v.array(
		v.object({
			invitation: id(InvitationId),
			person: v.nullable(id(PersonId)),
			role,
			expiresAt: v.number()
		})
	)
});

export const looked = v.object({
	workspace: id(WorkspaceId),
	workspaceName: v.nullish(v.string(), null),
	role,
	person: v.nullable(id(PersonId)),
	/** Null, too, from a relay that is older than the app. */
	personName: v.nullish(v.string(), null)
});

const devices = v.array(
	v.object({
		device: id(DeviceId),
		label: v.string(),
		joinedAt: v.number(),
		lastSeenAt: v.number(),
		withdrawnAt: v.nullable(v.number())
	})
);

export const members = v.object({
	members: v.array(v.object({ person: id(PersonId), role, organisations, devices })),
	/** Null from a relay that is older than the app. */
	thisDevice: v.nullish(id(DeviceId), null)
});

export const ownDevices = v.object({ devices, thisDevice: id(DeviceId) });

export const signedOut = v.object({ withdrawn: v.array(id(DeviceId)) });

const personOrNot = v.nullable(id(PersonId));

export const audit = v.object({
	entries: v.array(
		v.object({
			number: v.number(),
			/** A later relay may have more kinds than this app has words for. */
			kind: v.string(),
			at: v.number(),
			madeAt: v.nullable(v.number()),
			by: personOrNot,
			person: personOrNot,
			device: v.nullable(id(DeviceId)),
			role: v.nullable(role)
		})
	),
	/** Where the next page begins; null when there is none. */
	before: v.nullable(v.number()),
	keptDays: v.number()
});

export const failure = v.object({ error: v.object({ code: v.string() }) });

export type Membership = v.InferOutput<typeof membership>;
export type Looked = v.InferOutput<typeof looked>;
export type Invited = v.InferOutput<typeof invited>;
export type OpenInvitation = v.InferOutput<typeof invitations>['invitations'][number];
export type Members = v.InferOutput<typeof members>;
export type JoinedMember = v.InferOutput<typeof members>['members'][number];
export type OwnDevices = v.InferOutput<typeof ownDevices>;
export type AuditPage = v.InferOutput<typeof audit>;
export type AuditEntry = AuditPage['entries'][number];
export type Example = v.InferOutput<typeof example>;
