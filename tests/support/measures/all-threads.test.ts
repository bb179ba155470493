// What all threads hold. Faults planted in all-threads.ts, each seen red and taken back: other threads left out;
// one that was ended still waited for, or still counted; the main thread left out.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Holds what it is told to; below nought it is busy for good. */
const worker = `
	import { parentPort } from 'node:worker_threads';
	const held = [];
	parentPort.on('message', (bytes) => {
		while (bytes < 0);
		held.push(Buffer.alloc(bytes, 1));
	});`;

const program = `
	import { Worker } from 'node:worker_threads';
	import { setTimeout as sleep } from 'node:timers/promises';
	import { usedByAllThreads } from '#tests/support/measures/all-threads.ts';
	const start = () => new Worker(new URL(${JSON.stringify(`data:text/javascript,${encodeURIComponent(worker)}`)}));
	const end = (worker) => worker.removeAllListeners().terminate();
	const [one, two] = [start(), start()];
	await sleep(1_000);
	const told = [await usedByAllThreads()];
	one.postMessage(40e6);
	told.push(await usedByAllThreads());
	await end(one);
	told.push(await usedByAllThreads());
	two.postMessage(-1);
	setTimeout(() => end(two), 300);
	told.push(await usedByAllThreads());
	const here = Buffer.alloc(40e6, 1);
	told.push(await usedByAllThreads());
	console.log(JSON.stringify(told), here.length);
	process.exit();`;

test('counts each thread that there is, and waits for none that was ended', async () => {
	const loaded = ['--import', './tests/support/measures/all-threads.ts'];
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[...loaded, '--input-type=module', '-e', program],
		{ timeout: 30_000 }
	);
	const [two = 0, withMore = 0, one = 0, none = 0, withMoreHere = 0] = (
		JSON.parse(stdout.slice(0, stdout.indexOf(']') + 1)) as number[]
	).map((bytes) => bytes / 1e6);
	expect(withMore - two).toBeGreaterThan(35);
	expect(withMore - two).toBeLessThan(45);
	expect(withMore - one).toBeGreaterThan(41);
	expect(one - none).toBeGreaterThan(1);
	expect(withMoreHere - none).toBeGreaterThan(35);
});
