// Planted in local.ts, seen red and taken back: news delivered to whoever stopped since it was told.
import { expect, test } from 'vitest';
import { busContract } from '#tests/contracts/bus.ts';
import { workspaceId } from '../testing/running-relay.ts';
import type { News } from './bus.ts';
import { LocalAir } from './local.ts';

busContract('in one process', () => {
	const air = new LocalAir((callback) => setImmediate(callback));
	return Promise.resolve({ bus: () => air.bus(), carrier: null, close: () => Promise.resolve() });
});

test('news is heard in a later turn, when the test says so', () => {
	const turns: (() => void)[] = [];
	const air = new LocalAir((callback) => turns.push(callback));
	const heard: News[] = [];
	air.bus().follow(workspaceId('kern'), (news) => heard.push(...news));
	air.bus().tell(workspaceId('kern'), [{ kind: 'grown', document: 'people', upTo: 1 }]);
	expect(heard).toEqual([]);
	for (const turn of turns) turn();
	expect(heard).toHaveLength(1);
});
