import type { Closure, OpeningWindow, Venue } from '../directory/directory.ts';
import type { ClosureId } from '../ids.ts';
import { dayOf, weekdayOfNumber, type Minutes } from '../time/day.ts';
import { publicHoliday, type HolidayName } from '../time/holidays.ts';
import { schoolHoliday, type SchoolHolidayName } from '../time/school.ts';

/** From (included) until (excluded), in minutes since midnight of the day that was asked about. */
export type OpenStretch = [from: Minutes, until: Minutes];

/** Why a venue cannot be used at a time. */
export type ClosedReason =
	| { readonly kind: 'public-holiday'; readonly name: HolidayName }
	| { readonly kind: 'school-holiday'; readonly name: SchoolHolidayName }
	| { readonly kind: 'closure'; readonly id: ClosureId; readonly reason: string }
	/** It is open, but not throughout; when it is, in joined stretches. */
	| { readonly kind: 'outside-window'; readonly windows: readonly OpenStretch[] };

/**
 * Why a venue is closed for a stretch of time, or null when it is open throughout.
 *
 * `from` and `until` are minutes since midnight of `dayNumber` and take in set-up and clearing: `from`
 * may lie below 0, `until` past 1440, and every day that the stretch touches must be open. Nothing is
 * stored: lifting a closure gives back the answer from before it (DESIGN.md section 3).
 *
 * `closures` are those of the venue's organisation, of other venues too; windows of others are skipped.
 */
export function closedFor(
	venue: Venue,
	windows: readonly OpeningWindow[],
	closures: readonly Closure[],
	dayNumber: number,
	from: Minutes,
	until: Minutes
): ClosedReason | null {
	const own = ownWindows(venue, windows);
	const open: OpenStretch[] = [];
	const lastDay = Math.max(Math.floor(from / 1440), Math.ceil(until / 1440) - 1);
	for (let day = Math.floor(from / 1440); day <= lastDay; day++) {
		const closed = closedAllDay(venue, own, closures, dayNumber + day);
		if (closed) return closed;
		open.push(...openDuring(venue, own, closures, dayNumber + day).map(later(day * 1440)));
	}
	const joined = join(open);
	const inside = joined.some((stretch) => stretch[0] <= from && until <= stretch[1]);
	return inside ? null : { kind: 'outside-window', windows: joined };
}

/**
 * When a venue is open on one calendar day, in joined stretches between 0 and 1440, for drawing. What
 * a window has past midnight lies in the next day. `closed` says why there is no stretch at all.
 */
export function openStretches(
	venue: Venue,
	windows: readonly OpeningWindow[],
	closures: readonly Closure[],
	dayNumber: number
): { stretches: OpenStretch[]; closed: ClosedReason | null } {
	const own = ownWindows(venue, windows);
	const closed = closedAllDay(venue, own, closures, dayNumber);
	if (closed) return { stretches: [], closed };
	const stretches = join(openDuring(venue, own, closures, dayNumber));
	const never: ClosedReason = { kind: 'outside-window', windows: [] };
	return { stretches, closed: stretches.length === 0 ? never : null };
}

function ownWindows(venue: Venue, windows: readonly OpeningWindow[]): readonly OpeningWindow[] {
	return windows.filter((window) => window.venue === venue.id && !window.removed);
}

/** Why a calendar day is closed from midnight to midnight, whatever the windows of the day before. */
function closedAllDay(
	venue: Venue,
	own: readonly OpeningWindow[],
	closures: readonly Closure[],
	dayNumber: number
): ClosedReason | null {
	const holiday = venue.closedOnHolidays ? publicHoliday(dayNumber) : null;
	if (holiday) return { kind: 'public-holiday', name: holiday };

	const school = venue.school ? schoolHoliday(venue.school, dayNumber) : null;
	if (school && !opensInHolidays(own, dayNumber))
		return { kind: 'school-holiday', name: school.name };

	const closure = closureOf(venue, closures, dayNumber);
	return closure ? { kind: 'closure', id: closure.id, reason: closure.reason } : null;
}

/** A school lends its rooms in its holidays only where a window says so for that weekday (DOMAIN.md row 1). */
function opensInHolidays(own: readonly OpeningWindow[], dayNumber: number): boolean {
	const weekday = weekdayOfNumber(dayNumber);
	return own.some(({ when, weekdays }) => when === 'school-holidays' && weekdays.includes(weekday));
}

function closureOf(venue: Venue, closures: readonly Closure[], dayNumber: number): Closure | null {
	if (closures.length === 0) return null;
	const day = dayOf(dayNumber);
	const closure = closures.find(
		({ removed, venue: only, first, last }) =>
			!removed && (only === null || only === venue.id) && first <= day && day <= last
	);
	return closure ?? null;
}

/** When a day that is not closed is open, unjoined: its own windows, and what the day before has past midnight. */
function openDuring(
	venue: Venue,
	own: readonly OpeningWindow[],
	closures: readonly Closure[],
	dayNumber: number
): OpenStretch[] {
	if (own.length === 0) return [[0, 1440]];
	const today = own.filter((window) => inForce(window, venue, dayNumber));
	const eve = own.filter((window) => window.until > 1440 && inForce(window, venue, dayNumber - 1));
	const eveClosed = eve.length > 0 && closedAllDay(venue, own, closures, dayNumber - 1) !== null;
	const tails = eveClosed ? [] : eve.map(stretchOf).map(later(-1440));
	return [...today.map(stretchOf), ...tails].map(withinDay).filter(([from, until]) => from < until);
}

/** Without a school calendar no day is known as a holiday: windows for school days hold, the others never do. */
function inForce(window: OpeningWindow, venue: Venue, dayNumber: number): boolean {
	if (!window.weekdays.includes(weekdayOfNumber(dayNumber))) return false;
	if (window.when === 'always') return true;
	const holiday = venue.school !== null && schoolHoliday(venue.school, dayNumber) !== null;
	return holiday === (window.when === 'school-holidays');
}

function stretchOf({ from, until }: OpeningWindow): OpenStretch {
	return [from, until];
}

function withinDay([from, until]: OpenStretch): OpenStretch {
	return [Math.max(from, 0), Math.min(until, 1440)];
}

function later(minutes: Minutes): (stretch: OpenStretch) => OpenStretch {
	return ([from, until]) => [from + minutes, until + minutes];
}

/** The same time in as few stretches as possible, ascending: those that overlap or touch become one. */
function join(stretches: readonly OpenStretch[]): OpenStretch[] {
	const joined: OpenStretch[] = [];
	for (const [from, until] of stretches.toSorted((a, b) => a[0] - b[0])) {
		const last = joined.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], until);
		else joined.push([from, until]);
	}
	return joined;
}
