import type { JoinedMember, OpenInvitation } from '#sync/session/answers.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';

/** What the relay says of who belongs to the workspace. */
export interface Belonging {
	readonly members: readonly JoinedMember[];
	readonly invitations: readonly OpenInvitation[];
	/** Which of the devices this is; null when the relay does not say. */
	readonly thisDevice: DeviceId | null;
}

/** With how many devices somebody may come in, and how many links still wait for her. */
export interface Access {
	readonly devices: number;
	readonly invitations: number;
}

/** Null while the relay has not told. */
export function accessOf(person: PersonId, belonging: Belonging | null): Access | null {
	if (!belonging) return null;
	const member = belonging.members.find((one) => one.person === person);
	return {
		devices: member?.devices.filter(({ withdrawnAt }) => withdrawnAt === null).length ?? 0,
		invitations: belonging.invitations.filter((one) => one.person === person).length
	};
}

/** Whether the relay would let her in, as far as it told. */
export function mayComeIn(person: PersonId, belonging: Belonging | null): boolean {
	const access = accessOf(person, belonging);
	return access !== null && access.devices + access.invitations > 0;
}

/** How far somebody is with taking part on a device of her own. */
export type Joining =
	| { readonly kind: 'joined'; readonly devices: number; readonly lastSeenAt: number }
	/** She took part, but all her devices were withdrawn. */
	| { readonly kind: 'shut-out' }
	| { readonly kind: 'invited'; readonly expiresAt: number }
	| { readonly kind: 'never' };

export function joiningOf(person: PersonId, { members, invitations }: Belonging): Joining {
	const member = members.find((one) => one.person === person);
	const devices = member?.devices.filter(({ withdrawnAt }) => withdrawnAt === null) ?? [];
	if (devices.length > 0) {
		const lastSeenAt = Math.max(...devices.map((device) => device.lastSeenAt));
		return { kind: 'joined', devices: devices.length, lastSeenAt };
	}
	const invitation = invitations
		.filter((one) => one.person === person)
		.toSorted((a, b) => b.expiresAt - a.expiresAt)[0];
	if (invitation) return { kind: 'invited', expiresAt: invitation.expiresAt };
	return { kind: member && member.devices.length > 0 ? 'shut-out' : 'never' };
}

/** Nobody else could coordinate: her role must stay, and so must her last device. */
export function isLastCoordinator(person: PersonId, members: readonly JoinedMember[]): boolean {
	const coordinators = members.filter(
		({ role, devices }) =>
			role === 'coordinator' && devices.some(({ withdrawnAt }) => withdrawnAt === null)
	);
	return coordinators.length === 1 && coordinators[0]?.person === person;
}
