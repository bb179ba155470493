// Faults planted in latest.ts, each seen red and taken back: another list, or another room, is given what was
// made before; everything is made again.
import { expect, test } from 'vitest';
import { Latest } from './latest.ts';

test('what was made of a list is made once, as long as no other comes', () => {
	let times = 0;
	const latest = new Latest((list: readonly string[], room) => `${list.join()} ${room} ${++times}`);
	const [news, others] = [
		['a', 'b'],
		['a', 'b']
	];
	expect([latest.of(news, 1), latest.of(news, 1)]).toEqual(['a,b 1 1', 'a,b 1 1']);
	expect(latest.of(news, 2)).toBe('a,b 2 2');
	expect(latest.of(others, 2)).toBe('a,b 2 3');
	expect(latest.of(news, 2)).toBe('a,b 2 4');
});
