import { integrate, type Integrated } from './integrate.ts';

/** Makes one update of many, away from the turns: it may take a while. */
export interface Integrator {
	/** As `integrate`. Fails with `TooSlow` when these updates take longer than a document may. */
	integrate(updates: readonly Uint8Array[]): Promise<Integrated>;
	close(): Promise<void>;
}

/** Some updates are small and take Yjs a minute: such a document is left as it is. */
export class TooSlow extends Error {
	override readonly name = 'TooSlow';
	readonly code = 'too-slow';
}

/** On the spot, without a limit: for tests and the simulation. */
export const integratorHere: Integrator = {
	integrate: (updates) => Promise.try(integrate, updates),
	close: () => Promise.resolve()
};
