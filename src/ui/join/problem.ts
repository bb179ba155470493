import type { ApiFailure } from '#sync/session/api-result.ts';

/** Why somebody can't come in with this link now; each has its own words. */
export type JoinProblem =
	'unreadable' | 'unknown' | 'used' | 'expired' | 'unreachable' | 'tooMany' | 'already' | 'failed';

export function problemOf(code: ApiFailure): JoinProblem {
	switch (code) {
		case 'invitation-unknown':
		case 'malformed-request':
			return 'unknown';
		case 'invitation-used':
			return 'used';
		case 'invitation-expired':
			return 'expired';
		case 'already-joined':
			return 'already';
		case 'unreachable':
			return 'unreachable';
		case 'too-many-attempts':
		case 'too-many-requests':
			return 'tooMany';
		default:
			return 'failed';
	}
}

/** Whether trying the same link again may help. */
export function mayTryAgain(problem: JoinProblem): boolean {
	return problem === 'unreachable' || problem === 'tooMany' || problem === 'failed';
}
