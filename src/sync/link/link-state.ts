import type { ChannelState } from './channel-state.ts';
import type { LineState } from './line-state.ts';
import type { Refused } from './refused.ts';

/** Where one document stands with the relay: its own stand and that of the line that carries it. */
export type LinkState =
	| { readonly status: 'closed' }
	| { readonly status: 'opening'; readonly attempt: number }
	| { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
	| { readonly status: 'open'; readonly attempt: number; readonly synced: boolean }
	| { readonly status: 'refused'; readonly why: Refused };

/**
 * What is to be said of a document. Without a line, or with one on which nothing was answered since the relay did not
 * know who was there, the line decides. With one, a document that is opened
 * again after its first trouble is opening and not away: only the second time in a row it counts.
 */
export function linkState(line: LineState, channel: ChannelState): LinkState {
	if (channel.status === 'closed' || channel.status === 'refused') return channel;
	// Also while it asks again: what a person reads of it is to stay until there is another answer.
	if ('unknown' in line) return { status: 'refused', why: line.unknown };
	if (line.status !== 'open') return line;
	if (channel.status === 'open') return channel;
	if (channel.status === 'waiting' && channel.attempt > 0) return channel;
	return { status: 'opening', attempt: Math.max(0, channel.attempt - 1) };
}
