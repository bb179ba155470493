/**
 * Loaded into a server beside its own code, and into each of its threads: tells what they hold when the bench asks.
 */
import { BroadcastChannel, isMainThread, type Worker } from 'node:worker_threads';
import type { Memory } from './server-process.ts';
import { usedBytes } from './used-bytes.ts';

type Said = 'tell' | { readonly bytes: number };

const channel = new BroadcastChannel('draaiboek-memory');
const threads = new Set<Worker>();

if (isMainThread) {
	process.on('worker', (worker) => {
		threads.add(worker);
		worker.once('exit', () => threads.delete(worker));
	});
	process.on('message', (question) => {
		if (question === 'memory') void tell();
	});
	// Whoever listens to the bench must not live longer for it.
	process.channel?.unref();
} else {
	channel.onmessage = ({ data }: { data: Said }) => {
		if (data === 'tell') void usedBytes().then((bytes) => say({ bytes }));
	};
}
channel.unref();

async function tell(): Promise<void> {
	const threadsBytes = await ofThreads();
	const heapBytes = await usedBytes();
	const memory: Memory = { rssBytes: process.memoryUsage().rss, heapBytes, threadsBytes };
	process.send?.(memory);
}

/** Asks all threads there are; one that ends meanwhile holds nothing. */
function ofThreads(): Promise<number> {
	const { promise, resolve } = Promise.withResolvers<number>();
	let bytes = 0;
	let told = 0;
	const see = (): void => {
		if (told >= threads.size) resolve(bytes);
	};
	channel.onmessage = ({ data }: { data: Said }) => {
		if (data === 'tell') return;
		bytes += data.bytes;
		told++;
		see();
	};
	for (const thread of threads) thread.once('exit', see);
	say('tell');
	see();
	return promise;
}

function say(what: Said): void {
	channel.postMessage(what);
}
