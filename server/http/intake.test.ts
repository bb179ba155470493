// Faults planted in intake.ts, each seen red and taken back: what came while it was held is taken at once,
// all of a message is taken together, nobody else has a turn, what waits is forgotten when its device goes, it is
// taken though nobody will pay for it, or while something is owed already.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Intake } from './intake.ts';

/** An intake of messages in which each byte is a part and as much work as it says. */
class Door {
	readonly taken: number[] = [];
	readonly said: string[] = [];
	waitMs = 0;
	/** For what came over another socket. */
	owedMs = 0;
	readonly intake = new Intake({
		receive: (message) => this.#take(message),
		spend: (work) => (work > 0 ? this.waitMs : this.owedMs),
		pause: () => this.said.push('pause'),
		resume: () => this.said.push('resume'),
		reassure: () => this.said.push('still here'),
		leave: () => this.said.push('left')
	});

	come(...parts: number[]): void {
		this.intake.take(Uint8Array.from(parts));
	}

	*#take(message: Uint8Array): Generator<number, void> {
		for (const part of message) {
			this.taken.push(part);
			yield part;
		}
	}
}

describe('what comes over a socket', () => {
	let door: Door;
	beforeEach(() => {
		vi.useFakeTimers();
		door = new Door();
	});
	afterEach(() => vi.useRealTimers());

	test('is taken as it comes, within the pace', () => {
		door.come(1, 2);
		door.come(3);
		expect(door.taken).toEqual([1, 2, 3]);
		expect(door.said).toEqual([]);
	});

	test('waits part by part once it is over the pace, and is taken in its order', () => {
		door.waitMs = 50;
		door.come(1, 2);
		door.come(3);
		expect(door.taken).toEqual([1]);
		vi.advanceTimersByTime(50);
		expect(door.taken).toEqual([1, 2]);
		vi.advanceTimersByTime(50);
		expect(door.taken).toEqual([1, 2, 3]);
		expect(door.said).toEqual(['pause']);
		vi.advanceTimersByTime(50);
		expect(door.said).toEqual(['pause', 'resume']);
		door.waitMs = 0;
		door.come(4);
		expect(door.taken).toEqual([1, 2, 3, 4]);
	});

	test('is not taken while anything is owed for what came over another socket', () => {
		door.owedMs = 50;
		door.come(1);
		expect(door.taken).toEqual([]);
		door.owedMs = 0;
		vi.advanceTimersByTime(50);
		expect(door.taken).toEqual([1]);
		expect(door.said).toEqual(['pause', 'resume']);
		door.owedMs = 50;
		door.come(2);
		door.intake.end();
		vi.advanceTimersByTime(5_000);
		expect(door.taken).toEqual([1]);
		expect(door.said.at(-1)).toBe('left');
	});

	test('lets the others have their turn after so much work, though it is within the pace', () => {
		door.come(40, 40, 1);
		expect(door.taken).toEqual([40, 40]);
		vi.advanceTimersByTime(19);
		expect(door.taken).toEqual([40, 40]);
		vi.advanceTimersByTime(1);
		expect(door.taken).toEqual([40, 40, 1]);
		door.come(255, 2);
		vi.advanceTimersByTime(49);
		expect(door.taken).not.toContain(2);
		vi.advanceTimersByTime(1);
		expect(door.taken).toContain(2);
		expect(door.said).toEqual(['pause', 'resume', 'pause', 'resume']);
	});

	test('waits with a word every second, however short each wait is', () => {
		door.waitMs = 400;
		door.come(1, 2, 3, 4, 5, 6);
		vi.advanceTimersByTime(2_100);
		expect(door.said).toEqual(['pause', 'still here', 'still here']);
	});

	test('is taken to its end after its device has gone, with the same rests, and then it has left', () => {
		door.come(40, 40, 40, 40);
		door.come(1);
		door.intake.end();
		expect(door.taken).toEqual([40, 40]);
		vi.advanceTimersByTime(40);
		expect(door.taken).toEqual([40, 40, 40, 40, 1]);
		expect(door.said).toEqual(['pause', 'left']);
	});

	test('is not taken once its device has gone where it is over the pace', () => {
		door.waitMs = 50;
		door.come(1, 2);
		door.intake.end();
		vi.advanceTimersByTime(5_000);
		expect(door.taken).toEqual([1]);
		expect(door.said).toEqual(['pause', 'left']);
	});

	test('is given up where it comes over the pace after its device has gone', () => {
		door.come(64, 1, 1);
		door.intake.end();
		door.waitMs = 50;
		vi.advanceTimersByTime(5_000);
		expect(door.taken).toEqual([64, 1]);
		expect(door.said).toEqual(['pause', 'left']);
	});

	test('has left at once where nothing waits', () => {
		door.come(1);
		door.intake.end();
		expect(door.said).toEqual(['left']);
	});
});
