import { chanceFrom } from '#server/testing/chance.ts';

/** Chance from a seed, in the shapes that making bytes asks for. */
export interface Dice {
	/** From 0 up to 1. */
	readonly chance: () => number;
	/** A whole number from 0 up to and without `below`. */
	whole(below: number): number;
	pick<T>(list: readonly T[]): T;
	/** Many of them 255, for that is where variable lengths go on. */
	bytes(count: number): number[];
}

export function diceFrom(seed: number): Dice {
	const chance = chanceFrom(seed);
	const whole = (below: number) => Math.floor(chance() * below);
	return {
		chance,
		whole,
		pick: (list) => list[whole(list.length)]!,
		bytes: (count) => Array.from({ length: count }, () => (chance() < 0.3 ? 255 : whole(256)))
	};
}

/** The seed of one part of a run, so that the part can be had again by itself. */
export function seedOf(seed: number, part: number): number {
	return (seed + Math.imul(part, 0x9e3779b1)) >>> 0;
}
