import type { ApiFailure } from '#sync/session/api-result.ts';
import { relay } from '../text/relay.ts';

export type FailureWord = keyof (typeof relay)['nl'];

/** Which sentence says why the relay did not do it, and what to do now. */
export function failureWord(code: ApiFailure): FailureWord {
	switch (code) {
		case 'unreachable':
			return 'offline';
		case 'not-shared':
			return 'notShared';
		case 'no-session':
		case 'not-a-member':
			return 'unknown';
		case 'disk-full':
			return 'noRoom';
		case 'session-expired':
			return 'expired';
		case 'not-allowed':
		case 'device-withdrawn':
			return 'notAllowed';
		case 'last-coordinator':
			return 'lastCoordinator';
		case 'member-unknown':
		case 'person-erased':
		case 'device-unknown':
		case 'invitation-unknown':
		case 'invitation-used':
		case 'invitation-expired':
			return 'gone';
		case 'too-many-requests':
		case 'too-many-attempts':
			return 'tooMany';
		case 'too-large':
			return 'tooLarge';
		case 'workspace-exists':
			return 'exists';
		default:
			return 'failed';
	}
}
