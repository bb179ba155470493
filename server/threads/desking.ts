import { parentPort } from 'node:worker_threads';
import { DesksHere, type DeskQuestion } from '../clerk/desks.ts';
import type { Posted } from './thread.ts';

/** The program of the thread in which the clerk works: whatever a lane holds, passing changes on goes on. */
const desks = new DesksHere();

parentPort?.on('message', (question: DeskQuestion) => {
	const post = (posted: Posted): void => parentPort?.postMessage(posted);
	post({ kind: 'begun' });
	desks
		.ask(question, (name) => post({ kind: 'sign', sign: name }))
		.then(
			(answer) => post({ kind: 'answer', answer }),
			(cause: unknown) => post({ kind: 'failed', cause: String(cause) })
		);
});
