import type { Change } from './change.ts';
import type { Span } from './news.ts';
import type { Visit } from './visit.ts';

interface TurnNews {
	readonly news: readonly Uint8Array[];
	readonly ownOf: ReadonlyMap<Visit | null, Span>;
}

/** The frames of a turn; those of one sender lie side by side, so that leaving them out is no work. */
export function newsOf(changes: readonly Change[]): TurnNews {
	return newsInOrder(changes) ?? newsInOrder(bySender(changes)) ?? nothing;
}

const nothing: TurnNews = { news: [], ownOf: new Map() };

/** Null where something of one sender lies between another's. */
function newsInOrder(changes: readonly Change[]): TurnNews | null {
	const ownOf = new Map<Visit | null, Span>();
	let [last, from]: [Visit | null | undefined, number] = [undefined, 0];
	for (const [at, change] of changes.entries()) {
		if (change.from !== last && ownOf.has(change.from)) return null;
		if (change.from !== last) [last, from] = [change.from, at];
		ownOf.set(change.from, { from, until: at + 1 });
	}
	return { news: changes.map(({ piece }) => piece.frame), ownOf };
}

function bySender(changes: readonly Change[]): Change[] {
	return [...Map.groupBy(changes, ({ from }) => from).values()].flat();
}
