import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from './toasts.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a message goes by itself, one with a way back stays longer', () => {
	const toasts = new Toasts();
	toasts.say('Bewaard');
	vi.advanceTimersByTime(10_000);
	expect(toasts.current).toBeNull();
	toasts.say('Verwijderd', { undo: () => undefined });
	vi.advanceTimersByTime(10_000);
	expect(toasts.current?.words).toBe('Verwijderd');
	vi.advanceTimersByTime(15_000);
	expect(toasts.current).toBeNull();
});

test('nothing disappears while somebody reads', () => {
	const toasts = new Toasts();
	toasts.say('Bewaard');
	toasts.hold();
	vi.advanceTimersByTime(60_000);
	expect(toasts.current).not.toBeNull();
	toasts.release();
	vi.advanceTimersByTime(8_000);
	expect(toasts.current).toBeNull();
});

test('a way back is taken once', () => {
	const toasts = new Toasts();
	const undo = vi.fn();
	toasts.say('Verwijderd', { undo });
	const toast = toasts.current;
	toasts.takeBack(toast!);
	toasts.takeBack(toast!);
	expect(undo).toHaveBeenCalledOnce();
});

test('a newer message takes the place of the older one, and has its full time', () => {
	const toasts = new Toasts();
	toasts.say('Bewaard');
	vi.advanceTimersByTime(7_000);
	toasts.say('Verwijderd');
	expect(toasts.current?.words).toBe('Verwijderd');
	vi.advanceTimersByTime(7_000);
	expect(toasts.current?.words).toBe('Verwijderd');
});

test('what covers the page shows the message instead of the page, and hands it back', () => {
	const toasts = new Toasts();
	const [page, sheet] = [Symbol('page'), Symbol('sheet')];
	const leave = toasts.stand(sheet, true);
	toasts.stand(page, false);
	expect([page, sheet].map((region) => toasts.isShownIn(region))).toEqual([false, true]);
	leave();
	expect(toasts.isShownIn(page)).toBe(true);
});
