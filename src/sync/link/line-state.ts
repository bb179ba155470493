import { retryDelayMs, returnDelayMs } from './backoff.ts';
import { refusedBy, unknownBy, type Refused, type Unknown } from './refused.ts';

/** Where the line of this device stands, with what each stand needs and nothing else. */
export type LineState =
	| { readonly status: 'closed' }
	| (Trying & { readonly status: 'opening' })
	| (Trying & { readonly status: 'waiting'; readonly retryAt: number })
	/** `returnMs`: the relay is about to stop, and said after what time about it may be back. */
	| (Trying & { readonly status: 'open'; readonly returnMs: number | null })
	| { readonly status: 'refused'; readonly why: Refused };

interface Trying {
	/** How often in a row it was lost before everything was answered. */
	readonly attempt: number;
	/** What the relay hung up for the last time; holds until it answers everything, or is away. */
	readonly unknown?: Unknown;
}

export type LineEvent =
	| {
			readonly kind:
				| 'start'
				| 'opened'
				/** Every document that was asked for was answered, or shut. */
				| 'answered'
				| 'lost'
				| 'retry'
				| 'stop';
	  }
	| { readonly kind: 'told-to-return'; readonly afterMs: number }
	| { readonly kind: 'closed-by-relay'; readonly code: number };

/**
 * The line after an event.
 *
 * Only a line on which everything was answered begins counting anew, so that a relay which takes a
 * device in and throws it out again is left in peace as well. What the relay refused stays refused; where
 * it only does not know who is there it is asked again as after a loss, and a person reads why meanwhile.
 */
export function afterLine(
	state: LineState,
	event: LineEvent,
	now: number,
	chance: number
): LineState {
	if (event.kind === 'stop') return { status: 'closed' };
	if (state.status === 'refused') return state;
	if (state.status === 'closed')
		return event.kind === 'start' ? { status: 'opening', attempt: 0 } : state;
	switch (event.kind) {
		case 'start':
			return state;
		case 'opened':
			return state.status === 'opening'
				? { ...trying(state), status: 'open', returnMs: null }
				: state;
		case 'answered':
			return state.status === 'open'
				? { status: 'open', attempt: 0, returnMs: state.returnMs }
				: state;
		case 'told-to-return':
			return state.status === 'open' ? { ...state, returnMs: event.afterMs } : state;
		case 'retry':
			return state.status === 'waiting'
				? { ...trying(state), status: 'opening', attempt: state.attempt + 1 }
				: state;
		case 'lost':
			return waiting(state, null, now, chance);
		case 'closed-by-relay': {
			const unknown = unknownBy(event.code);
			const why = unknown ? null : refusedBy(event.code);
			return why ? { status: 'refused', why } : waiting(state, unknown, now, chance);
		}
	}
}

function trying({ attempt, unknown }: Trying): Trying {
	return unknown ? { attempt, unknown } : { attempt };
}

function waiting(
	state: Extract<LineState, { status: 'opening' | 'waiting' | 'open' }>,
	unknown: Unknown | null,
	now: number,
	chance: number
): LineState {
	if (state.status === 'waiting') return state;
	const { attempt } = state;
	const returnMs = state.status === 'open' ? state.returnMs : null;
	const delay = returnMs === null ? retryDelayMs(attempt, chance) : returnDelayMs(returnMs, chance);
	const wait = { status: 'waiting', attempt, retryAt: now + delay } as const;
	return unknown ? { ...wait, unknown } : wait;
}
