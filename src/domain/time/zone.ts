import { Temporal } from 'temporal-polyfill';
import { dateOf, dayOf, numberOf, type Day, type Minutes } from './day.ts';

/** What a clock on the wall shows. */
export interface Wall {
	/** Days since 1 January 1970 in the zone's own calendar. */
	readonly dayNumber: number;
	/** 0 to 1439. */
	readonly minutes: Minutes;
}

/** The clocks of one zone. Instants are whole minutes since 1970 in UTC. */
export interface Zone {
	/** IANA name: `Europe/Brussels`. */
	readonly name: string;
	/**
	 * The instant at which the clock shows `minutes` on that day; past 1440 it is the next day's clock.
	 *
	 * A time that the clock skips in spring lies as much later, a time that it shows twice in autumn is
	 * the first of the two: Temporal's `compatible`. (Repeated dates at a skipped time fall out by RFC 5545
	 * 3.3.10: whoever compares with a calendar program finds that one difference.)
	 */
	instant(dayNumber: number, minutes: Minutes): number;
	/** What the clock shows at an instant; a part of a minute is dropped. */
	wall(instantMinutes: number): Wall;
}

const zones = new Map<string, Zone>();

/** The zone with this IANA name. Throws a `RangeError` when there is none: a workspace's zone is checked when read. */
export function zoneNamed(name: string): Zone {
	const zone = zones.get(name) ?? new Clocks(name);
	zones.set(name, zone);
	return zone;
}

/** Whether there is a zone with this name: asked of whatever names one from outside. */
export function isZone(name: string): boolean {
	try {
		zoneNamed(name);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

export function today(nowMs: number, zone: Zone): Day {
	return dayOf(zone.wall(Math.floor(nowMs / 60_000)).dayNumber);
}

/** Minutes since midnight on the zone's clock, 0 to 1439. */
export function minutesOfDay(nowMs: number, zone: Zone): Minutes {
	return zone.wall(Math.floor(nowMs / 60_000)).minutes;
}

/** A change of the clock, with the offset in minutes from then on. */
interface Change {
	/** The instant of the change, in minutes. */
	readonly at: number;
	/** From this wall time on (in minutes since 1970) the new offset is meant. */
	readonly wallAt: number;
	readonly offset: number;
}

/** The offsets of one calendar year and a few days around it. */
interface Year {
	/** The year holds from this minute … to the one before `until`, on the wall and in UTC alike. */
	readonly from: number;
	readonly until: number;
	/** Minutes east of UTC before the first change. */
	readonly offset: number;
	readonly changes: readonly Change[];
}

/** No zone is further than 26 hours from another, so that two days more serve wall time and UTC alike. */
const marginMinutes = 2 * 1440;

/**
 * A zone that asks Temporal once per year when the clocks change, and adds whole numbers after that.
 *
 * A week view turns thousands of wall times into instants: through Temporal that is a thousand times
 * dearer than through the one or two changes that a year has.
 */
class Clocks implements Zone {
	readonly name: string;
	readonly #years = new Map<number, Year>();
	#last: Year;

	constructor(name: string) {
		this.name = name;
		this.#last = this.#year(dayAt(0));
	}

	instant(dayNumber: number, minutes: Minutes): number {
		const wall = dayNumber * 1440 + minutes;
		const year = this.#yearOf(wall);
		let offset = year.offset;
		for (const change of year.changes) if (wall >= change.wallAt) offset = change.offset;
		return wall - offset;
	}

	wall(instantMinutes: number): Wall {
		const instant = Math.floor(instantMinutes);
		const year = this.#yearOf(instant);
		let offset = year.offset;
		for (const change of year.changes) if (instant >= change.at) offset = change.offset;
		const dayNumber = dayAt(instant + offset);
		return { dayNumber, minutes: instant + offset - dayNumber * 1440 };
	}

	#yearOf(minutes: number): Year {
		if (minutes < this.#last.from || minutes >= this.#last.until) {
			this.#last = this.#year(dayAt(minutes));
		}
		return this.#last;
	}

	#year(dayNumber: number): Year {
		const { year: number } = dateOf(dayNumber);
		const year = this.#years.get(number) ?? yearIn(this.name, number);
		this.#years.set(number, year);
		return year;
	}
}

function dayAt(minutes: number): number {
	return Math.floor(minutes / 1440);
}

function yearIn(zone: string, year: number): Year {
	const from = numberOf(year, 1, 1) * 1440;
	const until = numberOf(year + 1, 1, 1) * 1440;
	const start = Temporal.Instant.fromEpochMilliseconds((from - marginMinutes) * 60_000);
	const begin = start.toZonedDateTimeISO(zone);
	return {
		from,
		until,
		offset: offsetOf(begin),
		changes: changesFrom(begin, until + marginMinutes)
	};
}

function changesFrom(begin: Temporal.ZonedDateTime, until: number): Change[] {
	const changes: Change[] = [];
	let offset = offsetOf(begin);
	let next = begin.getTimeZoneTransition('next');
	while (next && next.epochMilliseconds < until * 60_000) {
		changes.push(changeAt(next, offset));
		offset = offsetOf(next);
		next = next.getTimeZoneTransition('next');
	}
	return changes;
}

function changeAt(moment: Temporal.ZonedDateTime, offsetBefore: number): Change {
	const at = Math.floor(moment.epochMilliseconds / 60_000);
	const offset = offsetOf(moment);
	// Skipped and doubled times both belong to the old offset: in spring the new one begins where the
	// clock lands, in autumn where it would have gone on without the change.
	return { at, wallAt: at + Math.max(offset, offsetBefore), offset };
}

/** Minutes east of UTC; the seconds of before 1940 are dropped. */
function offsetOf(moment: Temporal.ZonedDateTime): number {
	return Math.floor(moment.offsetNanoseconds / 60_000_000_000);
}
