// Runs where DRAAIBOEK_REDIS names a Redis: `npm run test:cluster` starts one.
//
// Faults planted in redis.ts and redis-line.ts, each seen red and taken back: one's own news heard, channels
// not asked for again on a new line, carried before Redis has heard of a follower, no end to what waits, no
// watch over a silent line, every try reported, a channel let go without naming its listener.
import { createClient } from '@redis/client';
import { describe, expect, test } from 'vitest';
import { busContract } from '#tests/contracts/bus.ts';
import { Carrier } from '#tests/support/carrier.ts';
import { workspaceId } from '../testing/running-relay.ts';
import { RedisBus, type BusEvent } from './redis.ts';

const redisUrl = process.env.DRAAIBOEK_REDIS ?? '';
const kern = workspaceId('kern');
const patient = { timeout: 20_000 };

describe.skipIf(redisUrl === '')('bus on Redis', () => {
	const port = () => Number(new URL(redisUrl).port);
	const report = () => undefined;

	busContract('Redis', async () => {
		const carrier = await Carrier.to(port());
		return {
			bus: () => new RedisBus(`redis://127.0.0.1:${carrier.port}`, { report }),
			carrier,
			close: () => Promise.resolve(carrier.close())
		};
	});

	test('a carrier that swallows everything is found out, and nothing piles up before it', async () => {
		const carrier = await Carrier.to(port());
		let lost = false;
		const bus = new RedisBus(`redis://127.0.0.1:${carrier.port}`, {
			report: () => (lost = true),
			patienceMs: 1_000
		});
		await expect.poll(() => bus.isCarried, patient).toBe(true);
		carrier.stall();
		const before = process.memoryUsage().arrayBuffers;
		const entries = new Uint8Array(100_000);
		const tell = () => bus.tell(kern, [{ kind: 'presence', document: 'people', entries }]);
		for (let round = 0; round < 1_000; round++) tell();
		expect(bus.isCarried).toBe(false);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
		await expect.poll(() => lost, patient).toBe(true);
		expect(bus.isCarried).toBe(false);
		carrier.mend();
		await expect.poll(() => bus.isCarried, patient).toBe(true);
		await bus.close();
		carrier.close();
	});

	test('what was just followed counts as not carried until Redis has heard of it', async () => {
		const carrier = await Carrier.to(port());
		const bus = new RedisBus(`redis://127.0.0.1:${carrier.port}`, { report, patienceMs: 60_000 });
		await expect.poll(() => bus.isCarried, patient).toBe(true);
		carrier.stall();
		bus.follow(kern, report);
		expect(bus.isCarried).toBe(false);
		carrier.mend();
		await expect.poll(() => bus.isCarried, patient).toBe(true);
		await bus.close();
		carrier.close();
	});

	test('the host hears once that the line is lost, and once that it is back', async () => {
		const carrier = await Carrier.to(port());
		const events: BusEvent['kind'][] = [];
		const bus = new RedisBus(`redis://127.0.0.1:${carrier.port}`, {
			report: ({ kind }) => events.push(kind),
			chance: () => 0
		});
		await expect.poll(() => bus.isCarried, patient).toBe(true);
		expect(events).toEqual([]);
		carrier.cut();
		await expect.poll(() => carrier.refused, patient).toBeGreaterThan(2);
		carrier.mend();
		await expect.poll(() => events, patient).toEqual(['bus-lost', 'bus-back']);
		await bus.close();
		carrier.close();
	});

	test('a bus that never found its carrier can be closed', async () => {
		const bus = new RedisBus('redis://127.0.0.1:1', { report });
		bus.follow(kern, report)();
		bus.tell(kern, []);
		await bus.close();
		expect(bus.isCarried).toBe(false);
	});

	test('what others say on the channel is not news', async () => {
		const [ann, bob] = [new RedisBus(redisUrl, { report }), new RedisBus(redisUrl, { report })];
		const heard: unknown[] = [];
		bob.follow(kern, (news) => heard.push(news));
		await expect.poll(() => ann.isCarried && bob.isCarried, patient).toBe(true);
		const stranger = createClient({ url: redisUrl });
		await stranger.connect();
		await stranger.publish(`draaiboek:${kern}`, 'hello');
		await stranger.close();
		ann.tell(kern, [{ kind: 'grown', document: 'people', upTo: 1 }]);
		await expect.poll(() => heard).toEqual([[{ kind: 'grown', document: 'people', upTo: 1 }]]);
		await Promise.all([ann.close(), bob.close()]);
	});
});
