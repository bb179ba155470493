import { expect, test } from 'vitest';
import { type Day, parseWeek, weekText } from '#domain/time/day.ts';
import { addressHref, monthAway, monthOf, readAddress } from './week-address.ts';

const today = '2026-11-24' as Day;
const read = (week: string | undefined, query = '') =>
	readAddress(week, new URLSearchParams(query), today);

test('an address says the week, the view, the neighbourhood and what is open', () => {
	const query = 'beeld=agenda&buurt=n000000000000000&open=s000000000000000%402026-11-24&bij=wie';
	const address = read('2026-W48', query);
	expect(addressHref('/w/x/week', address)).toBe(`/w/x/week/2026-W48?${query}`);
});

test('an address of nonsense is this week', () => {
	const address = read('2026-W60', 'beeld=kubus&buurt=<b>&open=1&bij=3');
	expect(addressHref('/week', address)).toBe('/week/2026-W48');
});

test('a new activity remembers the cell in which it was asked for', () => {
	const address = read('2026-W48', 'nieuw=1&dag=2026-11-26&zaal=v000000000000000');
	expect(address.making).toEqual({ day: '2026-11-26', venue: 'v000000000000000' });
});

test('from month to month every month comes once, also where 1 January lies in week 53', () => {
	let week = parseWeek('2026-W45')!;
	const months = [monthOf(week)];
	for (let at = 0; at < 4; at++) {
		week = monthAway(week, 1);
		months.push(monthOf(week));
	}
	expect(months.map((month) => month.slice(0, 7))).toEqual([
		'2026-11',
		'2026-12',
		'2027-01',
		'2027-02',
		'2027-03'
	]);
	expect(weekText(monthAway(parseWeek('2027-W01')!, -1))).toBe('2026-W49');
});
