import { parentPort } from 'node:worker_threads';
import { diffUpdate } from 'yjs';
import { integrate } from '../relay/integrate.ts';
import { readShape } from '../relay/update-shape.ts';
import type { Posted } from './thread.ts';

/** What may be asked; the answers are those of `Integrator`. */
export type Question =
	| { readonly kind: 'integrate'; readonly updates: readonly Uint8Array[] }
	| { readonly kind: 'missing'; readonly update: Uint8Array; readonly have: Uint8Array }
	| { readonly kind: 'shape'; readonly update: Uint8Array };

/** The program of a thread that does what takes a while with updates. */
parentPort?.on('message', (question: Question) => {
	parentPort?.postMessage({ kind: 'begun' } satisfies Posted);
	parentPort?.postMessage(attempt(question));
});

function attempt(question: Question): Posted {
	try {
		return { kind: 'answer', answer: answerTo(question) };
	} catch (cause) {
		return { kind: 'failed', cause: String(cause) };
	}
}

function answerTo(question: Question): unknown {
	switch (question.kind) {
		case 'integrate':
			return integrate(question.updates);
		case 'missing':
			return diffUpdate(question.update, question.have);
		case 'shape':
			return readShape(question.update);
	}
}
