import type { Integrated } from '../relay/integrate.ts';
import type { Integrator } from '../relay/integrator.ts';
import type { UpdateShape } from '../relay/update-shape.ts';
import type { Question } from './integrating.ts';
import { Thread } from './thread.ts';

/**
 * An integrator in threads of its own: one for what nobody waits for, and one for those who wait for an answer.
 * No document may take longer than `limitMs`.
 */
export function threadedIntegrator(limitMs: number): Integrator {
	const program = new URL('./integrating.ts', import.meta.url);
	const [unhurried, answering] = [new Thread(program, limitMs), new Thread(program, limitMs)];
	const ask = (thread: Thread, question: Question) => thread.ask(question);
	return {
		// What our own program posts back is what was asked of it.
		integrate: (updates) => ask(unhurried, { kind: 'integrate', updates }) as Promise<Integrated>,
		// A copy: all of the message that it lies in would go along to the thread.
		missing: (update, have) =>
			ask(answering, {
				kind: 'missing',
				update,
				have: new Uint8Array(have)
			}) as Promise<Uint8Array>,
		shape: (update) => ask(answering, { kind: 'shape', update }) as Promise<UpdateShape | null>,
		close: async () => {
			await Promise.all([unhurried.close(), answering.close()]);
		}
	};
}
