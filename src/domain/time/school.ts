import { dateOf, dayNumber, numberOf, weekdayOfNumber, type Day } from './day.ts';
import { easter } from './holidays.ts';

/** Whose school calendar: the communities' holidays overlap only at Christmas and in summer. */
export type SchoolCommunity = 'flemish' | 'french';

/** Named per community, because a translation of the one is not the name of the other. */
export type SchoolHolidayName = FlemishHoliday | FrenchHoliday;

type FlemishHoliday = 'autumn' | 'christmas' | 'carnival' | 'easter' | 'summer';
/** `relaxation` is the congé de détente. */
type FrenchHoliday = 'autumn' | 'winter' | 'relaxation' | 'spring' | 'summer';

/** A school holiday, first and last day included; weekends that adjoin it are left out unless published with it. */
export interface SchoolHoliday {
	readonly name: SchoolHolidayName;
	readonly first: Day;
	readonly last: Day;
}

/** The calendar of one school year as its community published it. */
export interface PublishedSchoolYear {
	readonly community: SchoolCommunity;
	/** The days for which it speaks, both included: from one summer's end to the next. */
	readonly first: Day;
	readonly last: Day;
	readonly source: string;
	readonly holidays: readonly SchoolHoliday[];
}

const flemishSource = 'Vlaamse overheid, schoolvakanties 2026-2029, collected November 2026';

/** The summer's end: a school year begins on the last Monday of August (decree of 31 March 2022). */
const frenchSource = 'Fédération Wallonie-Bruxelles, calendrier 2026-2027, collected November 2026';

/** Every calendar known, ascending within a community. A new year is a new row here, and nothing else. */
export const publishedSchoolYears: readonly PublishedSchoolYear[] = [
	{
		community: 'flemish',
		...span('2026-09-01', '2027-08-31'),
		source: flemishSource,
		holidays: [
			{ name: 'autumn', ...span('2026-11-02', '2026-11-08') },
			{ name: 'christmas', ...span('2026-12-21', '2027-01-03') },
			{ name: 'carnival', ...span('2027-02-08', '2027-02-14') },
			{ name: 'easter', ...span('2027-03-29', '2027-04-11') },
			{ name: 'summer', ...span('2027-07-01', '2027-08-31') }
		]
	},
	{
		community: 'flemish',
		...span('2027-09-01', '2028-08-31'),
		source: flemishSource,
		holidays: [
			{ name: 'autumn', ...span('2027-11-01', '2027-11-07') },
			{ name: 'christmas', ...span('2027-12-27', '2028-01-09') },
			{ name: 'carnival', ...span('2028-02-28', '2028-03-05') },
			{ name: 'easter', ...span('2028-04-03', '2028-04-17') },
			{ name: 'summer', ...span('2028-07-01', '2028-08-31') }
		]
	},
	{
		community: 'flemish',
		...span('2028-09-01', '2029-08-31'),
		source: flemishSource,
		holidays: [
			{ name: 'autumn', ...span('2028-10-30', '2028-11-05') },
			{ name: 'christmas', ...span('2028-12-25', '2029-01-07') },
			{ name: 'carnival', ...span('2029-02-12', '2029-02-18') },
			{ name: 'easter', ...span('2029-04-02', '2029-04-15') },
			{ name: 'summer', ...span('2029-07-01', '2029-08-31') }
		]
	},
	{
		community: 'french',
		...span('2026-08-31', '2027-08-29'),
		source: frenchSource,
		holidays: [
			{ name: 'autumn', ...span('2026-10-19', '2026-11-01') },
			{ name: 'winter', ...span('2026-12-21', '2027-01-03') },
			{ name: 'relaxation', ...span('2027-02-22', '2027-03-07') },
			{ name: 'spring', ...span('2027-04-26', '2027-05-09') },
			{ name: 'summer', ...span('2027-07-03', '2027-08-29') }
		]
	}
];

function span(first: string, last: string): { first: Day; last: Day } {
	return { first: first as Day, last: last as Day };
}

/** A holiday in day numbers, both included. */
export interface SchoolHolidaySpan {
	readonly name: SchoolHolidayName;
	readonly first: number;
	readonly last: number;
}

/**
 * The Flemish school holidays of the school year that begins in September of `year`, by the rule of
 * the government decision of 17 April 1991: years beyond the last published one can be planned too.
 */
export function flemishRule(year: number): SchoolHolidaySpan[] {
	return [
		days('autumn', autumnMonday(year), 7),
		days('christmas', christmasMonday(year), 14),
		days('carnival', easter(year + 1) - 48, 7),
		easterHoliday(year + 1),
		{ name: 'summer', first: numberOf(year + 1, 7, 1), last: numberOf(year + 1, 8, 31) }
	];
}

function days(name: SchoolHolidayName, first: number, count: number): SchoolHolidaySpan {
	return { name, first, last: first + count - 1 };
}

/** The week of 1 November, or the week after it when that is a Sunday. */
function autumnMonday(year: number): number {
	const allSaints = numberOf(year, 11, 1);
	return weekdayOfNumber(allSaints) === 7 ? allSaints + 1 : mondayOf(allSaints);
}

/** The Monday of Christmas' week, or the one after when Christmas falls in a weekend. */
function christmasMonday(year: number): number {
	const christmas = numberOf(year, 12, 25);
	return mondayOf(christmas) + (weekdayOfNumber(christmas) >= 6 ? 7 : 0);
}

/** Two weeks; when Easter is after 15 April they lie before it, and Easter Monday closes them. */
function easterHoliday(year: number): SchoolHolidaySpan {
	const sunday = easter(year);
	if (sunday < numberOf(year, 4, 1)) return days('easter', sunday + 1, 14);
	if (sunday > numberOf(year, 4, 15)) return days('easter', sunday - 13, 15);
	return days('easter', mondayOf(numberOf(year, 4, 7)), 14);
}

/** Monday of the week in which a day lies: of the 7th of a month, the month's first Monday. */
function mondayOf(dayNumber: number): number {
	return dayNumber + 1 - weekdayOfNumber(dayNumber);
}

/** A stretch of days for which the holidays are known, in day numbers, both included. */
interface Calendar {
	readonly first: number;
	readonly last: number;
	readonly confirmed: boolean;
	readonly holidays: readonly SchoolHolidaySpan[];
}

const published: Readonly<Record<SchoolCommunity, readonly Calendar[]>> = {
	flemish: calendarsOf('flemish'),
	french: calendarsOf('french')
};

function calendarsOf(community: SchoolCommunity): Calendar[] {
	const years = publishedSchoolYears.filter((year) => year.community === community);
	return years.map((year) => ({
		...numbers(year),
		confirmed: true,
		holidays: year.holidays.map((holiday) => ({ name: holiday.name, ...numbers(holiday) }))
	}));
}

function numbers({ first, last }: { first: Day; last: Day }): { first: number; last: number } {
	return { first: dayNumber(first), last: dayNumber(last) };
}

/**
 * Which school holiday of a community a day lies in, or null.
 *
 * `confirmed` is false where the Flemish rule speaks because no calendar is published. Beyond the
 * French calendars the answer is null, which is not "school": ask `schoolCalendarKnown`.
 */
export function schoolHoliday(
	community: SchoolCommunity,
	dayNumber: number
): { name: SchoolHolidayName; confirmed: boolean } | null {
	const calendar = calendarFor(community, dayNumber);
	const holiday = calendar?.holidays.find((span) => holds(span, dayNumber));
	return calendar && holiday ? { name: holiday.name, confirmed: calendar.confirmed } : null;
}

/** Whether anything is known of this community's holidays on a day; for the Flemish the rule always answers. */
export function schoolCalendarKnown(community: SchoolCommunity, dayNumber: number): boolean {
	return calendarFor(community, dayNumber) !== null;
}

function calendarFor(community: SchoolCommunity, dayNumber: number): Calendar | null {
	const calendar = published[community].find((known) => holds(known, dayNumber));
	return calendar ?? (community === 'flemish' ? ruleCalendar(dayNumber) : null);
}

const ruleCalendars = new Map<number, Calendar>();

/** The calendar by the Flemish rule of the school year in which a day lies, computed once. */
function ruleCalendar(dayNumber: number): Calendar {
	const { year, month } = dateOf(dayNumber);
	const begins = month >= 9 ? year : year - 1;
	const calendar = ruleCalendars.get(begins) ?? calendarByRule(begins);
	ruleCalendars.set(begins, calendar);
	return calendar;
}

function calendarByRule(year: number): Calendar {
	return {
		first: numberOf(year, 9, 1),
		last: numberOf(year + 1, 8, 31),
		confirmed: false,
		holidays: flemishRule(year)
	};
}

function holds(stretch: { first: number; last: number }, dayNumber: number): boolean {
	return stretch.first <= dayNumber && dayNumber <= stretch.last;
}
