/**
 * Loaded into a server beside its own code, and into each of its threads: tells what they hold when the bench asks.
 */
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';
import type { Memory } from './server-process.ts';
import { usedBytes } from './used-bytes.ts';

/** What a thread says of itself: with no bytes that it is there, and hears what is asked from now on. */
interface Told {
	readonly thread: number;
	readonly bytes: number | null;
}

const channel = new BroadcastChannel('draaiboek-memory');
const running = new Set<number>();
/** Those that hear, with what each holds; null until it has told. */
const threads = new Map<number, Told['bytes']>();
let onchange = (): void => undefined;

if (isMainThread) {
	process.on('worker', (worker) => {
		const thread = worker.threadId;
		running.add(thread);
		worker.once('exit', () => {
			running.delete(thread);
			threads.delete(thread);
			onchange();
		});
	});
	channel.onmessage = ({ data: { thread, bytes } }: { data: Told }) => {
		// What it said may arrive after its end did.
		if (running.has(thread)) threads.set(thread, bytes ?? 0);
		onchange();
	};
	process.on('message', (question) => {
		if (question === 'memory') void tell();
	});
	// Whoever listens to the bench must not live longer for it.
	process.channel?.unref();
} else {
	const say = (bytes: number | null): void =>
		channel.postMessage({ thread: threadId, bytes } satisfies Told);
	// Other threads hear it too, and are not asked.
	channel.onmessage = ({ data }: { data: unknown }) => {
		if (data === 'tell') void usedBytes().then(say);
	};
	say(null);
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
	channel.postMessage('tell');
	onchange();
	return promise;
}
