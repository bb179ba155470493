import type { Member, Role } from '#domain/access/access.ts';
import {
	DeviceId,
	InvitationId,
	OrganisationId,
	PersonId,
	WorkspaceId,
	type IdKind
} from '#domain/ids.ts';
import type { AccountsNews, Device, Membership, StoredInvitation } from './accounts.ts';
import { auditKinds, type AuditEntry, type AuditKind } from './audit.ts';
import type { SecretHash } from './secrets.ts';
import type { Row } from './sql.ts';

const roles: readonly unknown[] = ['coordinator', 'partner', 'volunteer'] satisfies Role[];

export function memberFrom(row: Row): Member {
	return {
		person: idFrom(PersonId, row.person),
		role: roleFrom(row.role),
		organisations: organisationsFrom(row.organisations)
	};
}

export function membershipFrom(row: Row): Membership {
	return {
		workspace: idFrom(WorkspaceId, row.workspace),
		member: memberFrom(row),
		device: idFrom(DeviceId, row.device),
		asOf: Number(row.as_of)
	};
}

export function deviceFrom(row: Row): Device {
	return {
		id: idFrom(DeviceId, row.id),
		label: String(row.label),
		joinedAt: Number(row.joined_at),
		lastSeenAt: Number(row.last_seen_at),
		withdrawnAt: row.withdrawn_at === null ? null : Number(row.withdrawn_at)
	};
}

export function invitationFrom(row: Row): StoredInvitation {
	return {
		id: idFrom(InvitationId, row.id),
		workspace: idFrom(WorkspaceId, row.workspace),
		person: PersonId.parse(row.person),
		role: roleFrom(row.role),
		expiresAt: Number(row.expires_at),
		secret: String(row.secret) as SecretHash,
		invitedBy: PersonId.parse(row.invited_by),
		usedBy: DeviceId.parse(row.used_by),
		wrongSecrets: Number(row.wrong_secrets)
	};
}

/** Nothing for an entry of a kind that a later version wrote. */
export function auditEntryFrom(row: Row): AuditEntry[] {
	const kind = auditKinds.find((known): known is AuditKind => known === row.kind);
	if (kind === undefined) return [];
	return [
		{
			...{ number: Number(row.revision), kind, at: Number(row.at) },
			madeAt: row.made_at === null ? null : Number(row.made_at),
			by: PersonId.parse(row.done_by),
			person: PersonId.parse(row.person),
			device: DeviceId.parse(row.device),
			role: row.role === null ? null : roleFrom(row.role)
		}
	];
}

export function newsFrom(rows: readonly Row[], after: number): AccountsNews {
	const roles = rows.flatMap((row) =>
		row.person === null
			? []
			: {
					workspace: idFrom(WorkspaceId, row.id),
					person: idFrom(PersonId, row.person),
					number: Number(row.number)
				}
	);
	return {
		workspaces: [...new Set(rows.map((row) => idFrom(WorkspaceId, row.id)))],
		roles,
		upTo: rows.reduce((most, row) => Math.max(most, Number(row.revision)), after)
	};
}

function idFrom<Id extends string>(kind: IdKind<Id>, value: unknown): Id {
	const id = kind.parse(value);
	if (id === null)
		throw new TypeError('the accounts hold an id that is none: were they edited by hand?');
	return id;
}

/** The least rights for a role that this version doesn't know. */
function roleFrom(value: unknown): Role {
	return roles.includes(value) ? (value as Role) : 'volunteer';
}

function organisationsFrom(value: unknown): OrganisationId[] {
	const list: unknown = JSON.parse(String(value));
	if (!Array.isArray(list)) return [];
	return list.map((id) => OrganisationId.parse(id)).filter((id) => id !== null);
}
