import type { Integrated } from '../relay/integrate.ts';
import type { Integrator } from '../relay/integrator.ts';
import { Thread } from './thread.ts';

/** An integrator in a thread of its own; no document may take longer than `limitMs`. */
export function threadedIntegrator(limitMs: number): Integrator {
	const thread = new Thread(new URL('./integrating.ts', import.meta.url), limitMs);
	return {
		// What our own program posts back is what `integrate` returned.
		integrate: (updates) => thread.ask(updates) as Promise<Integrated>,
		close: () => thread.close()
	};
}
