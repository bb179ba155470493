// kill -9 while eight writers write: nothing is lost that the relay acknowledged or that somebody saw.
// CRASH_SEED=<n> replays the moments of the kills; `npm run crash -- --kills 50` does more of it.
//
// Faults planted in hub.ts, each seen red and taken back: the journal written 20 ms after
// the receipts, receipts that run ahead of what is settled.
import { expect, test } from 'vitest';
import { crash } from '#tests/load/crash.ts';

const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`ten kills lose nothing that was acknowledged or seen (seed ${seed})`, async () => {
	const { kills, acknowledged, seen, lost } = await crash(10, seed);
	expect(lost).toEqual([]);
	expect(kills).toBe(10);
	// Nothing lost of nothing written would be no news.
	expect(acknowledged).toBeGreaterThan(500);
	expect(seen).toBeGreaterThan(500);
});
