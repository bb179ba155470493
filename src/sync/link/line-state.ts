import { retryDelayMs, returnDelayMs } from './backoff.ts';
import { refusedBy, type Refused } from './refused.ts';

/** Where the line of this device stands, with what each stand needs and nothing else. */
export type LineState =
	| { readonly status: 'closed' }
	| { readonly status: 'opening'; readonly attempt: number }
	| { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
	/** `returnMs`: the relay is about to stop, and said after what time about it may be back. */
	| { readonly status: 'open'; readonly attempt: number; readonly returnMs: number | null }
	| { readonly status: 'refused'; readonly why: Refused };

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
 * device in and throws it out again is left in peace as well. What the relay refused stays refused.
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
				? { status: 'open', attempt: state.attempt, returnMs: null }
				: state;
		case 'answered':
			return state.status === 'open' ? { ...state, attempt: 0 } : state;
		case 'told-to-return':
			return state.status === 'open' ? { ...state, returnMs: event.afterMs } : state;
		case 'retry':
			return state.status === 'waiting' ? { status: 'opening', attempt: state.attempt + 1 } : state;
		case 'lost':
			return waiting(state, now, chance);
		case 'closed-by-relay': {
			const why = refusedBy(event.code);
			return why ? { status: 'refused', why } : waiting(state, now, chance);
		}
	}
}

function waiting(
	state: Extract<LineState, { status: 'opening' | 'waiting' | 'open' }>,
	now: number,
	chance: number
): LineState {
	if (state.status === 'waiting') return state;
	const { attempt } = state;
	const returnMs = state.status === 'open' ? state.returnMs : null;
	const delay = returnMs === null ? retryDelayMs(attempt, chance) : returnDelayMs(returnMs, chance);
	return { status: 'waiting', attempt, retryAt: now + delay };
}
