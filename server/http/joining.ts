import { DeviceId, InvitationId, PersonId } from '#domain/ids.ts';
import type { ApiErrorCode, LookAnswer } from '#wire/api.ts';
import * as v from 'valibot';
import type { Membership, StoredInvitation } from '../accounts/accounts.ts';
import { isSecret } from '../accounts/secrets.ts';
import { answer, refusal, type Answer } from './answer.ts';
import {
	bodyOf,
	deviceSchema,
	fresh,
	idSchema,
	keySchema,
	sessionFor,
	sessionsOf,
	type ApiContext,
	type Call,
	type Session
} from './call.ts';
import { membershipAnswer } from './workspaces.ts';

const secretSchema = v.pipe(v.string(), v.maxLength(100));
const linkSchema = v.object({ invitation: idSchema(InvitationId), secret: secretSchema });
const lookSchema = v.object({ ...linkSchema.entries, key: keySchema });
const joinSchema = v.object({
	...linkSchema.entries,
	name: v.optional(v.pipe(v.string(), v.maxLength(200))),
	device: deviceSchema
});
type Join = v.InferOutput<typeof joinSchema>;

/** What a link leads to, before anything is used up; and after, for the device that did so and never heard of it. */
export async function lookAtInvitation(context: ApiContext, call: Call): Promise<Answer> {
	const body = bodyOf(lookSchema, call);
	if (!body) return refusal('malformed-request');
	const found = await openInvitation(context, call, body);
	const isAgain = found === 'invitation-used' && (await joinedBefore(context, call, body));
	const invitation = isAgain ? await context.accounts.invitation(body.invitation) : found;
	if (invitation === null || typeof invitation === 'string')
		return refusal(invitation ?? 'invitation-unknown');
	const { workspace, role, person } = invitation;
	const workspaceName = await context.services.workspaceName(workspace);
	const personName = person && (await context.services.personName(workspace, person));
	const told: LookAnswer = { workspace, workspaceName, role, person, personName };
	return answer(200, told);
}

/** Uses a link up: this browser becomes a device of its person, or of a new one. */
export async function join(context: ApiContext, call: Call): Promise<Answer> {
	const body = bodyOf(joinSchema, call);
	if (!body) return refusal('malformed-request');
	const found = await openInvitation(context, call, body);
	const { invitation, device } = body;
	const before = await joinedBefore(context, call, { invitation, key: device.key });
	if (before && (found === 'invitation-used' || typeof found !== 'string')) {
		return repeated(context, found, before, body.name);
	}
	if (typeof found === 'string') return refusal(found);
	return letIn(context, call, body, found);
}

/**
 * An answer that got lost on the way is given again, and what a full disk left undone is done; a second
 * place in one workspace is not given.
 */
async function repeated(
	{ services }: ApiContext,
	found: unknown,
	{ membership, session }: Before,
	name: string | undefined
): Promise<Answer> {
	if (found !== 'invitation-used') return refusal('already-joined');
	const { workspace, member } = membership;
	if (name !== undefined) await services.introduce(workspace, member.person, name);
	return answer(200, membershipAnswer(membership), session.cookie);
}

/** Where this device stands in the workspace of an invitation, and by which session. */
interface Before {
	readonly membership: Membership;
	readonly session: Session;
}

/** Null for a device that isn't in, and where the invitation was used up by another. */
async function joinedBefore(
	{ accounts }: ApiContext,
	call: Call,
	{ invitation: id, key }: { readonly invitation: InvitationId; readonly key?: string | undefined }
): Promise<Before | null> {
	const invitation = await accounts.invitation(id);
	if (!invitation) return null;
	for (const session of sessionsOf(call, key)) {
		const membership = await accounts.membership(session.hash, invitation.workspace, call.atMs);
		if (membership === null || typeof membership === 'string') continue;
		const isOwn = invitation.usedBy === null || invitation.usedBy === membership.device;
		if (isOwn) return { membership, session };
	}
	return null;
}

async function letIn(
	context: ApiContext,
	call: Call,
	body: Join,
	found: StoredInvitation
): Promise<Answer> {
	const session = await sessionFor(context, call, found.workspace, body.device.key);
	const person = found.person ?? fresh(PersonId, context.newId);
	const outcome = await context.accounts.join(found.id, {
		...{ workspace: found.workspace, person, session: session.hash },
		device: fresh(DeviceId, context.newId),
		label: body.device.label,
		at: call.atMs
	});
	if (outcome !== 'joined') return refusal(`invitation-${outcome}`);
	if (!found.person) await context.services.introduce(found.workspace, person, body.name ?? '');
	return joined(context, call, session, found);
}

async function joined(
	{ accounts }: ApiContext,
	{ atMs }: Call,
	session: Session,
	{ workspace }: StoredInvitation
): Promise<Answer> {
	const membership = await accounts.membership(session.hash, workspace, atMs);
	if (membership === null || typeof membership === 'string') return refusal('relay-failed');
	return answer(201, membershipAnswer(membership), session.cookie);
}

/** An invitation that can be used now, or why not; whoever guesses secrets is soon told to wait. */
async function openInvitation(
	{ accounts, wrongSecrets }: ApiContext,
	{ address, atMs }: Call,
	{ invitation: id, secret }: { readonly invitation: InvitationId; readonly secret: string }
): Promise<StoredInvitation | ApiErrorCode> {
	if (!wrongSecrets.has(address, atMs)) return 'too-many-attempts';
	const invitation = await accounts.invitation(id);
	// Again, since many may have been asked at once: nobody learns more than she may ask.
	if (!wrongSecrets.has(address, atMs)) return 'too-many-attempts';
	if (!invitation || !isSecret(secret, invitation.secret)) {
		wrongSecrets.take(address, atMs);
		if (invitation) await accounts.wrongSecret(id, atMs);
		return 'invitation-unknown';
	}
	if (invitation.usedBy !== null) return 'invitation-used';
	return invitation.expiresAt > atMs ? invitation : 'invitation-expired';
}
