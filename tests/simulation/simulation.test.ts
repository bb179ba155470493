// The simulation of world/: three hundred histories of everything that can go wrong. `npm run simulate --
// --mutants` plants the faults that it must find.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Plays histories in a process of their own: time and chance are the simulation's there. */
async function simulate(...options: string[]): Promise<Record<string, unknown>> {
	const { stdout } = await promisify(execFile)(process.execPath, [main, ...options]);
	return JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
}

const seeds = process.env.SIMULATE_SEEDS ?? '300';

test(`${seeds} histories keep every promise`, { timeout: 600_000 }, async () => {
	const tally = await simulate('--seeds', seeds);
	const often = Number(seeds) / 4;
	expect(tally.numbered).toBeGreaterThan(Number(seeds) * 3);
	for (const what of ['deeds', 'kills', 'covered', 'relayKills', 'wiped', 'withdrawn'])
		expect(tally[what]).toBeGreaterThan(often);
	for (const what of ['fullDisks', 'looks', 'promises', 'roles', 'old', 'clocks', 'shutOut'])
		expect(tally[what]).toBeGreaterThan(often);
	// Between an old line and a new one: said again, come too late, heard too late.
	for (const what of ['doubled', 'overtaken', 'heardLate', 'putOn'])
		expect(tally[what]).toBeGreaterThan(often);
	// Seldom by nature: she must be out of reach while her role ends.
	for (const what of ['late', 'refused', 'restored'])
		expect(tally[what]).toBeGreaterThan(often / 10);
});

test('the same seeds play the same histories', { timeout: 60_000 }, async () => {
	const [once, again] = [await simulate('--seeds', '4'), await simulate('--seeds', '4')];
	expect(again).toEqual(once);
});

// Fault planted, seen red and taken back: a history that goes on moving when the next one begins.
test('a seed alone plays what it plays after others', { timeout: 60_000 }, async () => {
	const [after, alone] = [await simulate('--seeds', '13'), await simulate('--seed', '13')];
	expect(alone.last).toEqual(after.last);
});
