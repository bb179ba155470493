import { TooSlow } from '../relay/integrator.ts';

/** A document after which Yjs is of no use. */
export class Broken extends Error {
	override readonly name = 'Broken';
}

/** Another relay's clerk wrote first. */
export class Overtaken extends Error {
	override readonly name = 'Overtaken';
}

/** It can't be done without a document that is left out. */
export class LeftOut extends Error {
	override readonly name = 'LeftOut';
}

/** Another clerk was faster, or a document that can't be read is left out from now on. */
export function helpsAtOnce(cause: unknown): boolean {
	return [Overtaken, TooSlow, Broken].some((kind) => cause instanceof kind);
}
