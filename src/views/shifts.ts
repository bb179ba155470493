import { type ResolvedClaim, type Standing, placeKey, placeOfKey } from '#domain/claims/resolve.ts';
import type { EventId, PersonId, QualificationId } from '#domain/ids.ts';
import type { Need, Occurrence } from '#domain/series/series.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';
import { type Calendar, byTime } from './calendar.ts';
import type { Roster } from './roster.ts';
import type { VenueBoard } from './venue-board.ts';

/** Where shifts are read from. */
export interface ShiftSources {
	readonly calendar: Calendar;
	readonly roster: Roster;
	readonly venues: VenueBoard;
}

/** One shift of one person. */
export interface MyShift {
	readonly occurrence: Occurrence;
	readonly need: Need;
	readonly standing: Standing;
	/** The claims to name when she withdraws: the one that counts and its doubles. */
	readonly claims: readonly EventId[];
	/** Somebody else put her there. */
	readonly assignedBy: PersonId | null;
	/** She holds an earlier place elsewhere at that time. */
	readonly clashes: boolean;
	/** Why its room is closed then: she keeps her place while the coordinator looks for another room or day. */
	readonly closed: ClosedReason | null;
	/** Who else comes, confirmed. */
	readonly others: readonly PersonId[];
}

/** A place that a person may take. */
export interface OpenShift {
	readonly occurrence: Occurrence;
	readonly need: Need;
	/** Free places; 0 means that a claim goes on the waitlist. */
	readonly free: number;
	/** How many wait for a place already. */
	readonly waiting: number;
	readonly others: readonly PersonId[];
}

/** The shifts of one person on days `first` to `last`, by time; withdrawn ones left out. */
export function shiftsOf(
	person: PersonId,
	first: number,
	last: number,
	sources: ShiftSources
): MyShift[] {
	const { calendar, roster } = sources;
	const shifts: MyShift[] = [];
	for (const key of roster.placesOf(person)) {
		const [id, needId] = placeOfKey(key);
		const occurrence = calendar.get(id);
		const need = occurrence?.needs.find((one) => one.id === needId);
		if (!occurrence || !need || occurrence.dayNumber < first || occurrence.dayNumber > last)
			continue;
		const shift = shiftOn(person, occurrence, need, sources);
		if (shift) shifts.push(shift);
	}
	return shifts.sort((a, b) => byTime(a.occurrence, b.occurrence));
}

function shiftOn(
	person: PersonId,
	occurrence: Occurrence,
	need: Need,
	{ roster, venues }: ShiftSources
): MyShift | null {
	const { claims } = roster.staffing(placeKey(occurrence.id, need.id));
	const mine = claims.filter((one) => one.claim.person === person && stands(one));
	const main = mine.find(({ standing }) => standing.status !== 'duplicate');
	if (!main) return null;
	return {
		occurrence,
		need,
		standing: main.standing,
		claims: mine.map(({ claim }) => claim.id),
		assignedBy: main.claim.by === person ? null : main.claim.by,
		clashes: roster.clashesOf(person).has(main.claim.id),
		closed: venues.closed(occurrence),
		others: othersAt(person, occurrence, roster)
	};
}

/**
 * Places that a person may take on days `first` to `last`: not her own shifts, not what asks for a
 * qualification that she lacks, nor a task that this date does not ask for, not a date whose room is closed
 * then: nobody is sent to a shut door. What is full is among them, with `free` at 0: there is a waitlist.
 */
export function openShifts(
	person: { readonly id: PersonId; readonly qualifications: readonly QualificationId[] },
	first: number,
	last: number,
	{ calendar, roster, venues }: ShiftSources
): OpenShift[] {
	const open: OpenShift[] = [];
	for (const occurrence of calendar.between(first, last)) {
		if (occurrence.cancelled || venues.closed(occurrence)) continue;
		for (const { need, staffing } of roster.cover(occurrence).needs) {
			if (need.max === 0) continue;
			if (need.qualification !== null && !person.qualifications.includes(need.qualification))
				continue;
			if (isIn(person.id, staffing.claims)) continue;
			const free = Math.max(0, need.max - placesGone(staffing.claims));
			const others = othersAt(person.id, occurrence, roster);
			open.push({ occurrence, need, free, waiting: inLine(staffing.claims), others });
		}
	}
	return open;
}

function placesGone(claims: readonly ResolvedClaim[]): number {
	return claims.filter(
		({ standing }) =>
			standing.status === 'confirmed' ||
			(standing.status === 'requested' && standing.expects === 'place')
	).length;
}

function inLine(claims: readonly ResolvedClaim[]): number {
	return claims.filter(
		({ standing }) =>
			standing.status === 'waitlist' ||
			(standing.status === 'requested' && standing.expects === 'waitlist')
	).length;
}

function isIn(person: PersonId, claims: readonly ResolvedClaim[]): boolean {
	return claims.some((one) => one.claim.person === person && stands(one));
}

/** On a date that is there, what is orphaned named another season: it is listed among what is lost. */
function stands({ standing }: ResolvedClaim): boolean {
	return standing.status !== 'withdrawn' && standing.status !== 'orphaned';
}

function othersAt(person: PersonId, occurrence: Occurrence, roster: Roster): PersonId[] {
	const others = new Set<PersonId>();
	for (const { staffing } of roster.cover(occurrence).needs) {
		for (const claim of staffing.confirmed) if (claim.person !== person) others.add(claim.person);
	}
	return [...others];
}
