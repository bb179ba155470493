import { expect, test } from 'vitest';
import { isWhole, minutesOf, stepped } from './clock-input.ts';

test.each([
	['16', 960],
	['1630', 990],
	['930', 570],
	['0930', 570],
	['16:30', 990],
	['9:05', 545],
	['16.30', 990],
	['16u30', 990],
	['16 u 30', 990],
	['16h30', 990],
	['16u', 960],
	['16 uur', 960],
	[' 8 ', 480],
	['0', 0],
	['24:00', 0]
])('"%s" is a time', (written, minutes) => {
	expect(minutesOf(written)).toBe(minutes);
});

test.each(['', 'vier', '25', '16:75', '163', '99999', '16:3', '24:30', '-4'])(
	'"%s" is none',
	(written) => {
		expect(minutesOf(written)).toBeNull();
	}
);

test('an arrow goes to the next quarter of an hour, and round past midnight', () => {
	expect(stepped(960, 1, 15)).toBe(975);
	expect(stepped(967, 1, 15)).toBe(975);
	expect(stepped(967, -1, 15)).toBe(960);
	expect(stepped(1435, 1, 15)).toBe(0);
	expect(stepped(0, -1, 15)).toBe(1425);
});

test('a time counts while it is written only when nothing more can follow', () => {
	expect(['16:30', '1630', '16u30'].map(isWhole)).toEqual([true, true, true]);
	expect(['1', '16', '163', '16:3', '9:30', '2575'].some(isWhole)).toBe(false);
});
