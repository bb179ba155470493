import type { IdKind, NewId } from '#domain/ids.ts';
import { WorkspaceId } from '#domain/ids.ts';
import type { ApiErrorCode } from '#wire/api.ts';
import * as v from 'valibot';
import type { Accounts, Deed, Membership, Standing } from '../accounts/accounts.ts';
import { hashOf, newSessionToken, sessionTokenOf, type RandomBytes } from '../accounts/secrets.ts';
import type { Eraser } from '../erasing/eraser.ts';
import type { Journal } from '../journal/journal.ts';
import type { Limits } from '../limits.ts';
import type { Hub } from '../relay/hub.ts';
import type { Services } from '../services.ts';
import type { CallPace } from './call-pace.ts';
import { sessionCookie } from './request.ts';
import type { TokenBuckets } from './token-bucket.ts';

/** What every call may use. */
export interface ApiContext {
	readonly accounts: Accounts;
	readonly hub: Hub;
	readonly journal: Pick<Journal, 'documents'>;
	readonly services: Services;
	readonly eraser: Pick<Eraser, 'erase'>;
	readonly limits: Limits;
	readonly random: RandomBytes;
	readonly newId: NewId;
	readonly pace: CallPace;
	/** Per address: wrong invitation secrets. */
	readonly wrongSecrets: TokenBuckets;
}

/** One request, read. */
export interface Call {
	readonly address: string;
	/** The token in the cookie. */
	readonly token: string | null;
	/** Whether the browser keeps a Secure cookie. */
	readonly secure: boolean;
	readonly atMs: number;
	/** What stood in the place of `:workspace` and the like. */
	readonly params: Readonly<Record<string, string>>;
	/** What stood behind the question mark. */
	readonly query: URLSearchParams;
	readonly body: unknown;
}

/** Somebody's place in the workspace that the address names, or why there is none. */
export async function membershipOf(
	{ accounts }: ApiContext,
	call: Call
): Promise<Membership | ApiErrorCode> {
	if (call.token === null) return 'no-session';
	const workspace = WorkspaceId.parse(call.params.workspace);
	if (!workspace) return 'not-a-member';
	const standing = await accounts.membership(hashOf(call.token), workspace, call.atMs);
	if (standing === null) return 'not-a-member';
	return typeof standing === 'string' ? whyOut[standing] : standing;
}

const whyOut = {
	withdrawn: 'device-withdrawn',
	expired: 'session-expired',
	erased: 'person-erased'
} as const satisfies Record<Extract<Standing, string>, ApiErrorCode>;

/** As `membershipOf`, for what coordinators alone may do. */
export async function coordinatorOf(
	context: ApiContext,
	call: Call
): Promise<Membership | ApiErrorCode> {
	const membership = await membershipOf(context, call);
	if (typeof membership === 'string') return membership;
	return membership.member.role === 'coordinator' ? membership : 'not-allowed';
}

/** What is done in this call, for whoever asks later who did it. */
export function deedOf({ member, device }: Membership, { atMs }: Call): Deed {
	return { by: member.person, from: device, at: atMs };
}

/** The session that this browser goes on with, and the cookie that keeps it. */
export interface Session {
	readonly hash: ReturnType<typeof hashOf>;
	readonly cookie: string;
}

/**
 * The session with which a device comes into a workspace. A token that no member holds is replaced: nobody comes
 * in with one that somebody else chose.
 */
export async function sessionFor(
	{ accounts, random }: ApiContext,
	call: Call,
	workspace: WorkspaceId,
	key: string | undefined
): Promise<Session> {
	const isKnown = call.token !== null && (await isHeld(accounts, call.token, call.atMs));
	if (isKnown) return sessionOf(call.token, call);
	const token = key === undefined ? newSessionToken(random) : sessionTokenOf(key);
	const standing = await accounts.membership(hashOf(token), workspace, call.atMs);
	// Somebody who was shut out does not come back as the device that she was.
	const isOut = typeof standing === 'string';
	return sessionOf(isOut ? newSessionToken(random) : token, call);
}

/** The sessions under which this device may have come in before: its cookie’s, and its key’s. */
export function sessionsOf(call: Call, key: string | undefined): Session[] {
	const tokens = [call.token, key === undefined ? null : sessionTokenOf(key)];
	return tokens.filter((token) => token !== null).map((token) => sessionOf(token, call));
}

function sessionOf(token: string, { secure }: Call): Session {
	return { hash: hashOf(token), cookie: sessionCookie(token, secure) };
}

async function isHeld(accounts: Accounts, token: string, atMs: number): Promise<boolean> {
	return (await accounts.memberships(hashOf(token), atMs)).length > 0;
}

/** A fresh id of some kind. */
export function fresh<Id extends string>(kind: IdKind<Id>, newId: NewId): Id {
	const id = kind.parse(newId());
	if (id === null) throw new TypeError('the source of ids made something that is no id');
	return id;
}

export function idSchema<Id extends string>(kind: IdKind<Id>): v.GenericSchema<Id> {
	return v.custom<Id>((value) => kind.parse(value) !== null);
}

export const roleSchema = v.picklist(['coordinator', 'partner', 'volunteer']);
/** `ArrivingDevice.key` */
export const keySchema = v.optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/)));
export const deviceSchema = v.object({
	label: v.pipe(v.string(), v.maxLength(200)),
	key: keySchema
});

/** The body as its schema describes it, or null. */
export function bodyOf<T>(schema: v.GenericSchema<unknown, T>, call: Call): T | null {
	const result = v.safeParse(schema, call.body);
	return result.success ? result.output : null;
}
