// Faults planted, each seen red and taken back: asked on the first line only; asked anew for each change of
// the status; not asked on the first line; a device that keeps nothing asks without a line.
import { expect, test, vi } from 'vitest';
import { Cell, sameText } from '../observable.ts';
import type { SyncStatus } from '../status.ts';
import { onEachLine } from './each-line.ts';

const opening: SyncStatus = { kind: 'opening', count: 0 };
const offline: SyncStatus = { kind: 'offline', since: 0, count: 0, overdue: false, kept: true };
const sharing: SyncStatus = { kind: 'sharing', count: 1, overdue: false };
const shared: SyncStatus = { kind: 'shared' };
const unkept = (sharing: 'no-line' | 'under-way'): SyncStatus => ({
	...{ kind: 'not-saved', why: 'refused', count: 1, sharing }
});

function asked(...statuses: readonly SyncStatus[]): number {
	const status = new Cell<SyncStatus>(opening, sameText);
	const ask = vi.fn<() => void>();
	const stop = onEachLine(status, ask);
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
