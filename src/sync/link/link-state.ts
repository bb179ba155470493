/** Why the relay will not talk about this document, however often this device asks. */
export type Refused = 'no-session' | 'not-allowed' | 'gone' | 'withdrawn';

/** Where the line to the relay stands for one document, with what each stand needs and nothing else. */
export type LinkState =
	| { readonly status: 'closed' }
	| { readonly status: 'opening'; readonly attempt: number }
	| { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
	| { readonly status: 'open'; readonly attempt: number; readonly synced: boolean }
	| { readonly status: 'refused'; readonly why: Refused };

export type LinkEvent =
	| { readonly kind: 'start' | 'opened' | 'synced' | 'lost' | 'retry' | 'network-back' | 'stop' }
	| { readonly kind: 'closed-by-relay'; readonly code: number };

const leastDelayMs = 500;
const firstCeilingMs = 1_000;
const maxDelayMs = 30_000;

/**
 * The link after an event.
 *
 * A wait lies anywhere between half a second and a ceiling that doubles to half a minute: when the
 * relay restarts, a town hall full of tablets must not return in the same instant. Only a socket that
 * synced begins counting anew, so that a relay which takes a device in and throws it out again is
 * left in peace as well. What the relay refused stays refused.
 */
export function afterLink(
	state: LinkState,
	event: LinkEvent,
	now: number,
	chance: number
): LinkState {
	if (event.kind === 'stop') return { status: 'closed' };
	if (state.status === 'refused') return state;
	if (state.status === 'closed')
		return event.kind === 'start' ? { status: 'opening', attempt: 0 } : state;
	switch (event.kind) {
		case 'start':
			return state;
		case 'opened':
			return state.status === 'opening'
				? { status: 'open', attempt: state.attempt, synced: false }
				: state;
		case 'synced':
			return state.status === 'open' ? { status: 'open', attempt: 0, synced: true } : state;
		case 'retry':
		case 'network-back':
			return state.status === 'waiting' ? { status: 'opening', attempt: state.attempt + 1 } : state;
		case 'lost':
			return waiting(state, now, chance);
		case 'closed-by-relay':
			return refusedBy(event.code) ?? waiting(state, now, chance);
	}
}

function waiting(
	state: Exclude<LinkState, { status: 'closed' | 'refused' }>,
	now: number,
	chance: number
): LinkState {
	if (state.status === 'waiting') return state;
	const ceiling = Math.min(firstCeilingMs * 2 ** state.attempt, maxDelayMs);
	const retryAt = now + leastDelayMs + (ceiling - leastDelayMs) * chance;
	return { status: 'waiting', attempt: state.attempt, retryAt };
}

/** The close codes of wire/README.md that are final. 4400 is a fault of one side: a later try may do. */
function refusedBy(code: number): LinkState | null {
	switch (code) {
		case 4401:
			return { status: 'refused', why: 'no-session' };
		case 4403:
			return { status: 'refused', why: 'not-allowed' };
		case 4404:
			return { status: 'refused', why: 'gone' };
		case 4410:
			return { status: 'refused', why: 'withdrawn' };
		default:
			return null;
	}
}
