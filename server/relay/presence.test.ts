// Faults planted in presence.ts, each seen red and taken back: anybody may speak for any client, no
// farewell when a socket closes, a newcomer isn't told who is here.
import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '#wire/frame.ts';
import { gone, readPresence, writePresence, type PresenceEntry } from '#wire/presence.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { defaultLimits } from '../limits.ts';
import { FakeLine, visitorNamed } from '../testing/fake-device.ts';
import { workspaceId } from '../testing/running-relay.ts';
import { Hub } from './hub.ts';
import type { Visit } from './visit.ts';

const here = '{"looksAt":"2026-W48"}';
let hub: Hub;
let turn: (() => void)[];

beforeEach(() => {
	turn = [];
	const schedule = (callback: () => void) => turn.push(callback);
	hub = new Hub({ journal: new MemoryJournal(), schedule, report: () => undefined }, defaultLimits);
});

function endTurn(): void {
	for (const callback of turn.splice(0)) callback();
}

function join(name: string): { line: FakeLine; visit: Visit } {
	const line = new FakeLine();
	const visit = hub.join(workspaceId('kern'), { kind: 'directory' }, visitorNamed(name), line)!;
	return { line, visit };
}

function show(visit: Visit, ...entries: PresenceEntry[]): void {
	hub.receive(visit, encode({ kind: 'presence', entries: writePresence(entries) }));
	endTurn();
}

function seen(line: FakeLine): PresenceEntry[] {
	return line.heard('presence').flatMap((frame) => readPresence(frame.entries));
}

describe('presence', () => {
	test('the others see what somebody shows, whoever joins later too, until her socket closes', () => {
		const [ann, bob] = [join('ann'), join('bob')];
		show(ann.visit, { client: 1, clock: 1, state: here });
		expect(seen(bob.line)).toEqual([{ client: 1, clock: 1, state: here }]);
		expect(seen(ann.line)).toEqual([]);
		const cas = join('cas');
		expect(seen(cas.line)).toEqual([{ client: 1, clock: 1, state: here }]);
		hub.leave(ann.visit);
		endTurn();
		expect(seen(bob.line).at(-1)).toEqual({ client: 1, clock: 1, state: gone });
		expect(seen(join('dirk').line)).toEqual([]);
	});

	test('nobody speaks for another: what y-websocket repeats of others is passed over', () => {
		const [ann, bob, cas] = [join('ann'), join('bob'), join('cas')];
		show(ann.visit, { client: 1, clock: 1, state: here });
		show(bob.visit, { client: 2, clock: 1, state: here }, { client: 1, clock: 9, state: gone });
		expect(seen(cas.line)).toEqual([
			{ client: 1, clock: 1, state: here },
			{ client: 2, clock: 1, state: here }
		]);
		hub.leave(ann.visit);
		endTurn();
		show(bob.visit, { client: 1, clock: 10, state: here });
		expect(seen(cas.line).at(-1)?.state).toBe(gone);
	});

	test('a phone that changed networks goes on, although its old socket still looks open', () => {
		const [old, bob] = [join('ann'), join('bob')];
		show(old.visit, { client: 1, clock: 1, state: here });
		const fresh = join('ann');
		show(fresh.visit, { client: 1, clock: 2, state: '{"looksAt":"2026-W49"}' });
		hub.leave(old.visit);
		endTurn();
		expect(seen(bob.line).at(-1)?.state).toBe('{"looksAt":"2026-W49"}');
	});

	test('many entries of one turn are one frame', () => {
		const [ann, bob] = [join('ann'), join('bob')];
		for (let clock = 1; clock <= 20; clock++) {
			const entries = writePresence([{ client: 1, clock, state: here }]);
			hub.receive(ann.visit, encode({ kind: 'presence', entries }));
		}
		endTurn();
		expect(seen(bob.line)).toEqual([{ client: 1, clock: 20, state: here }]);
	});

	test('an entry that is too large is passed over', () => {
		const [ann, bob] = [join('ann'), join('bob')];
		show(ann.visit, { client: 1, clock: 1, state: `"${'x'.repeat(5_000)}"` });
		expect(bob.line.frames).toEqual([]);
	});

	test('an entry that would throw in every other device ends its own visit', () => {
		const [ann, bob] = [join('ann'), join('bob')];
		show(ann.visit, { client: 1, clock: 1, state: '{' });
		expect(ann.line.closed).toEqual([4400]);
		expect(bob.line.frames).toEqual([]);
	});

	test('a slow line goes without presence', () => {
		const [ann, bob] = [join('ann'), join('bob')];
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		show(ann.visit, { client: 1, clock: 1, state: here });
		expect(bob.line.frames).toEqual([]);
		expect(bob.line.closed).toEqual([]);
	});
});
