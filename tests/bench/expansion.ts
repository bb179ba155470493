import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { occurrences, ruleDays } from '#domain/series/expand.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { SeriesRecords } from '#domain/series/series.ts';
import { SeasonId, SeriesId } from '#domain/ids.ts';
import { dayNumber, type Day, type Weekday } from '#domain/time/day.ts';
import { zoneNamed } from '#domain/time/zone.ts';
import { race } from './race.ts';
import type { Effort, Row } from './row.ts';

type Repeated = Exclude<Rule, { kind: 'once' }>;

const zoneName = 'Europe/Brussels';
const start = '2027-01-01' as Day;
const until = '2027-12-31' as Day;
const fromMinutes = 600;
const letters = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Scale L of DESIGN.md section 9: 800 series, here with four dates a week each, and one in eight monthly. */
const rules = Array.from({ length: 800 }, (_, index) => ruleAt(index));

function ruleAt(index: number): Repeated {
	const weekday = ((index % 7) + 1) as Weekday;
	if (index % 8 === 7) return { kind: 'monthly', start, until, every: 1, nth: -1, weekday };
	const weekdays = ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => (day + index) % 7 < 4);
	return { kind: 'weekly', start, until, every: 1, weekdays };
}

function recordsAt(rule: Rule, index: number): SeriesRecords {
	const id = SeriesId.parse(`series${String(index).padStart(10, '0')}`)!;
	const season = SeasonId.parse('season0000000000')!;
	const where = { neighbourhood: null, organisation: null, venue: null };
	const when = { rule, from: fromMinutes, until: 720, setUpMinutes: 0, clearingMinutes: 0 };
	const plan = { title: 'Koffie', note: '', staffRules: [], ...where, ...when };
	return { series: { id, season, plan, removed: false }, parts: [], needs: [], changes: new Map() };
}

/** Per series, every instant (minutes since 1970) at which a date begins: the days, then the clock. */
function ownInstants(): number[][] {
	const zone = zoneNamed(zoneName);
	const [first, last] = [dayNumber(start), dayNumber(until)];
	return rules.map((rule) =>
		ruleDays(rule, first, last).map((day) => zone.instant(day, fromMinutes))
	);
}

function peerInstants(): number[][] {
	return rules.map((rule) =>
		peerRule(rule)
			.all()
			.map((moment) => moment.epochMilliseconds / 60_000)
	);
}

function peerRule(rule: Repeated): RRuleTemporal {
	const weekly = rule.kind === 'weekly';
	return new RRuleTemporal({
		freq: weekly ? 'WEEKLY' : 'MONTHLY',
		interval: rule.every,
		byDay: weekly
			? rule.weekdays.map((day) => letters[day - 1]!)
			: [`${rule.nth}${letters[rule.weekday - 1]!}`],
		dtstart: Temporal.ZonedDateTime.from(`${start}T10:00[${zoneName}]`),
		until: Temporal.ZonedDateTime.from(`${until}T23:59[${zoneName}]`),
		temporal: Temporal
	});
}

/** How fast a year of a federation's dates is laid out, beside rrule-temporal on the same rules in the same run. */
export function benchExpansion({ quick }: Effort): Row[] {
	const own = ownInstants().flat();
	const peer = peerInstants().flat();
	const differing = peer.filter((instant, index) => instant !== own[index]).length;
	const records = rules.map(recordsAt);
	const [first, last] = [dayNumber(start), dayNumber(until)];
	const { ownMs, fullMs, peerMs } = race(
		{
			ownMs: ownInstants,
			fullMs: () => records.map((each) => occurrences(each, first, last).length),
			peerMs: peerInstants
		},
		{ rounds: quick ? 1 : 5, roundMs: quick ? 0 : 50 }
	);
	return [
		{ name: 'dates in a year, 800 series', value: own.length, unit: 'dates' },
		{
			name: 'dates that differ from the peer’s',
			value: differing + Math.abs(own.length - peer.length),
			unit: 'dates',
			peer: 'rrule-temporal'
		},
		{ name: 'their instants in Brussels, rrule-temporal', value: peerMs, unit: 'ms' },
		{
			name: 'their instants in Brussels',
			value: ownMs,
			unit: 'ms',
			peer: 'rrule-temporal',
			ratio: peerMs / ownMs,
			aim: '≥ 100 ×'
		},
		{
			name: 'as occurrences, ids and all',
			value: fullMs,
			unit: 'ms',
			peer: 'rrule-temporal, instants only',
			ratio: peerMs / fullMs
		}
	];
}
