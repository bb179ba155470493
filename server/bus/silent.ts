import type { Bus } from './bus.ts';

/**
 * For relays that share a journal and have nothing that carries between them: they say nothing, know that
 * they hear nothing, and so ask the journal every second.
 */
export const silentBus: Bus = {
	tell: () => undefined,
	follow: () => () => undefined,
	isCarried: false,
	close: () => Promise.resolve()
};
