/**
 * Loaded into a server beside its own code, and into each of its threads: tells what they hold when the bench asks.
 */
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';
import type { Memory } from './server-process.ts';
import { usedBytes } from './used-bytes.ts';

type Said = 'tell' | { readonly thread: number; readonly bytes: number };

const channel = new BroadcastChannel('draaiboek-memory');
/** By number, with what each holds; null until it has told. */
const threads = new Map<number, number | null>();
let onchange = (): void => undefined;

if (isMainThread) {
	process.on('worker', (worker) => {
		const thread = worker.threadId;
		threads.set(thread, null);
		worker.once('exit', () => {
			threads.delete(thread);
			onchange();
		});
	});
	channel.onmessage = ({ data }: { data: Said }) => {
		if (data === 'tell' || !threads.has(data.thread)) return;
		threads.set(data.thread, data.bytes);
		onchange();
	};
	process.on('message', (question) => {
		if (question === 'memory') void tell();
	});
	// Whoever listens to the bench must not live longer for it.
	process.channel?.unref();
} else {
	channel.onmessage = ({ data }: { data: Said }) => {
		if (data === 'tell') void usedBytes().then((bytes) => say({ thread: threadId, bytes }));
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
	for (const thread of threads.keys()) threads.set(thread, null);
	const { promise, resolve } = Promise.withResolvers<number>();
	onchange = () => {
		const told = [...threads.values()].filter((bytes) => bytes !== null);
		if (told.length === threads.size) resolve(told.reduce((sum, bytes) => sum + bytes, 0));
	};
	say('tell');
	onchange();
	return promise;
}

function say(what: Said): void {
	channel.postMessage(what);
}
