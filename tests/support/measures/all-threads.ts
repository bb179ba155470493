/**
 * What all threads of a process hold. Loaded with `--import`, so that each thread which begins later has it too, and
 * says so: one that has it not is not counted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { BroadcastChannel, isMainThread, threadId, type Worker } from 'node:worker_threads';
import { usedBytes } from './used-bytes.ts';

/** What a thread says of itself: with no bytes that it is there, and hears what is asked from now on. */
interface Told {
	readonly thread: number;
	readonly bytes: number | null;
}

const channel = new BroadcastChannel('draaiboek-memory');
const workers = new Map<number, Worker>();
/** Of those that hear, what each holds; null until it has told. */
const held = new Map<number, number | null>();
const lookAgainMs = 10;

if (isMainThread) {
	process.on('worker', (worker) => workers.set(worker.threadId, worker));
	channel.onmessage = ({ data: { thread, bytes } }: { data: Told }) => held.set(thread, bytes ?? 0);
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

/** After collecting, of the main thread and all others. Asked on the main thread. */
export async function usedByAllThreads(): Promise<number> {
	return (await usedByOthers()) + (await usedBytes());
}

/** Asks all threads there are; one that ends meanwhile holds nothing. */
async function usedByOthers(): Promise<number> {
	for (const thread of held.keys()) held.set(thread, null);
	channel.postMessage('tell');
	for (;;) {
		forgetEnded();
		const told = [...held.values()].filter((bytes) => bytes !== null);
		if (told.length === held.size) return told.reduce((sum, bytes) => sum + bytes, 0);
		await sleep(lookAgainMs);
	}
}

/** Whoever ends a thread may take all listeners from it: it is asked, not listened to. */
function forgetEnded(): void {
	for (const [thread, worker] of workers) {
		if (worker.threadId !== thread) workers.delete(thread);
	}
	for (const thread of held.keys()) {
		if (!workers.has(thread)) held.delete(thread);
	}
}
