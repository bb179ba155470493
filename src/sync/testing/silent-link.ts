import type { LinkFactory } from '../link/link.ts';
import type { LinkState } from '../link/link-state.ts';
import { Cell } from '../observable.ts';

/** A relay that never answers. */
export const silent: LinkFactory = () => ({
	state: new Cell<LinkState>({ status: 'opening', attempt: 1 }),
	isOrigin: () => false,
	retry: () => undefined,
	offerAgain: () => undefined,
	lose: () => undefined,
	close: () => undefined
});
