import type { SyncStatus } from '#sync/status.ts';
import type { Tone } from '../kit/types.ts';
import type { status as words } from '../text/status.ts';

type Words = (typeof words)['nl'];
type Unkept = Extract<SyncStatus, { kind: 'not-saved' }>;

/** What is said of a status: one honest line, and a few sentences for whoever asks. */
export interface StatusWords {
	readonly line: string;
	/**
	 * The beginning of that line, for a phone's narrow header, where something differs from the ordinary;
	 * absent where a sign will do. What presses is said above the work as well (StatusNotice).
	 */
	readonly brief?: string;
	readonly tone: Tone;
	readonly details: readonly string[];
}

/**
 * @param momentOf says an instant as people do: "vandaag om 14:05"
 * @param hasRefused whether this device holds changes that were not accepted
 */
export function statusWords(
	status: SyncStatus,
	words: Words,
	momentOf: (at: number) => string,
	hasRefused = false
): StatusWords {
	const count = 'count' in status ? status.count : 0;
	const changes = words.changes(count);
	const waiting = count > 0 ? [words.notSharedYet(changes)] : [];
	switch (status.kind) {
		case 'shared':
			if (hasRefused)
				return { line: words.sharedExcept, tone: 'neutral', details: [words.sharedExceptMeans] };
			return { line: words.shared, tone: 'good', details: [words.sharedMeans] };
		case 'opening':
			return {
				line: count > 0 ? words.openingWith(changes) : words.opening,
				tone: 'neutral',
				details: [words.openingMeans, ...waiting]
			};
		case 'sharing':
			return {
				line: words.sharing(changes),
				...(status.overdue ? { brief: words.sharing(changes) } : {}),
				tone: status.overdue ? 'attention' : 'neutral',
				details: [words.sharingMeans, ...(status.overdue ? [words.overdueMeans] : [])]
			};
		case 'offline':
			return offlineWords(status, words, momentOf);
		case 'not-saved':
			return unkeptWords(status, words);
		case 'withdrawn':
			return {
				line: words.withdrawn,
				tone: 'trouble',
				details: [words.withdrawnMeans, ...waiting]
			};
		case 'erased':
			return { line: words.erased, tone: 'trouble', details: [words.erasedMeans, ...waiting] };
		case 'no-session':
			return forgottenWords(status, words.noSession, words.noSessionMeans, words);
		case 'expired':
			return forgottenWords(status, words.expired, words.expiredMeans, words);
		case 'no-workspace':
			return forgottenWords(status, words.noWorkspace, words.noWorkspaceMeans, words);
		case 'not-allowed':
			return {
				line: words.notAllowed,
				tone: 'trouble',
				details: [words.refusedPartMeans, ...waiting]
			};
		case 'gone':
			return { line: words.gone, tone: 'trouble', details: [words.refusedPartMeans, ...waiting] };
		case 'too-large':
			return {
				line: words.tooLarge,
				tone: 'trouble',
				details: [words.tooLargeMeans, ...waiting]
			};
		case 'closed':
			return { line: words.closed, tone: 'neutral', details: [] };
	}
}

/** The relay does not let this device in any more. */
function forgottenWords(
	{ kept, count }: Extract<SyncStatus, { kind: 'no-session' | 'no-workspace' | 'expired' }>,
	line: string,
	means: string,
	words: Words
): StatusWords {
	const waiting = count > 0 ? [words.notSharedYet(words.changes(count))] : [];
	const details = kept ? [means, words.noSessionKept, ...waiting] : [words.onlyInWindow, means];
	return { line, tone: 'trouble', details };
}

function offlineWords(
	{ count, since, overdue, kept }: Extract<SyncStatus, { kind: 'offline' }>,
	words: Words,
	momentOf: (at: number) => string
): StatusWords {
	const sinceWhen = words.since(momentOf(since));
	if (count === 0)
		return {
			line: words.quiet,
			brief: words.quietBrief,
			tone: 'neutral',
			details: [sinceWhen, words.offlineQuiet, words.offlineMeans]
		};
	const brief = words.unsharedBrief(words.changes(count));
	return {
		line: kept ? words.unshared(words.changes(count)) : brief,
		brief,
		tone: overdue ? 'attention' : 'neutral',
		details: [
			sinceWhen,
			words.notSharedYet(words.changes(count)),
			kept ? words.keptHere : words.keepingHere,
			words.offlineMeans,
			...(overdue ? [words.overdueMeans] : [])
		]
	};
}

function unkeptWords(status: Unkept, words: Words): StatusWords {
	const { count, sharing } = status;
	const because = causeWords(status, words);
	if (sharing === 'done' || (sharing === 'under-way' && count > 0)) {
		const line = sharing === 'done' ? words.unkeptShared : words.unkeptSharing;
		return { line, tone: 'attention', details: [words.mayGoOn, because] };
	}
	const noLine = sharing === 'no-line' ? `${words.noLine} ` : '';
	if (count > 0) {
		const line = words.unkeptUnshared(words.changes(count));
		return { line, tone: 'trouble', details: [`${noLine}${words.keepOpen}`, because] };
	}
	const onlyHere = sharing === 'under-way' ? [] : [`${noLine}${words.onlyHere}`];
	return { line: words.unkept, tone: 'attention', details: [...onlyHere, because] };
}

function causeWords({ why }: Unkept, words: Words): string {
	switch (why) {
		case 'full':
			return words.full;
		case 'refused':
			return words.refused;
		case 'closed':
			return words.taken;
		case 'slow':
			return words.slow;
	}
}
