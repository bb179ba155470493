import type { Change } from './change.ts';
import type { Span } from './news.ts';
import type { Visit } from './visit.ts';

interface TurnNews {
	readonly news: readonly Uint8Array[];
	readonly ownOf: ReadonlyMap<Visit | null, Span>;
}

/** The frames of a turn; those of one sender lie side by side, so that leaving them out is no work. */
export function newsOf(changes: readonly Change[]): TurnNews {
	const news: Uint8Array[] = [];
	const ownOf = new Map<Visit | null, Span>();
	for (const [sender, own] of Map.groupBy(changes, ({ from }) => from)) {
		ownOf.set(sender, { from: news.length, until: news.length + own.length });
		for (const { piece } of own) news.push(piece.frame);
	}
	return { news, ownOf };
}
