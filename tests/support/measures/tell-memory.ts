/** Loaded into a server beside its own code: tells what it holds when the bench asks. */
import { isMainThread } from 'node:worker_threads';
import { usedByAllThreads } from './all-threads.ts';
import type { Memory } from './server-process.ts';

if (isMainThread) {
	process.on('message', (question) => {
		if (question === 'memory') void tell();
	});
	// Whoever listens to the bench must not live longer for it.
	process.channel?.unref();
}

async function tell(): Promise<void> {
	const usedBytes = await usedByAllThreads();
	process.send?.({ rssBytes: process.memoryUsage().rss, usedBytes } satisfies Memory);
}
