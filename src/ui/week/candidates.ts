import type { NeedStaffing, ResolvedClaim, Standing } from '#domain/claims/resolve.ts';
import type { Person } from '#domain/directory/directory.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Need, Occurrence } from '#domain/series/series.ts';
import type { MyShift } from '#views/shifts.ts';

/** Somebody who can be asked for a place. */
export interface Candidate {
	readonly person: Person;
	readonly isQualified: boolean;
	/** What she already does at that time, or null. */
	readonly busy: Occurrence | null;
}

/**
 * Who can be put on a place: nobody who is on it already. Those who have what is asked and have time come
 * first; the others are there too, because a coordinator may know better.
 */
export function candidates(
	people: readonly Person[],
	date: Occurrence,
	need: Need,
	claims: readonly ResolvedClaim[],
	shiftsOf: (person: PersonId) => readonly MyShift[]
): Candidate[] {
	const there = new Set(
		claims
			.filter(({ standing }) => standing.status !== 'withdrawn')
			.map(({ claim }) => claim.person)
	);
	return people
		.filter(({ id, removed }) => !removed && !there.has(id))
		.map((person) => ({
			person,
			isQualified:
				need.qualification === null || person.qualifications.includes(need.qualification),
			busy: busyAt(date, shiftsOf(person.id))
		}))
		.sort(byUse);
}

/** The dates on which somebody can be put on a place: there is one left, she isn't there yet, and she has time. */
export function datesWithPlace(
	dates: readonly Occurrence[],
	need: Need,
	person: PersonId,
	staffing: (date: Occurrence) => NeedStaffing | undefined,
	shifts: readonly MyShift[]
): Occurrence[] {
	return dates.filter((date) => {
		const now = staffing(date);
		if (date.cancelled || !now || busyAt(date, shifts)) return false;
		const holding = now.claims.filter(({ standing }) => isHeld(standing));
		return holding.length < need.max && !holding.some(({ claim }) => claim.person === person);
	});
}

function isHeld(standing: Standing): boolean {
	return (
		standing.status === 'confirmed' ||
		standing.status === 'waitlist' ||
		standing.status === 'requested'
	);
}

function busyAt(date: Occurrence, shifts: readonly MyShift[]): Occurrence | null {
	const at = ({ dayNumber }: Occurrence, minutes: number) => dayNumber * 1440 + minutes;
	const shift = shifts.find(
		({ occurrence: other }) =>
			!other.cancelled &&
			at(other, other.from) < at(date, date.until) &&
			at(date, date.from) < at(other, other.until)
	);
	return shift?.occurrence ?? null;
}

function byUse(a: Candidate, b: Candidate): number {
	return (
		Number(b.isQualified) - Number(a.isQualified) ||
		Number(a.busy !== null) - Number(b.busy !== null) ||
		a.person.name.localeCompare(b.person.name)
	);
}
