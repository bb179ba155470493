import type { Claim } from '#domain/claims/event.ts';
import { type PlaceKey, placeKey } from '#domain/claims/resolve.ts';
import { NeighbourhoodId, type OccurrenceId, type PersonId, ruleDayOf } from '#domain/ids.ts';
import type { Need, Occurrence } from '#domain/series/series.ts';
import { addDays, type Day, mondayOf, type Minutes } from '#domain/time/day.ts';
import type { Roster } from '#views/roster.ts';
import type { MyShift, OpenShift } from '#views/shifts.ts';

/** Anything that stands on one date for one need. */
export interface Placed {
	readonly occurrence: Occurrence;
	readonly need: Need;
}

export function keyOf({ occurrence, need }: Placed): PlaceKey {
	return placeKey(occurrence.id, need.id);
}

export type Period = 'thisWeek' | 'nextWeek' | 'later';

/** What lies ahead in the three stretches in which people think. */
export function byPeriod<T extends Placed>(shifts: readonly T[], today: Day): Record<Period, T[]> {
	const nextMonday = addDays(mondayOf(today), 7);
	const afterNext = addDays(nextMonday, 7);
	const periods: Record<Period, T[]> = { thisWeek: [], nextWeek: [], later: [] };
	for (const shift of shifts) {
		const { day } = shift.occurrence;
		if (day < nextMonday) periods.thisWeek.push(shift);
		else if (day < afterNext) periods.nextWeek.push(shift);
		else periods.later.push(shift);
	}
	return periods;
}

/** Groups that belong to one week each, in order, by the Monday with which it begins. */
export function byWeek<T extends Placed>(
	shifts: readonly T[]
): { readonly monday: Day; readonly shifts: T[] }[] {
	const weeks: { monday: Day; shifts: T[] }[] = [];
	for (const shift of shifts) {
		const monday = mondayOf(shift.occurrence.day);
		const week = weeks.at(-1);
		if (week?.monday === monday) week.shifts.push(shift);
		else weeks.push({ monday, shifts: [shift] });
	}
	return weeks;
}

/** What has not begun yet: nobody can still come to what is under way. */
export function notBegun<T extends Placed>(
	shifts: readonly T[],
	today: Day,
	minutes: Minutes
): T[] {
	return shifts.filter(({ occurrence }) => occurrence.day > today || occurrence.from > minutes);
}

/** The shift of these that takes place while `occurrence` does, when somebody is needed there. */
export function shiftMeanwhile(occurrence: Occurrence, mine: readonly MyShift[]): MyShift | null {
	return (
		mine.find(
			({ occurrence: other, standing }) =>
				standing.status !== 'cancelled' &&
				other.id !== occurrence.id &&
				other.day === occurrence.day &&
				other.from < occurrence.until &&
				occurrence.from < other.until
		) ?? null
	);
}

export type DayPart = 'all' | 'morning' | 'afternoon' | 'evening';

export const dayParts: readonly DayPart[] = ['all', 'morning', 'afternoon', 'evening'];

/** Which open shifts are asked for; the address of the page holds it. */
export interface OpenFilter {
	readonly neighbourhood: NeighbourhoodId | null;
	readonly dayPart: DayPart;
}

const noon = 12 * 60;
const evening = 17 * 60;

/** Total: an address can say anything. */
export function readFilter(asked: URLSearchParams): OpenFilter {
	const part = asked.get('moment');
	return {
		neighbourhood: NeighbourhoodId.parse(asked.get('buurt')),
		dayPart: dayParts.find((one) => one === part) ?? 'all'
	};
}

/** The query of an address, with its question mark; empty when nothing is asked. */
export function filterQuery({ neighbourhood, dayPart }: OpenFilter): string {
	const asked = new URLSearchParams();
	if (neighbourhood) asked.set('buurt', neighbourhood);
	if (dayPart !== 'all') asked.set('moment', dayPart);
	return asked.size > 0 ? `?${asked.toString()}` : '?';
}

export function filtered(shifts: readonly OpenShift[], filter: OpenFilter): OpenShift[] {
	return shifts.filter(
		({ occurrence }) =>
			(!filter.neighbourhood || occurrence.neighbourhood === filter.neighbourhood) &&
			(filter.dayPart === 'all' || filter.dayPart === dayPartOf(occurrence.from))
	);
}

function dayPartOf(from: Minutes): DayPart {
	if (from < noon) return 'morning';
	return from < evening ? 'afternoon' : 'evening';
}

/** A place that somebody asked for on a date that no longer exists. */
export interface LostShift {
	readonly occurrence: OccurrenceId;
	readonly key: PlaceKey;
	readonly claims: readonly Claim[];
}

/** What a person asked for and is no more, from day `since` on: told to her, never dropped in silence. */
export function lostShifts(person: PersonId, since: Day, roster: Roster): LostShift[] {
	const lost: LostShift[] = [];
	for (const key of roster.placesOf(person)) {
		const own = roster
			.staffing(key)
			.claims.filter(
				({ claim, standing }) => claim.person === person && standing.status === 'orphaned'
			);
		const [first] = own;
		if (!first || ruleDayOf(first.claim.occurrence) < since) continue;
		const { occurrence } = first.claim;
		lost.push({ key, occurrence, claims: own.map(({ claim }) => claim) });
	}
	return lost.sort((a, b) => (ruleDayOf(a.occurrence) < ruleDayOf(b.occurrence) ? -1 : 1));
}
