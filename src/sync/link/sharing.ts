/**
 * How far what was made here has come: counted, never guessed.
 *
 * The relay's receipt says how many change frames of this socket are settled. Each frame covers all
 * that was made here until it was sent: the first answer of a socket holds everything that the relay
 * lacked, and every change after it follows in a frame of its own.
 */
export interface Sharing {
	/** Changes made here that had not been shared when this began, and all since. */
	readonly made: number;
	/** Of those, the ones that a receipt covers. */
	readonly shared: number;
	/** Change frames sent on this socket. */
	readonly sent: number;
	/** Whether the relay was answered what it lacked, on this socket. */
	readonly answered: boolean;
	/** Frames without a receipt, oldest first. */
	readonly frames: readonly SentFrame[];
}

interface SentFrame {
	readonly number: number;
	/** `made` when it was sent. */
	readonly covers: number;
}

export type SharingEvent =
	| { readonly kind: 'made' }
	/** A new socket: the relay counts from one again. */
	| { readonly kind: 'opened' }
	/** `answer` is sync step 2, `change` one update. */
	| { readonly kind: 'sent'; readonly frame: 'answer' | 'change' }
	| { readonly kind: 'receipt'; readonly settled: number }
	/** The relay did not take a change, and will when it comes again: receipts of this socket skip it. */
	| { readonly kind: 'postponed' };

/** A relay that sends no receipts must not fill the memory: beyond this, frames are taken together. */
const mostFrames = 1_000;

/** Where sharing stands when a document opens with `unshared` changes from an earlier time. */
export function beginSharing(unshared: number): Sharing {
	return { made: unshared, shared: 0, sent: 0, answered: false, frames: [] };
}

/** Changes that are not yet known to be on the relay's disk, or refused by it. */
export function unshared(sharing: Sharing): number {
	return sharing.made - sharing.shared;
}

/** Whether the relay said that it has everything: only then may a screen say so. */
export function isSettled(sharing: Sharing): boolean {
	return sharing.answered && sharing.frames.length === 0 && unshared(sharing) === 0;
}

export function afterSharing(sharing: Sharing, event: SharingEvent): Sharing {
	switch (event.kind) {
		case 'made':
			return { ...sharing, made: sharing.made + 1 };
		case 'opened':
			return { ...sharing, sent: 0, answered: false, frames: [] };
		case 'sent':
			return afterSending(sharing, event.frame);
		case 'receipt':
			return afterReceipt(sharing, event.settled);
		case 'postponed':
			return { ...sharing, answered: false, frames: [] };
	}
}

/** A change that goes out before the answer covers itself only, and the answer holds it again. */
function afterSending(sharing: Sharing, frame: 'answer' | 'change'): Sharing {
	const sent = sharing.sent + 1;
	const answered = sharing.answered || frame === 'answer';
	if (!answered) return { ...sharing, sent };
	const kept = sharing.frames.length < mostFrames ? sharing.frames : sharing.frames.slice(0, -1);
	return { ...sharing, sent, answered, frames: [...kept, { number: sent, covers: sharing.made }] };
}

function afterReceipt(sharing: Sharing, settled: number): Sharing {
	const covered = sharing.frames.filter((frame) => frame.number <= settled);
	const shared = covered.at(-1)?.covers ?? sharing.shared;
	return {
		...sharing,
		shared,
		frames: sharing.frames.slice(covered.length)
	};
}
