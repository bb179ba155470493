import type { PlaceKey } from '#domain/claims/resolve.ts';
import type { EventId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';

/** A place that a person holds. */
export interface Held {
	readonly claim: EventId;
	readonly number: number;
	readonly occurrence: Occurrence;
}

/** A place that a person claimed, whether or not she holds it. */
export interface ClaimedDate {
	readonly key: PlaceKey;
	readonly occurrence: Occurrence;
}

/**
 * Which places of one person don't count, because she holds one with a lower number at the same time.
 *
 * @param dates every place that she ever claimed; `heldAt` is asked only for those that stand in the way
 */
export function clashesAmong(
	dates: ClaimedDate[],
	heldAt: (date: ClaimedDate) => readonly Held[]
): Set<EventId> {
	const clashes = new Set<EventId>();
	for (const group of crowded(dates)) {
		const held = group.flatMap(heldAt).sort(byNumberThenId);
		held.forEach((later, at) => {
			const isTaken = held
				.slice(0, at)
				.some(
					(earlier) => !clashes.has(earlier.claim) && overlaps(earlier.occurrence, later.occurrence)
				);
			if (isTaken) clashes.add(later.claim);
		});
	}
	return clashes;
}

/** Ledgers of two seasons number apart: the id decides what the numbers leave open, alike on every device. */
function byNumberThenId(a: Held, b: Held): number {
	return a.number - b.number || (a.claim < b.claim ? -1 : 1);
}

/**
 * The dates that stand in somebody's way, in groups that don't touch each other. Most people's dates
 * stand alone, and nobody has to work out who holds a place on those.
 */
function crowded(dates: ClaimedDate[]): ClaimedDate[][] {
	const groups: ClaimedDate[][] = [];
	let group: ClaimedDate[] = [];
	let until = -Infinity;
	for (const date of dates.sort((a, b) => startOf(a.occurrence) - startOf(b.occurrence))) {
		if (startOf(date.occurrence) >= until) groups.push((group = []));
		group.push(date);
		until = Math.max(until, endOf(date.occurrence));
	}
	return groups.filter(({ length }) => length > 1);
}

function overlaps(a: Occurrence, b: Occurrence): boolean {
	return a.id !== b.id && startOf(a) < endOf(b) && startOf(b) < endOf(a);
}

/** Minutes on one line through all days, on the clock of the wall. */
function startOf({ dayNumber, from }: Occurrence): number {
	return dayNumber * 1440 + from;
}

function endOf({ dayNumber, until }: Occurrence): number {
	return dayNumber * 1440 + until;
}
