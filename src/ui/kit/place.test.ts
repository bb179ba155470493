import { expect, test } from 'vitest';
import { place } from './place.ts';

const phone = { width: 390, height: 844 };
const menu = { width: 300, height: 200 };

test('a menu opens below its button, in line with it', () => {
	const button = { left: 16, top: 100, width: 120, height: 44 };
	expect(place(button, menu, phone)).toEqual({ left: 16, top: 148 });
});

test('a menu at the bottom opens upwards, one at the right edge to the left', () => {
	const button = { left: 300, top: 790, width: 74, height: 44 };
	expect(place(button, menu, phone)).toEqual({ left: 74, top: 586 });
});

test('a menu that fits nowhere still begins inside the window', () => {
	const button = { left: 16, top: 400, width: 120, height: 44 };
	const { left, top } = place(button, { width: 600, height: 900 }, phone);
	expect([left, top]).toEqual([8, 8]);
});
