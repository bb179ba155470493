import { OrganisationId, PersonId } from '#domain/ids.ts';
import type { MemberAnswer, MembersAnswer } from '#wire/api.ts';
import * as v from 'valibot';
import type { MemberWithDevices } from '../accounts/accounts.ts';
import { closeCodes } from '../relay/visit.ts';
import { answer, refusal, type Answer } from './answer.ts';
import {
	bodyOf,
	coordinatorOf,
	deedOf,
	idSchema,
	roleSchema,
	type ApiContext,
	type Call
} from './call.ts';
import { deviceAnswer } from './devices.ts';

const roleChangeSchema = v.object({
	role: roleSchema,
	organisations: v.optional(v.pipe(v.array(idSchema(OrganisationId)), v.maxLength(500)), [])
});

export async function listMembers(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const members = await context.accounts.members(membership.workspace);
	const body: MembersAnswer = {
		members: members.map(memberAnswer),
		thisDevice: membership.device
	};
	return answer(200, body);
}

function memberAnswer({ member, devices }: MemberWithDevices): MemberAnswer {
	const { person, role, organisations } = member;
	return { person, role, organisations, devices: devices.map(deviceAnswer) };
}

/** Her devices are sent away to come back at once, with what she may do from now on. */
export async function changeRole(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const body = bodyOf(roleChangeSchema, call);
	const person = PersonId.parse(call.params.person);
	if (!body || !person) return refusal('malformed-request');
	const { workspace } = membership;
	const deed = deedOf(membership, call);
	const outcome = await context.accounts.setRole(workspace, person, body, deed);
	if (outcome === 'unknown') return refusal('member-unknown');
	if (outcome === 'last-coordinator') return refusal('last-coordinator');
	context.hub.dropPerson(workspace, person, closeCodes.relayStops);
	return answer(200, { person, role: body.role, organisations: body.organisations });
}

/**
 * Wipes all about a person, for good. Answers once she is out and can't come back; what others have of her in
 * their documents, and what lies on the disk, goes in the minutes after.
 */
export async function erasePerson(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const person = PersonId.parse(call.params.person);
	if (!person) return refusal('malformed-request');
	const outcome = await context.eraser.erase(
		membership.workspace,
		person,
		deedOf(membership, call)
	);
	if (outcome === 'last-coordinator') return refusal(outcome);
	return outcome === 'unknown' ? refusal('not-a-member') : answer(200, {});
}

/** Shuts a person out, at once, with all her devices and the invitations made for her. */
export async function shutOutMember(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const person = PersonId.parse(call.params.person);
	if (!person) return refusal('malformed-request');
	const { workspace } = membership;
	const outcome = await context.accounts.shutOut(workspace, person, deedOf(membership, call));
	if (outcome === 'last-coordinator') return refusal('last-coordinator');
	context.hub.dropPerson(workspace, person, closeCodes.withdrawn);
	return answer(200, {});
}
