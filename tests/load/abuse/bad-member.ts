import { setPriority } from 'node:os';
import { deeds, type Deed, type Target } from './deeds.ts';

/**
 * The process of the bad member: says that it is there, then does one deed until it is ended. She has a machine of her
 * own, so she yields.
 */
export interface Order {
	readonly deed: Deed;
	readonly target: Target;
}

setPriority(19);
process.on('message', ({ deed, target }: Order) => void deeds[deed](target));
process.on('disconnect', () => process.exit());
process.send?.('here');
