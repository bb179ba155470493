import { fc, test as property } from '@fast-check/vitest';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
	anyRepeated,
	anyRule,
	anyWindow,
	begin,
	end,
	on,
	weekly
} from '#tests/support/any-rule.ts';
import { dayOf, weekOf, type Day } from '../time/day.ts';
import { zoneNamed } from '../time/zone.ts';
import { isRuleDay, ruleDays } from './expand.ts';
import type { Rule } from './rule.ts';

const brussels = zoneNamed('Europe/Brussels');
const letters = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function days(rule: Rule, first: string, last: string): Day[] {
	return ruleDays(rule, on(first), on(last)).map(dayOf);
}

/** The instants, in minutes since 1970, at which rrule-temporal lets a rule begin at a time of day. */
function peerInstants(rule: Exclude<Rule, { kind: 'once' }>, minutes: number): number[] {
	const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
	const at = (day: Day, plainTime: Temporal.PlainTime) =>
		Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Europe/Brussels', plainTime });
	const peer = new RRuleTemporal({
		freq: rule.kind === 'weekly' ? 'WEEKLY' : 'MONTHLY',
		interval: rule.every,
		wkst: 'MO',
		byDay: byDay(rule),
		dtstart: at(rule.start, time),
		until: at(rule.until, Temporal.PlainTime.from('23:59'))
	});
	return peer.all().map((moment) => moment.epochMilliseconds / 60_000);
}

function byDay(rule: Exclude<Rule, { kind: 'once' }>): string[] {
	if (rule.kind === 'weekly') return rule.weekdays.map((weekday) => letters[weekday - 1]!);
	return [`${rule.nth}${letters[rule.weekday - 1]!}`];
}

describe('the days of a rule', () => {
	property.prop([anyRepeated, fc.constantFrom(0, 600, 1410)], { numRuns: 150 })(
		'are those of rrule-temporal, at the same instants in Brussels',
		(rule, minutes) => {
			if (rule.kind === 'once') return;
			const instants = ruleDays(rule, begin, end + 500).map((day) =>
				brussels.instant(day, minutes)
			);
			expect(instants).toEqual(peerInstants(rule, minutes));
		}
	);

	test('two days a week keep their hour over both clock changes of 2027, as in rrule-temporal', () => {
		const rule = weekly('2027-03-01', '2027-11-30', 1, 3, 7);
		if (rule.kind === 'once') return;
		const instants = ruleDays(rule, begin, end).map((day) => brussels.instant(day, 600));
		expect(instants).toEqual(peerInstants(rule, 600));
		expect(days(rule, '2027-03-28', '2027-03-28')).toHaveLength(1);
		expect(days(rule, '2027-10-31', '2027-10-31')).toHaveLength(1);
	});

	// RFC 5545 (3.3.10) lets such a date fall out, and rrule-temporal does; people would miss their Sunday.
	test('a date at half past two in the night of the spring change stays, an hour later', () => {
		const rule = weekly('2027-03-21', '2027-04-04', 1, 7);
		if (rule.kind === 'once') return;
		const instants = ruleDays(rule, begin, end).map((day) => brussels.instant(day, 150));
		expect(instants).toHaveLength(3);
		expect(brussels.wall(instants[1]!)).toEqual({ dayNumber: on('2027-03-28'), minutes: 210 });
		expect(peerInstants(rule, 150)).toEqual([instants[0], instants[2]]);
	});

	test('every week goes through week 53 of 2026', () => {
		const found = days(weekly('2026-12-18', '2027-01-15', 1, 5), '2026-12-01', '2027-02-01');
		expect(found.map((day) => weekOf(day).week)).toEqual([51, 52, 53, 1, 2]);
	});

	test('every second week counts from the week of the start, whatever the weekday of the start', () => {
		const rule = weekly('2026-12-24', '2027-02-01', 2, 1, 5);
		expect(days(rule, '2026-12-01', '2027-03-01')).toEqual([
			'2026-12-25',
			'2027-01-04',
			'2027-01-08',
			'2027-01-18',
			'2027-01-22',
			'2027-02-01'
		]);
	});

	test('a month without a fifth Tuesday is skipped', () => {
		const [start, until] = ['2027-01-01' as Day, '2027-08-31' as Day];
		const rule: Rule = { kind: 'monthly', start, until, every: 1, nth: 5, weekday: 2 };
		expect(days(rule, '2027-01-01', '2027-12-31')).toEqual([
			'2027-03-30',
			'2027-06-29',
			'2027-08-31'
		]);
	});

	test('the last Sunday of a month meets both clock changes', () => {
		const [start, until] = ['2027-01-01' as Day, '2027-12-31' as Day];
		const rule: Rule = { kind: 'monthly', start, until, every: 7, nth: -1, weekday: 7 };
		expect(days({ ...rule, start: '2027-03-01' as Day }, '2027-01-01', '2027-12-31')).toEqual([
			'2027-03-28',
			'2027-10-31'
		]);
	});

	property.prop([anyRule, anyWindow])(
		'are those that are a rule day when asked one by one',
		(rule, { first, last }) => {
			const every = Array.from({ length: last - first + 1 }, (_, index) => first + index);
			expect(ruleDays(rule, first, last)).toEqual(every.filter((day) => isRuleDay(rule, day)));
		}
	);

	property.prop([anyRule, anyWindow, fc.nat(400)])(
		'of two halves of a window are those of the whole',
		(rule, { first, last }, length) => {
			const middle = Math.min(first + length, last);
			const halves = [...ruleDays(rule, first, middle), ...ruleDays(rule, middle + 1, last)];
			expect(halves).toEqual(ruleDays(rule, first, last));
		}
	);
});
