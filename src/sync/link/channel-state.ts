import { retryDelayMs } from './backoff.ts';
import { refusedBy, type Refused } from './refused.ts';

/** Where one document stands on the line, whatever the line itself does. */
export type ChannelState =
	| { readonly status: 'closed' }
	/** Wants to be opened as soon as there is a line. */
	| { readonly status: 'ready'; readonly attempt: number }
	| { readonly status: 'open'; readonly attempt: number; readonly synced: boolean }
	/** The relay shut it, or what it said of it made no sense: it is opened again later. */
	| { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
	| { readonly status: 'refused'; readonly why: Refused };

export type ChannelEvent =
	| {
			readonly kind:
				| 'start'
				| 'opened'
				| 'synced'
				/** The relay has what this device sent, or takes nothing of it. */
				| 'kept'
				| 'line-lost'
				| 'lost'
				| 'retry'
				| 'stop';
	  }
	| { readonly kind: 'shut'; readonly code: number };

/**
 * One document after an event.
 *
 * Only what was kept begins counting anew: a relay whose disk is full answers and takes nothing, and
 * must not be asked every second. What the relay refused stays refused; but what she may open can be
 * another on the next line, for a role that changed cuts the line.
 */
export function afterChannel(
	state: ChannelState,
	event: ChannelEvent,
	now: number,
	chance: number
): ChannelState {
	if (event.kind === 'stop') return { status: 'closed' };
	if (state.status === 'refused') return mayBeAskedAnew(state, event) ? ready : state;
	if (state.status === 'closed') return event.kind === 'start' ? ready : state;
	switch (event.kind) {
		case 'start':
			return state;
		case 'opened':
			return state.status === 'ready'
				? { status: 'open', attempt: state.attempt, synced: false }
				: state;
		case 'synced':
			return state.status === 'open' ? { ...state, synced: true } : state;
		case 'kept':
			return state.status === 'open' ? { ...state, attempt: 0 } : state;
		case 'line-lost':
			return state.status === 'open' ? { status: 'ready', attempt: state.attempt } : state;
		case 'retry':
			return state.status === 'waiting' ? { status: 'ready', attempt: state.attempt + 1 } : state;
		case 'lost':
			return waiting(state, now, chance);
		case 'shut': {
			const why = refusedBy(event.code);
			return why ? { status: 'refused', why } : waiting(state, now, chance);
		}
	}
}

const ready: ChannelState = { status: 'ready', attempt: 0 };

function mayBeAskedAnew({ why }: { readonly why: Refused }, { kind }: ChannelEvent): boolean {
	return why === 'not-allowed' && kind === 'line-lost';
}

function waiting(
	state: Extract<ChannelState, { status: 'ready' | 'waiting' | 'open' }>,
	now: number,
	chance: number
): ChannelState {
	if (state.status === 'waiting') return state;
	const { attempt } = state;
	return { status: 'waiting', attempt, retryAt: now + retryDelayMs(attempt, chance) };
}
