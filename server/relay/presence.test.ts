// Faults planted in presence.ts, each seen red and taken back: anybody may speak for any client, no
// farewell when a socket closes, a newcomer isn't told who is here.
import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '#wire/frame.ts';
import { gone, readPresence, writePresence, type PresenceEntry } from '#wire/presence.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { defaultLimits } from '../limits.ts';
import { FakeLine, visitorNamed } from '../testing/fake-device.ts';
import { hubOn, quiet } from '../testing/rooms.ts';
import { workspaceId } from '../testing/running-relay.ts';
import type { Hub } from './hub.ts';
import type { Visit } from './visit.ts';

const here = '{"looksAt":"2026-W48"}';
let hub: Hub;
let turn: (() => void)[];

beforeEach(() => {
	turn = [];
	const schedule = (callback: () => void) => turn.push(callback);
	hub = hubOn({ journal: new MemoryJournal(), schedule, report: () => undefined });
});

async function endTurn(): Promise<void> {
	for (const callback of turn.splice(0)) callback();
	await quiet();
}

async function join(name: string): Promise<{ line: FakeLine; visit: Visit }> {
	const line = new FakeLine();
	const visit = hub.join(workspaceId('kern'), { kind: 'directory' }, visitorNamed(name), line)!;
	await quiet();
	return { line, visit };
}

async function show(visit: Visit, ...entries: PresenceEntry[]): Promise<void> {
	hub.receive(visit, encode({ kind: 'presence', entries: writePresence(entries) }));
	await endTurn();
}

function seen(line: FakeLine): PresenceEntry[] {
	return line.heard('presence').flatMap((frame) => readPresence(frame.entries));
}

describe('presence', () => {
	test('the others see what somebody shows, whoever joins later too, until her socket closes', async () => {
		const [ann, bob] = [await join('ann'), await join('bob')];
		await show(ann.visit, { client: 1, clock: 1, state: here });
		expect(seen(bob.line)).toEqual([{ client: 1, clock: 1, state: here }]);
		expect(seen(ann.line)).toEqual([]);
		const cas = await join('cas');
		expect(seen(cas.line)).toEqual([{ client: 1, clock: 1, state: here }]);
		hub.leave(ann.visit);
		await endTurn();
		expect(seen(bob.line).at(-1)).toEqual({ client: 1, clock: 1, state: gone });
		expect(seen((await join('dirk')).line)).toEqual([]);
	});

	test('nobody speaks for another: what y-websocket repeats of others is passed over', async () => {
		const [ann, bob, cas] = [await join('ann'), await join('bob'), await join('cas')];
		await show(ann.visit, { client: 1, clock: 1, state: here });
		await show(
			bob.visit,
			{ client: 2, clock: 1, state: here },
			{ client: 1, clock: 9, state: gone }
		);
		expect(seen(cas.line)).toEqual([
			{ client: 1, clock: 1, state: here },
			{ client: 2, clock: 1, state: here }
		]);
		hub.leave(ann.visit);
		await endTurn();
		await show(bob.visit, { client: 1, clock: 10, state: here });
		expect(seen(cas.line).at(-1)?.state).toBe(gone);
	});

	test('a phone that changed networks goes on, although its old socket still looks open', async () => {
		const [old, bob] = [await join('ann'), await join('bob')];
		await show(old.visit, { client: 1, clock: 1, state: here });
		const fresh = await join('ann');
		await show(fresh.visit, { client: 1, clock: 2, state: '{"looksAt":"2026-W49"}' });
		hub.leave(old.visit);
		await endTurn();
		expect(seen(bob.line).at(-1)?.state).toBe('{"looksAt":"2026-W49"}');
	});

	test('many entries of one turn are one frame', async () => {
		const [ann, bob] = [await join('ann'), await join('bob')];
		for (let clock = 1; clock <= 20; clock++) {
			const entries = writePresence([{ client: 1, clock, state: here }]);
			hub.receive(ann.visit, encode({ kind: 'presence', entries }));
		}
		await endTurn();
		expect(seen(bob.line)).toEqual([{ client: 1, clock: 20, state: here }]);
	});

	test.each(['x'.repeat(5_000), '木'.repeat(2_000)])(
		'an entry that is too large is passed over: it is its bytes that count',
		async (much) => {
			const [ann, bob] = [await join('ann'), await join('bob')];
			await show(ann.visit, { client: 1, clock: 1, state: `"${much}"` });
			expect(bob.line.frames).toEqual([]);
		}
	);

	test('so many are shown of one document; who comes later is not, until one of them goes', async () => {
		const crowd: Awaited<ReturnType<typeof join>>[] = [];
		for (let client = 0; client < 66; client++) {
			const one = await join(`p${client}`);
			crowd.push(one);
			await show(one.visit, { client, clock: 1, state: here });
		}
		expect(seen((await join('late')).line)).toHaveLength(64);
		hub.leave(crowd[0]!.visit);
		await show(crowd[65]!.visit, { client: 65, clock: 2, state: here });
		const clients = seen((await join('later')).line).map(({ client }) => client);
		expect(clients).toHaveLength(64);
		expect(clients).toContain(65);
		expect(clients).not.toContain(64);
	});

	test('an entry that would throw in every other device ends its own visit', async () => {
		const [ann, bob] = [await join('ann'), await join('bob')];
		await show(ann.visit, { client: 1, clock: 1, state: '{' });
		expect(ann.line.closed).toEqual([4400]);
		expect(bob.line.frames).toEqual([]);
	});

	test('a slow line goes without presence', async () => {
		const [ann, bob] = [await join('ann'), await join('bob')];
		bob.line.bufferedBytes = defaultLimits.sendBufferBytes / 2;
		await show(ann.visit, { client: 1, clock: 1, state: here });
		expect(bob.line.frames).toEqual([]);
		expect(bob.line.closed).toEqual([]);
	});
});
