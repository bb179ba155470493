import type { Member, Role } from '#domain/access/access.ts';
import { InvitationId, PersonId } from '#domain/ids.ts';
import type { InvitationsAnswer, InviteAnswer } from '#wire/api.ts';
import * as v from 'valibot';
import { hashOf, newInvitationSecret } from '../accounts/secrets.ts';
import { answer, refusal, type Answer } from './answer.ts';
import {
	bodyOf,
	coordinatorOf,
	deedOf,
	fresh,
	idSchema,
	membershipOf,
	roleSchema,
	type ApiContext,
	type Call
} from './call.ts';

const hourMs = 3_600_000;

const inviteSchema = v.object({ person: v.optional(idSchema(PersonId)), role: roleSchema });

/** Coordinators invite anybody; everyone else herself, on a second device. */
export async function invite(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await membershipOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const body = bodyOf(inviteSchema, call);
	if (!body) return refusal('malformed-request');
	if (!mayInvite(membership.member, body)) return refusal('not-allowed');
	const secret = newInvitationSecret(context.random);
	const invitation = {
		id: fresh(InvitationId, context.newId),
		workspace: membership.workspace,
		person: body.person ?? null,
		role: body.role,
		expiresAt: call.atMs + Math.round(context.limits.invitationHours * hourMs)
	};
	const by = membership.member.person;
	if ((await context.accounts.invite(invitation, hashOf(secret), by)) === 'erased')
		return refusal('person-erased');
	const told: InviteAnswer = {
		invitation: invitation.id,
		secret,
		expiresAt: invitation.expiresAt
	};
	return answer(201, told);
}

function mayInvite(member: Member, whom: { person?: PersonId | undefined; role: Role }): boolean {
	if (member.role === 'coordinator') return true;
	return whom.person === member.person && whom.role === member.role;
}

export async function openInvitations(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const open = await context.accounts.openInvitations(membership.workspace, call.atMs);
	const body: InvitationsAnswer = {
		invitations: open.map(({ id, person, role, expiresAt }) => ({
			...{ invitation: id, person, role, expiresAt }
		}))
	};
	return answer(200, body);
}

export async function cancelInvitation(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const id = InvitationId.parse(call.params.invitation);
	const deed = deedOf(membership, call);
	const cancelled = id && (await context.accounts.cancelInvitation(membership.workspace, id, deed));
	return cancelled ? answer(200, {}) : refusal('invitation-unknown');
}
