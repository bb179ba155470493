import { parentPort } from 'node:worker_threads';
import { integrate } from '../relay/integrate.ts';
import type { Posted } from './thread.ts';

/** The program of a thread that makes one update of many. */
parentPort?.on('message', (updates: readonly Uint8Array[]) => {
	parentPort?.postMessage({ kind: 'begun' } satisfies Posted);
	parentPort?.postMessage(attempt(updates));
});

function attempt(updates: readonly Uint8Array[]): Posted {
	try {
		return { kind: 'answer', answer: integrate(updates) };
	} catch (cause) {
		return { kind: 'failed', cause: String(cause) };
	}
}
