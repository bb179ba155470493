// Faults planted in arrival-key.ts, each seen red and taken back: another key each time, one that does not outlive
// the page, one that is never thrown away, or stays in the page when it is; a shelf that refuses fails the call.
import { expect, test } from 'vitest';
import { ArrivalKey } from './arrival-key.ts';

function shelf() {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
}

let next = 0;
const random = (count: number) => new Uint8Array(count).fill(++next);

test('is the same until it is thrown away, in every page', () => {
	const kept = shelf();
	const page = new ArrivalKey(kept, random);
	expect(page.tried).toBeNull();
	const key = page.read();
	expect(key).toMatch(/^[\w-]{43}$/);
	expect(page.read()).toBe(key);
	const later = new ArrivalKey(kept, random);
	expect([later.tried, later.read()]).toEqual([key, key]);
	later.throwAway();
	page.throwAway();
	expect([page.tried, later.tried]).toEqual([null, null]);
	expect(page.read()).not.toBe(key);
});

test('lives as long as the page where nothing is kept', () => {
	const refuse = () => {
		throw new Error('SecurityError');
	};
	for (const refusing of [null, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
		const page = new ArrivalKey(refusing, random);
		const key = page.read();
		expect([page.read(), page.tried]).toEqual([key, key]);
		page.throwAway();
		expect(page.tried).toBeNull();
	}
});
