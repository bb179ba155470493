import type { ApiFailure } from '#sync/session/api-result.ts';
import type { door } from '../text/door.ts';

type DoorWord = keyof (typeof door)['nl'];

/** What is said above a workspace that the relay does not take: for good, or until its host mended something. */
export function unshareableWords(code: ApiFailure) {
	return code === 'accounts-lost'
		? ({ title: 'unshareableNow', why: 'unshareableNowWhy' } as const satisfies Words)
		: ({ title: 'unshareable', why: 'unshareableWhy' } as const satisfies Words);
}

interface Words {
	readonly title: DoorWord;
	readonly why: DoorWord;
}
