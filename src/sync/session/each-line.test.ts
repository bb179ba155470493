// Faults planted, each seen red and taken back: asked on the first line only; asked anew for each change of
// the status; not asked on the first line; a device that keeps nothing asks without a line; never asked again where
// nobody answered; asked again though somebody did, or over a line that is gone, or after it was stopped.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { Cell, sameText } from '../observable.ts';
import type { SyncStatus } from '../status.ts';
import { onEachLine } from './each-line.ts';

const opening: SyncStatus = { kind: 'opening', count: 0, kept: true };
const offline: SyncStatus = { kind: 'offline', since: 0, count: 0, overdue: false, kept: true };
const sharing: SyncStatus = { kind: 'sharing', count: 1, overdue: false, kept: true };
const shared: SyncStatus = { kind: 'shared' };
const unkept = (sharing: 'no-line' | 'under-way'): SyncStatus => ({
	...{ kind: 'not-saved', why: 'refused', count: 1, sharing }
});

function asked(...statuses: readonly SyncStatus[]): number {
	const status = new Cell<SyncStatus>(opening, sameText);
	const ask = vi.fn(() => Promise.resolve(true));
	const stop = onEachLine(status, systemClock, ask);
	for (const one of statuses) status.set(one);
	stop();
	status.set(offline);
	status.set(shared);
	return ask.mock.calls.length;
}

test('it asks once on the first line, whatever goes on over it', () => {
	expect(asked()).toBe(0);
	expect(asked(sharing, shared, opening, shared, sharing)).toBe(1);
});

test('and once again on each line that came back', () => {
	expect(asked(shared, offline, opening, sharing, shared)).toBe(2);
	expect(asked(offline, shared, offline, shared)).toBe(2);
	expect(asked(shared, offline)).toBe(1);
});

test('on a device that keeps nothing as well', () => {
	expect(asked(unkept('no-line'), unkept('under-way'), unkept('no-line'))).toBe(1);
	expect(asked(unkept('no-line'), { kind: 'closed' })).toBe(0);
});

describe('where nobody answers', () => {
	const status = new Cell<SyncStatus>(offline, sameText);
	const later: { delayMs: number; action: () => void }[] = [];
	const clock = {
		after: (delayMs: number, action: () => void) => {
			const one = { delayMs, action };
			later.push(one);
			return () => void later.splice(later.indexOf(one), 1);
		},
		chance: () => 1
	};
	let answers: boolean[] = [];
	const ask = vi.fn(() => Promise.resolve(answers.shift() ?? false));

	/** The time has come for what is to happen next; answers how long that was. */
	async function goOn(): Promise<number | null> {
		await vi.waitFor(() => expect(ask.mock.settledResults.length).toBe(ask.mock.calls.length));
		const next = later.shift();
		next?.action();
		return next?.delayMs ?? null;
	}

	beforeEach(() => {
		ask.mockClear();
		later.length = 0;
		answers = [];
		status.set(offline);
	});

	test('it asks again, ever more seldom, until somebody does', async () => {
		const stop = onEachLine(status, clock, ask);
		answers = [false, false, false, true];
		status.set(shared);
		expect([await goOn(), await goOn(), await goOn(), await goOn()]).toEqual([
			...[1_000, 2_000, 4_000],
			null
		]);
		expect(ask).toHaveBeenCalledTimes(4);
		stop();
	});

	test('it asks no more where the line goes while a question is under way', async () => {
		const answer = Promise.withResolvers<boolean>();
		ask.mockReturnValueOnce(answer.promise);
		const stop = onEachLine(status, clock, ask);
		status.set(shared);
		status.set(offline);
		answer.resolve(false);
		expect(await goOn()).toBeNull();
		stop();
	});

	test('it asks no more over a line that is gone, and afresh over the next', async () => {
		const stop = onEachLine(status, clock, ask);
		status.set(shared);
		await goOn();
		status.set(offline);
		expect(await goOn()).toBeNull();
		expect(ask).toHaveBeenCalledTimes(2);
		status.set(shared);
		expect(await goOn()).toBe(1_000);
		stop();
		expect(await goOn()).toBeNull();
	});
});
