import type { Integrated } from '../relay/integrate.ts';
import type { Integrator } from '../relay/integrator.ts';
import { packRow } from '../journal/row-body.ts';
import { Thread } from './thread.ts';

/** An integrator in a thread of its own; no document may take longer than `limitMs`. */
export function threadedIntegrator(limitMs: number): Integrator {
	const thread = new Thread(new URL('./integrating.ts', import.meta.url), limitMs);
	return {
		// As one stretch of memory: thousands of small ones take longer to hand over than to integrate. What our
		// own program posts back is what `integrate` returned.
		integrate: (updates) => thread.ask(packRow(updates)) as Promise<Integrated>,
		close: () => thread.close()
	};
}
