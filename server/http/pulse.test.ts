// Faults planted in pulse.ts, each seen red and taken back: who takes what lies waiting for her is cut off, who
// does not answer stays, who answers is cut off.
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { Pulse } from './pulse.ts';

/** A socket as far as its pulse is concerned. */
class Patient extends EventEmitter {
	isPaused = false;
	writableLength = 0;
	pings = 0;
	isCutOff = false;
	answers = false;

	ping(): void {
		this.pings++;
		if (this.answers) this.emit('pong');
	}

	terminate(): void {
		this.isCutOff = true;
		this.emit('close');
	}

	setTimeout(): void {
		// Node's own: `abuse.test.ts` has a real socket that takes nothing.
	}
}

let pulse: Pulse;

function watched(patient: Partial<Patient> = {}): Patient {
	const one = Object.assign(new Patient(), patient);
	pulse.watch(one as unknown as WebSocket, one as unknown as Socket);
	return one;
}

beforeEach(() => {
	vi.useFakeTimers();
	pulse = new Pulse(30);
});
afterEach(() => {
	pulse.stop();
	vi.useRealTimers();
});

test('whoever answers stays, whoever does not is cut off by the second round', () => {
	const [there, gone] = [watched({ answers: true }), watched()];
	vi.advanceTimersByTime(30_000);
	expect([there.isCutOff, gone.isCutOff]).toEqual([false, false]);
	vi.advanceTimersByTime(30_000);
	expect([there.isCutOff, gone.isCutOff]).toEqual([false, true]);
	vi.advanceTimersByTime(300_000);
	expect([there.pings, there.isCutOff, gone.pings]).toEqual([12, false, 1]);
});

test('whoever is not read, or has not taken what comes before the ping, can not answer yet', () => {
	const [unread, slow] = [watched({ isPaused: true }), watched({ writableLength: 8_000_000 })];
	vi.advanceTimersByTime(120_000);
	expect([unread.isCutOff, slow.isCutOff]).toEqual([false, false]);
	[unread.isPaused, slow.writableLength] = [false, 0];
	vi.advanceTimersByTime(60_000);
	expect([unread.isCutOff, slow.isCutOff]).toEqual([true, true]);
});
