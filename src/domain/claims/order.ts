import type { LaneEvent, LedgerEntry, NumberedEvent } from './event.ts';

/** An event with its number in the ledger, or null while it is only on this device. */
export interface Placed<E extends LaneEvent = LaneEvent> {
	readonly event: E;
	readonly number: number | null;
}

/**
 * Puts events in the one order that every device agrees on: what has a number by its number, then
 * what is only here by `madeAt`, then by id. A clock that is wrong by a year orders nothing but its
 * own device's unnumbered events.
 */
export function byNumber(a: Placed, b: Placed): number {
	if (a.number !== null && b.number !== null) return a.number - b.number;
	if (a.number !== null) return -1;
	if (b.number !== null) return 1;
	return a.event.madeAt - b.event.madeAt || (a.event.id < b.event.id ? -1 : 1);
}

export function isEvent(entry: LedgerEntry): entry is NumberedEvent {
	return entry.kind === 'event';
}

/** The ledger's events with this device's own that have no number yet, in order, each once. */
export function inOrder(ledger: readonly LedgerEntry[], own: readonly LaneEvent[]): Placed[] {
	const numbered = ledger.filter(isEvent).map(({ event, number }) => ({ event, number }));
	const known = new Set(numbered.map(({ event }) => event.id));
	const waiting = own.filter(({ id }) => !known.has(id)).map((event) => ({ event, number: null }));
	return [...numbered, ...waiting].sort(byNumber);
}
