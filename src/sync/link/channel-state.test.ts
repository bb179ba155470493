// Faults planted in channel-state.ts and link-state.ts, each seen red and taken back: `synced` begins
// counting anew; a line that is lost opens what waits; `retry` wakes a refused document; a document in its
// first trouble taken for a network that is gone; a refused document opening again with the line; one that
// may not be read never asked for again.
import { describe, expect, test } from 'vitest';
import { afterChannel, type ChannelEvent, type ChannelState } from './channel-state.ts';
import { linkState } from './link-state.ts';
import type { LineState } from './line-state.ts';

const now = 1_000_000;
const after = (state: ChannelState, ...events: ChannelEvent[]): ChannelState =>
	events.reduce((before, event) => afterChannel(before, event, now, 0.5), state);
const start: ChannelEvent = { kind: 'start' };
const opened: ChannelEvent = { kind: 'opened' };
const synced: ChannelEvent = { kind: 'synced' };
const kept: ChannelEvent = { kind: 'kept' };
const retry: ChannelEvent = { kind: 'retry' };
const lineLost: ChannelEvent = { kind: 'line-lost' };
const shut: ChannelEvent = { kind: 'shut', code: 1013 };
const closed: ChannelState = { status: 'closed' };

describe('a document on the line', () => {
	test('opens with the line, syncs, and opens again with the next line', () => {
		const open = after(closed, start, opened, synced);
		expect(open).toEqual({ status: 'open', attempt: 0, synced: true });
		expect(after(open, lineLost)).toEqual({ status: 'ready', attempt: 0 });
		expect(after(open, lineLost, opened)).toEqual({ status: 'open', attempt: 0, synced: false });
	});

	test('that was shut waits by itself, also when the line is lost meanwhile', () => {
		const waiting = after(closed, start, opened, shut);
		expect(waiting).toMatchObject({ status: 'waiting', attempt: 0 });
		expect(after(waiting, lineLost)).toEqual(waiting);
		expect(after(waiting, retry)).toEqual({ status: 'ready', attempt: 1 });
	});

	test('of which nothing is kept is opened less and less often, though it is answered', () => {
		const full: ChannelEvent[] = [opened, synced, shut, retry];
		const tried = after(closed, start, ...full, ...full, ...full);
		expect(tried).toEqual({ status: 'ready', attempt: 3 });
		expect(after(tried, opened, synced, kept)).toMatchObject({ attempt: 0 });
	});

	test.each([
		[4401, 'no-session'],
		[4404, 'gone'],
		[4410, 'withdrawn'],
		[4411, 'expired'],
		[4412, 'erased']
	])('shut with %i is final: %s', (code, why) => {
		const refused = after(closed, start, opened, { kind: 'shut', code });
		expect(refused).toEqual({ status: 'refused', why });
		expect(after(refused, retry, lineLost, start, opened)).toEqual(refused);
	});

	test('what may not be read is asked for again on the next line only: her role may be another by then', () => {
		const refused = after(closed, start, opened, { kind: 'shut', code: 4403 });
		expect(refused).toEqual({ status: 'refused', why: 'not-allowed' });
		expect(after(refused, retry, start, opened)).toEqual(refused);
		expect(after(refused, lineLost, opened)).toMatchObject({ status: 'open' });
	});

	test.each([1009, 1012, 1013, 4400])('shut with %i is not final', (code) => {
		expect(after(closed, start, opened, { kind: 'shut', code }).status).toBe('waiting');
	});

	test('that this device closed stays closed', () => {
		expect(after(closed, start, opened, { kind: 'stop' }, retry, lineLost)).toEqual(closed);
	});
});

describe('what is said of a document', () => {
	const lines = {
		opening: { status: 'opening', attempt: 2 },
		waiting: { status: 'waiting', attempt: 2, retryAt: 7 },
		open: { status: 'open', attempt: 0, returnMs: null },
		withdrawn: { status: 'refused', why: 'withdrawn' }
	} as const satisfies Record<string, LineState>;
	const ready = after(closed, start);
	const open = after(ready, opened, synced);
	const waiting = after(open, shut);
	const denied = after(ready, opened, { kind: 'shut', code: 4403 });

	test('follows the line while there is none', () => {
		for (const channel of [ready, waiting]) {
			expect(linkState(lines.opening, channel)).toEqual(lines.opening);
			expect(linkState(lines.waiting, channel)).toEqual(lines.waiting);
			expect(linkState(lines.withdrawn, channel)).toEqual(lines.withdrawn);
		}
	});

	test('follows the document while there is one', () => {
		expect(linkState(lines.open, ready)).toEqual({ status: 'opening', attempt: 0 });
		expect(linkState(lines.open, open)).toEqual(open);
	});

	test('trouble with one document is no absence the first time, and is one the second', () => {
		for (const first of [waiting, after(waiting, retry)])
			expect(linkState(lines.open, first)).toEqual({ status: 'opening', attempt: 0 });
		const again = after(waiting, retry, opened, shut);
		expect(linkState(lines.open, again)).toMatchObject({ status: 'waiting', attempt: 1 });
		expect(linkState(lines.open, after(again, retry))).toEqual({ status: 'opening', attempt: 1 });
	});

	test('what was refused or closed stays so, whatever the line does', () => {
		for (const line of Object.values(lines)) {
			expect(linkState(line, denied)).toEqual({ status: 'refused', why: 'not-allowed' });
			expect(linkState(line, closed)).toEqual(closed);
		}
	});
});
