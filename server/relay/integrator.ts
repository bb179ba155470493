import { integrate, type Integrated } from './integrate.ts';

/** Makes one update of many, away from the turns: it may take a while. */
export interface Integrator {
	/**
	 * As `integrate`. Fails with `TooSlow` when these updates take longer than a document may, and with
	 * `Stopped` when it is closed meanwhile.
	 */
	integrate(updates: readonly Uint8Array[]): Promise<Integrated>;
	close(): Promise<void>;
}

/** Some updates are small and take Yjs a minute: such a document is left as it is. */
export class TooSlow extends Error {
	override readonly name = 'TooSlow';
	readonly code = 'too-slow';
}

/** The relay stops: what was begun is left as it was, and nobody has to hear of it. */
export class Stopped extends Error {
	override readonly name = 'Stopped';
}

/** On the spot, without a limit: for tests and the simulation. */
export const integratorHere: Integrator = {
	integrate: (updates) => Promise.try(integrate, updates),
	close: () => Promise.resolve()
};
