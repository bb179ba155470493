import type { Dice } from './dice.ts';
import { hostileFrame } from './hostile-frames.ts';
import { hostileMessage } from './hostile-messages.ts';
import type { Victims } from './hostile-updates.ts';
import { mutatedFrame, mutatedMessage } from './mutated.ts';

/** Somebody who means ill: comes in again whenever she was sent away. */
export interface Intruder {
	/** She sends frames of one document, or messages of a line with several. */
	readonly kind: 'visit' | 'line';
	send(bytes: Uint8Array): void;
	leave(): void;
	/** How often she was sent away. */
	readonly timesSentAway: number;
}

/** What is sent: bytes that were turned over, or frames that are well formed and should not be. */
export type Sort = 'mutated' | 'structured';

/** These documents an intruder with a line opens when she comes in, on channels from 1 on. */
export const opened = ['directory', 'season/season0000000009', 'lane/eve0000000000000'] as const;

/** The documents in which the honest ones write. */
export const contested = ['directory', 'season/season0000000009'] as const;

/** The next thing that an intruder sends: it depends on chance alone, so that a seed gives it again. */
export function attack(
	dice: Dice,
	{ kind }: Pick<Intruder, 'kind'>,
	sort: Sort,
	victims: Victims
): Uint8Array {
	const line = { lastChannel: opened.length };
	if (kind === 'visit')
		return sort === 'mutated' ? mutatedFrame(dice) : hostileFrame(dice, victims);
	if (sort === 'mutated') return mutatedMessage(dice, opened.length + 1);
	return hostileMessage(dice, line, victims);
}

/** Both sorts, spread evenly: which of them comes at `at`. */
export function sortAt(at: number, count: Readonly<Record<Sort, number>>): Sort {
	const part = count.structured / (count.mutated + count.structured);
	return Math.floor((at + 1) * part) > Math.floor(at * part) ? 'structured' : 'mutated';
}
