import { Worker } from 'node:worker_threads';

/**
 * Writes an SQLite file anew without anything that was deleted in it, in a thread of its own; whoever has
 * the file open may read meanwhile. Fails, with the file as it was, when the disk has no room for a second
 * copy or when somebody else is in the middle of reading: then the old bytes would stay in its log.
 */
export function compactFile(path: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./compacting.ts', import.meta.url), { workerData: path });
		worker.once('error', reject);
		worker.once('exit', () => resolve());
	});
}
