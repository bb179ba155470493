import { documentText, parseDocumentName } from '#domain/access/document-name.ts';
import { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { MeAnswer, MembershipAnswer } from '#wire/api.ts';
import * as v from 'valibot';
import type { Arrival, Membership } from '../accounts/accounts.ts';
import { hashOf } from '../accounts/secrets.ts';
import { isUpdate } from '../relay/update-shape.ts';
import { closeCodes } from '../relay/visit.ts';
import { answer, refusal, type Answer } from './answer.ts';
import {
	bodyOf,
	deedOf,
	deviceSchema,
	fresh,
	idSchema,
	membershipOf,
	sessionFor,
	type ApiContext,
	type Call
} from './call.ts';
import { sessionCookie } from './request.ts';

const foundSchema = v.object({
	workspace: idSchema(WorkspaceId),
	person: idSchema(PersonId),
	device: deviceSchema
});
const restoreSchema = v.object({
	...foundSchema.entries,
	documents: v.array(
		v.object({
			name: v.pipe(v.string(), v.maxLength(64)),
			update: v.pipe(v.string(), v.base64())
		})
	)
});
const leaveSchema = v.object({
	workspace: idSchema(WorkspaceId),
	evenLast: v.optional(v.boolean(), false)
});
const exampleSchema = v.object({ device: deviceSchema });

/** A device that made a workspace, perhaps offline, becomes its first coordinator here. */
export async function foundWorkspace(context: ApiContext, call: Call): Promise<Answer> {
	const body = bodyOf(foundSchema, call);
	return body ? found(context, call, body, 'founded') : refusal('malformed-request');
}

async function found(
	context: ApiContext,
	call: Call,
	body: v.InferOutput<typeof foundSchema>,
	how: 'founded' | 'restored'
): Promise<Answer> {
	const session = await sessionFor(context, call, body.workspace, body.device.key);
	const arrival = {
		workspace: body.workspace,
		person: body.person,
		session: session.hash,
		device: fresh(DeviceId, context.newId),
		label: body.device.label,
		at: call.atMs
	};
	const outcome = await registered(context, arrival, how);
	if (outcome === 'taken') return refusal('workspace-exists');
	if (outcome === 'accounts-lost') return refusal(outcome);
	const membership = await context.accounts.membership(session.hash, body.workspace, call.atMs);
	if (membership === null || typeof membership === 'string') return refusal('relay-failed');
	return answer(outcome === 'founded' ? 201 : 200, membershipAnswer(membership), session.cookie);
}

/**
 * Nobody gets what there already is of a workspace by being the first to name it: where the accounts were lost, or
 * are older than the journal, they know nothing of it. The journal is asked first: of what a device writes as soon
 * as it is registered, in an answer that got lost, the accounts know before.
 */
async function registered(
	{ accounts, journal }: ApiContext,
	arrival: Arrival,
	how: 'founded' | 'restored'
): Promise<'founded' | 'yours' | 'taken' | 'accounts-lost'> {
	const { workspace } = arrival;
	const documents = await journal.documents(`${workspace}/`);
	if (documents.length > 0 && !(await accounts.has(workspace))) return 'accounts-lost';
	return accounts.found(arrival, how);
}

/**
 * Puts a saved workspace back under a new id, ledgers and everybody's lanes included: what only the
 * clerk or their owner may write otherwise. It can't touch a workspace that exists.
 */
export async function restoreWorkspace(context: ApiContext, call: Call): Promise<Answer> {
	const body = bodyOf(restoreSchema, call);
	if (!body) return refusal('malformed-request');
	const documents = body.documents.map(documentFrom).filter((one) => one !== null);
	const names = new Set(documents.map(({ document }) => documentText(document)));
	if (names.size < body.documents.length) return refusal('malformed-request');
	if (await context.accounts.has(body.workspace)) return refusal('workspace-exists');
	// Founding decides who was first. Where the disk refuses what follows, she tries again with a new id.
	const founded = await found(context, call, body, 'restored');
	if (founded.status !== 201) return founded;
	await context.hub.write(body.workspace, documents);
	return founded;
}

function documentFrom(sent: { readonly name: string; readonly update: string }) {
	const name = parseDocumentName(sent.name);
	const update = new Uint8Array(Buffer.from(sent.update, 'base64'));
	return name && isUpdate(update) ? { document: name, update } : null;
}

/** Where this browser belongs; renews its cookie. */
export async function whoAmI({ accounts }: ApiContext, call: Call): Promise<Answer> {
	const memberships =
		call.token === null ? [] : await accounts.memberships(hashOf(call.token), call.atMs);
	// A courtesy to who reads the list of devices: what she may do is told also where it can't be noted.
	for (const { device } of memberships)
		await accounts.seen(device, call.atMs).catch(() => undefined);
	const body: MeAnswer = { memberships: memberships.map(membershipAnswer) };
	const renew = call.token !== null && memberships.length > 0;
	return answer(200, body, renew ? sessionCookie(call.token, call.secure) : undefined);
}

/**
 * This device goes, of its own will: it may not come back without a new invitation. The last one that
 * coordinates goes when it says that it knows.
 */
export async function leave(context: ApiContext, call: Call): Promise<Answer> {
	const body = bodyOf(leaveSchema, call);
	if (!body) return refusal('malformed-request');
	const membership = await membershipOf(context, {
		...call,
		params: { workspace: body.workspace }
	});
	if (typeof membership === 'string') return refusal(membership);
	const { workspace, device } = membership;
	const which = body.evenLast ? 'even-the-last' : 'not-the-last';
	const deed = deedOf(membership, call);
	const outcome = await context.accounts.withdraw(workspace, device, deed, which);
	if (outcome === 'last-coordinator') return refusal(outcome);
	context.hub.drop(workspace, device, closeCodes.withdrawn);
	return answer(200, {});
}

/** A workspace of invented people, of which this browser becomes the coordinator. */
export async function makeExample(context: ApiContext, call: Call): Promise<Answer> {
	const body = bodyOf(exampleSchema, call);
	if (!body) return refusal('malformed-request');
	if (!context.services.makeExample) return refusal('no-example');
	const { workspace, coordinator, people, documents } = await context.services.makeExample();
	const session = await sessionFor(context, call, workspace, body.device.key);
	const device = fresh(DeviceId, context.newId);
	const arrival = {
		...{ workspace, person: coordinator, session: session.hash, device },
		label: body.device.label,
		at: call.atMs
	};
	if ((await registered(context, arrival, 'founded')) !== 'founded') return refusal('relay-failed');
	// Members first: the clerk asks who somebody is as soon as her lane is on disk.
	for (const member of people) await context.accounts.enrol(workspace, member);
	const changes = documents.map(({ name, update }) => ({ document: name, update }));
	await context.hub.write(workspace, changes);
	return answer(201, { workspace, person: coordinator }, session.cookie);
}

export function membershipAnswer({ workspace, member, device }: Membership): MembershipAnswer {
	const { person, role, organisations } = member;
	return { workspace, person, role, organisations, device };
}
