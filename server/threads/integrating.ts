import { parentPort } from 'node:worker_threads';
import { unpackRow, type RowBody } from '../journal/row-body.ts';
import { integrate } from '../relay/integrate.ts';
import type { Posted } from './thread.ts';

/** The program of a thread that makes one update of many. */
parentPort?.on('message', (updates: RowBody) => {
	parentPort?.postMessage({ kind: 'begun' } satisfies Posted);
	parentPort?.postMessage(attempt(updates));
});

function attempt(updates: RowBody): Posted {
	try {
		return { kind: 'answer', answer: integrate(unpackRow(updates) ?? []) };
	} catch (cause) {
		return { kind: 'failed', cause: String(cause) };
	}
}
