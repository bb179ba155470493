import * as v from 'valibot';
import type { ApiErrorCode } from '#wire/api.ts';
import { failure } from './answers.ts';

/**
 * No relay at all, an answer of another make, or one that could only be no: the relay was never told of the
 * workspace. server/README.md says of each what helps.
 */
export const noAnswers = ['unreachable', 'unreadable', 'not-shared'] as const;

/** Why an answer is none: the relay's own reasons, or the device's. */
export type ApiFailure = ApiErrorCode | (typeof noAnswers)[number];

/** Whether asking again later may help, with nothing done meanwhile. */
export function isPassing(code: ApiFailure): boolean {
	return passing.includes(code);
}

const passing: readonly ApiFailure[] = [
	...noAnswers,
	'too-many-requests',
	'disk-full',
	'relay-failed'
];

export type ApiResult<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ApiFailure };

export type Schema<T> = v.GenericSchema<unknown, T>;

/** What an answer that is one holds. */
export function parsed<T>(schema: Schema<T>, content: unknown): ApiResult<T> {
	const result = v.safeParse(schema, content);
	return result.success ? { ok: true, value: result.output } : { ok: false, code: 'unreadable' };
}

/** A proxy whose relay is down answers in its own words: for a person that is no relay. */
export function failed(status: number, content: unknown): { ok: false; code: ApiFailure } {
	const result = v.safeParse(failure, content);
	if (!result.success) return { ok: false, code: status >= 500 ? 'unreachable' : 'unreadable' };
	const { code } = result.output.error;
	return { ok: false, code: isErrorCode(code) ? code : 'unreadable' };
}

const errorCodes: Readonly<Record<ApiErrorCode, true>> = {
	'malformed-request': true,
	'too-large': true,
	'too-many-requests': true,
	'wrong-origin': true,
	'unknown-address': true,
	'no-session': true,
	'not-a-member': true,
	'device-withdrawn': true,
	'session-expired': true,
	'person-erased': true,
	'not-allowed': true,
	'workspace-exists': true,
	'accounts-lost': true,
	'member-unknown': true,
	'device-unknown': true,
	'last-coordinator': true,
	'already-joined': true,
	'invitation-unknown': true,
	'invitation-used': true,
	'invitation-expired': true,
	'too-many-attempts': true,
	'no-example': true,
	'disk-full': true,
	'relay-failed': true
};

function isErrorCode(code: string): code is ApiErrorCode {
	return Object.hasOwn(errorCodes, code);
}
