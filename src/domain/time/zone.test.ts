import { fc, test as property } from '@fast-check/vitest';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dateOf, numberOf } from './day.ts';
import { minutesOfDay, today, zoneNamed } from './zone.ts';

const brussels = zoneNamed('Europe/Brussels');
const spring = numberOf(2027, 3, 28);
const autumn = numberOf(2027, 10, 31);

const anyDay = fc.integer({ min: numberOf(2020, 1, 1), max: numberOf(2035, 12, 31) });
const anyTime = fc.integer({ min: 0, max: 2880 });
/** Half-hour and southern changes, a change of date, a zone that stands still. */
const anyZone = fc.constantFrom(
	'Europe/Brussels',
	'Europe/London',
	'America/New_York',
	'America/Santiago',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'Pacific/Apia'
);

/** What Temporal makes of the same wall time, in minutes. */
function temporalInstant(zone: string, dayNumber: number, minutes: number): number {
	const { year, month, date } = dateOf(dayNumber + Math.floor(minutes / 1440));
	const [hour, minute] = [Math.floor((minutes % 1440) / 60), minutes % 60];
	const wall = new Temporal.PlainDateTime(year, month, date, hour, minute);
	return wall.toZonedDateTime(zone).epochMilliseconds / 60_000;
}

function temporalWall(zone: string, instant: number): { dayNumber: number; minutes: number } {
	const moment = Temporal.Instant.fromEpochMilliseconds(instant * 60_000).toZonedDateTimeISO(zone);
	return {
		dayNumber: numberOf(moment.year, moment.month, moment.day),
		minutes: moment.hour * 60 + moment.minute
	};
}

function utc(...date: [number, number, number, number, number]): number {
	const [year, month, day, hour, minute] = date;
	return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}

describe('a zone', () => {
	property.prop([anyZone, anyDay, anyTime])(
		'has the instants that Temporal has',
		(name, dayNumber, minutes) => {
			const expected = temporalInstant(name, dayNumber, minutes);
			expect(zoneNamed(name).instant(dayNumber, minutes)).toBe(expected);
		}
	);

	property.prop([anyZone, anyDay, anyTime])(
		'shows the wall time that Temporal shows',
		(name, dayNumber, minutes) => {
			const instant = dayNumber * 1440 + minutes;
			expect(zoneNamed(name).wall(instant)).toEqual(temporalWall(name, instant));
		}
	);

	test.each([spring, autumn])('is right in every minute around the change on day %i', (changed) => {
		for (let minutes = 0; minutes <= 2880; minutes++) {
			const instant = brussels.instant(changed - 1, minutes);
			expect(instant).toBe(temporalInstant('Europe/Brussels', changed - 1, minutes));
			expect(brussels.wall(instant)).toEqual(temporalWall('Europe/Brussels', instant));
		}
	});

	test('a coffee morning at ten stays at ten through both clock changes of 2027', () => {
		expect(brussels.instant(spring - 1, 600)).toBe(utc(2027, 3, 27, 9, 0));
		expect(brussels.instant(spring, 600)).toBe(utc(2027, 3, 28, 8, 0));
		expect(brussels.instant(autumn - 1, 600)).toBe(utc(2027, 10, 30, 8, 0));
		expect(brussels.instant(autumn, 600)).toBe(utc(2027, 10, 31, 9, 0));
	});

	test('half past two, skipped in spring, lies an hour later; twice there in autumn, it is the first', () => {
		expect(brussels.instant(spring, 150)).toBe(utc(2027, 3, 28, 1, 30));
		expect(brussels.wall(utc(2027, 3, 28, 1, 30)).minutes).toBe(210);
		expect(brussels.instant(autumn, 150)).toBe(utc(2027, 10, 31, 0, 30));
	});

	test('one in the night after New Year’s Eve belongs to the new year', () => {
		const eve = numberOf(2026, 12, 31);
		expect(brussels.instant(eve, 1500)).toBe(brussels.instant(eve + 1, 60));
		expect(brussels.wall(utc(2026, 12, 31, 23, 30))).toEqual({ dayNumber: eve + 1, minutes: 30 });
	});

	test('Samoa has no 30 December 2011', () => {
		const missing = numberOf(2011, 12, 30);
		const apia = zoneNamed('Pacific/Apia');
		expect(apia.instant(missing, 600)).toBe(temporalInstant('Pacific/Apia', missing, 600));
		expect(apia.wall(utc(2011, 12, 30, 10, 0)).dayNumber).toBe(missing + 1);
	});

	test('Nepal skipped the first quarter of an hour of 1986', () => {
		const newYear = numberOf(1986, 1, 1);
		const nepal = zoneNamed('Asia/Kathmandu');
		expect(nepal.instant(newYear, 10)).toBe(temporalInstant('Asia/Kathmandu', newYear, 10));
		expect(nepal.wall(nepal.instant(newYear, 10)).minutes).toBe(25);
	});

	test('that nobody knows is refused by name', () => {
		expect(() => zoneNamed('Europe/Dilbeek')).toThrow(RangeError);
	});
});

test('today is the day on the wall, not the day in Greenwich', () => {
	const halfPastMidnight = Date.UTC(2027, 5, 30, 22, 30, 59, 999);
	expect(today(halfPastMidnight, brussels)).toBe('2027-07-01');
	expect(minutesOfDay(halfPastMidnight, brussels)).toBe(30);
});
