import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from './toasts.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a message goes by itself, one with a way back stays longer', () => {
	const toasts = new Toasts();
	toasts.say('Bewaard');
	toasts.say('Verwijderd', { undo: () => undefined });
	vi.advanceTimersByTime(10_000);
	expect(toasts.list.map((toast) => toast.words)).toEqual(['Verwijderd']);
	vi.advanceTimersByTime(15_000);
	expect(toasts.list).toEqual([]);
});

test('nothing disappears while somebody reads', () => {
	const toasts = new Toasts();
	toasts.say('Bewaard');
	toasts.hold();
	vi.advanceTimersByTime(60_000);
	expect(toasts.list).toHaveLength(1);
	toasts.release();
	vi.advanceTimersByTime(8_000);
	expect(toasts.list).toHaveLength(0);
});

test('a way back is taken once', () => {
	const toasts = new Toasts();
	const undo = vi.fn();
	toasts.say('Verwijderd', { undo });
	const [toast] = toasts.list;
	toasts.takeBack(toast!);
	toasts.takeBack(toast!);
	expect(undo).toHaveBeenCalledOnce();
});

test('at most three messages stand on the screen, the newest ones', () => {
	const toasts = new Toasts();
	for (const words of ['een', 'twee', 'drie', 'vier']) toasts.say(words);
	expect(toasts.list.map((toast) => toast.words)).toEqual(['twee', 'drie', 'vier']);
});
