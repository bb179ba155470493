import { DeviceId } from '#domain/ids.ts';
import type { DeviceAnswer, OwnDevicesAnswer, SignOutAnswer } from '#wire/api.ts';
import * as v from 'valibot';
import type { Device } from '../accounts/accounts.ts';
import { closeCodes } from '../relay/visit.ts';
import { answer, refusal, type Answer } from './answer.ts';
import { bodyOf, deedOf, membershipOf, type ApiContext, type Call } from './call.ts';

const signOutSchema = v.object({ which: v.picklist(['others', 'all']) });

/** The devices of whoever asks. */
export async function listOwnDevices(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await membershipOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const { workspace, device, member } = membership;
	const members = await context.accounts.members(workspace);
	const own = members.find((one) => one.member.person === member.person)?.devices ?? [];
	const body: OwnDevicesAnswer = { devices: own.map(deviceAnswer), thisDevice: device };
	return answer(200, body);
}

/** Shuts a device out, at once: coordinators any device, everyone her own; never the last that coordinates. */
export async function withdrawDevice(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await membershipOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const { workspace, member } = membership;
	const device = DeviceId.parse(call.params.device);
	const owner = device && (await context.accounts.ownerOf(workspace, device));
	if (member.role !== 'coordinator' && owner !== member.person) return refusal('not-allowed');
	if (!device) return refusal('device-unknown');
	const outcome = await context.accounts.withdraw(workspace, device, deedOf(membership, call));
	if (outcome === 'unknown') return refusal('device-unknown');
	if (outcome === 'last-coordinator') return refusal(outcome);
	context.hub.drop(workspace, device, closeCodes.withdrawn);
	return answer(200, {});
}

/** Everybody her own devices, at once: all the others, or this one as well. */
export async function signOut(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await membershipOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const body = bodyOf(signOutSchema, call);
	if (!body) return refusal('malformed-request');
	const { workspace } = membership;
	const gone = await context.accounts.signOut(workspace, body.which, deedOf(membership, call));
	if (gone === 'last-coordinator') return refusal(gone);
	for (const device of gone) context.hub.drop(workspace, device, closeCodes.withdrawn);
	const told: SignOutAnswer = { withdrawn: gone };
	return answer(200, told);
}

export function deviceAnswer({ id, ...rest }: Device): DeviceAnswer {
	return { device: id, ...rest };
}
