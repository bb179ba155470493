// Fault planted in line-link.ts, seen red and taken back: the provider's own watchdog left running.
import { afterEach, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { WorkspaceId } from '#domain/ids.ts';
import { FakeRelay } from '../testing/fake-relay.ts';
import { TestClock } from '../testing/test-clock.ts';
import { lineLinks } from './line-link.ts';

/** Before anything is loaded: y-websocket keeps the clock that it finds. */
const later = vi.hoisted(() => {
	const now = Date.now.bind(Date);
	const ahead = { ms: 0 };
	Date.now = () => now() + ahead.ms;
	return ahead;
});

afterEach(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('a quiet document is not hung up on, though y-websocket would after half a minute', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	const relay = new FakeRelay();
	const links = lineLinks({
		...{ url: 'ws://relay/sync', Socket: relay.Socket, clock: new TestClock() },
		isVisible: () => true
	});
	const doc = new Y.Doc();
	const silent = () => undefined;
	const link = links(
		{
			workspace: WorkspaceId.parse('leie000000000000')!,
			document: { kind: 'directory' },
			...{ doc, awareness: new Awareness(doc), mayWrite: true },
			offers: () => false
		},
		{
			...{ onopened: silent, onsent: silent, onreceipt: silent, onrefusal: silent },
			...{ onpostponed: silent, onunreadable: silent }
		}
	);
	await turn();
	later.ms = 120_000;
	vi.advanceTimersByTime(120_000);
	await turn();
	expect(link.state.read()).toMatchObject({ status: 'open', synced: true });
	expect(relay.line.ofLine.filter(({ kind }) => kind === 'shut')).toEqual([]);
	link.close();
});
