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
 * What is to be said of a document. Without a line the line decides. With one, a document that is opened
 * again after its first trouble is opening and not away: only the second time in a row it counts.
 */
export function linkState(line: LineState, channel: ChannelState): LinkState {
	if (channel.status === 'closed' || channel.status === 'refused') return channel;
	if (line.status !== 'open') return line;
	if (channel.status === 'open') return channel;
	if (channel.status === 'waiting' && channel.attempt > 0) return channel;
	return { status: 'opening', attempt: Math.max(0, channel.attempt - 1) };
}
