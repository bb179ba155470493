import type { Deed } from '../deeds.ts';
import type { Clockwork } from './clockwork.ts';

/** Something that somebody may do: claims most of all, as in a real town. */
export function anyDeed(clock: Clockwork): Deed {
	const kind = clock.pick([
		...(['claim', 'claim', 'claim', 'withdraw', 'assign', 'places'] as const),
		...(['cancel', 'restore', 'retime', 'rehouse', 'follow', 'plan'] as const)
	]);
	const pick = clock.whole(40);
	return kind === 'places' ? { kind, pick, max: clock.whole(4) } : { kind, pick };
}
