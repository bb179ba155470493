import type { ApiError, ApiErrorCode } from '#wire/api.ts';

/** What a call is answered with; `cookie` is a whole Set-Cookie line. */
export interface Answer {
	readonly status: number;
	readonly body: unknown;
	readonly cookie?: string;
	/** Why it was refused, where it was. */
	readonly refused?: ApiErrorCode;
	/** When asking again makes sense. */
	readonly retryAfterSeconds?: number;
}

export function answer(status: number, body: unknown, cookie?: string): Answer {
	return cookie === undefined ? { status, body } : { status, body, cookie };
}

/** Each error: its status, and in words what happened and what helps. README.md lists them. */
const errors: Record<ApiErrorCode, readonly [status: number, message: string]> = {
	'malformed-request': [
		400,
		'The request does not have the form that src/wire/api.ts describes. Update this app and try again.'
	],
	'too-large': [413, 'The request is too large. Send less in one request.'],
	'too-many-requests': [
		429,
		'Too many requests came from this device or address. Wait a minute and try again.'
	],
	'wrong-origin': [
		403,
		'The request came from another site. Open the app at its own address; whoever hosts it can add an address to ORIGINS.'
	],
	'unknown-address': [404, 'Nothing is found at this address.'],
	'no-session': [
		401,
		'This browser has not joined a workspace here, or its cookie was removed. Ask a coordinator for a new invitation link.'
	],
	'not-a-member': [
		403,
		'This browser does not belong to this workspace. Ask a coordinator of the workspace for an invitation link.'
	],
	'device-withdrawn': [
		403,
		'This device was withdrawn from the workspace. Ask a coordinator for a new invitation link.'
	],
	'session-expired': [
		401,
		'This device was not used here for so long that it no longer gets in. Ask a coordinator for a new invitation link.'
	],
	'person-erased': [
		410,
		'Everything about this person was erased here, for good. If she takes part again, add her as a new person.'
	],
	'not-allowed': [403, 'Your role does not allow this. Ask a coordinator to do it.'],
	'workspace-exists': [
		409,
		'Somebody else registered a workspace with this id. Make a new workspace, which gets a new id.'
	],
	'accounts-lost': [
		409,
		'This relay keeps documents of this workspace, and has lost who belongs to it. Ask whoever hosts it to put accounts.sqlite, or the last backup, back.'
	],
	'member-unknown': [
		404,
		'The workspace has no such member. She may not have joined yet: invite her first.'
	],
	'device-unknown': [
		404,
		'The workspace has no such device, or it was withdrawn before. Reload the list.'
	],
	'last-coordinator': [409, 'This is the only coordinator. Make somebody else coordinator first.'],
	'already-joined': [
		409,
		'This browser already belongs to this workspace. Leave the workspace first, or open the link in another browser.'
	],
	'invitation-unknown': [
		404,
		'This invitation does not exist. Check that the whole link was copied, or ask for a new one.'
	],
	'invitation-used': [
		410,
		'This invitation was used before, and works only once. Ask for a new one.'
	],
	'invitation-expired': [410, 'This invitation is too old. Ask for a new one.'],
	'too-many-attempts': [
		429,
		'Too many wrong invitations came from this address. Wait an hour, or use another network.'
	],
	'no-example': [501, 'This relay offers no example.'],
	'disk-full': [
		507,
		'The disk of the relay is full, so that it can keep nothing. Whoever hosts it makes room; then try again.'
	],
	'relay-failed': [
		500,
		'The relay could not do this. Try again; whoever hosts it finds the cause in the log.'
	]
};

export function refusal(code: ApiErrorCode): Answer {
	const [status, message] = errors[code];
	const body: ApiError = { error: { code, message } };
	return { status, body, refused: code };
}

/** As `refusal`, for whoever need only wait: rounded up, so that whoever waits so long is not refused again. */
export function tooFast(waitSeconds: number): Answer {
	return { ...refusal('too-many-requests'), retryAfterSeconds: Math.ceil(waitSeconds) };
}

export const errorCodes = Object.keys(errors) as ApiErrorCode[];
