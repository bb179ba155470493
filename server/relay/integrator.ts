import { diffUpdate } from 'yjs';
import { integrate, type Integrated } from './integrate.ts';
import { readShape, type UpdateShape } from './update-shape.ts';

/**
 * What takes a while, away from the turns.
 *
 * Everything fails with `TooSlow` when it takes longer than a document may, and with `Stopped` when the
 * integrator is closed meanwhile.
 */
export interface Integrator {
	/** As `integrate`. */
	integrate(updates: readonly Uint8Array[]): Promise<Integrated>;
	/** What a device lacks of an update; `have`: its state vector. Waits for nothing that is integrated. */
	missing(update: Uint8Array, have: Uint8Array): Promise<Uint8Array>;
	/** As `readShape`. Waits for nothing that is integrated. */
	shape(update: Uint8Array): Promise<UpdateShape | null>;
	close(): Promise<void>;
}

/** From so many bytes on an update is large: reading it, or taking it apart, is left to the integrator. */
export const largeBytes = 64 * 1024;

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
	missing: (update, have) => Promise.try(diffUpdate, update, have),
	shape: (update) => Promise.try(readShape, update),
	close: () => Promise.resolve()
};
