import { median } from '#tests/support/measures/median.ts';

/** A piece of work that is timed; what it answers is thrown away. */
export type Work = () => unknown;

/** What timing takes: more rounds and longer ones shut out more of what else the machine does. */
export interface RaceOptions {
	readonly rounds: number;
	/** A round repeats its work until this long has gone by. */
	readonly roundMs: number;
}

/**
 * Times pieces of work beside each other: milliseconds of processor time per run of each, as the median of its rounds.
 *
 * Rounds take turns, so that a machine that slows down halfway slows all of them alike and their ratio
 * stays what it was. One round of each goes before, unmeasured, for the compiler.
 */
export function race<Name extends string>(
	works: Readonly<Record<Name, Work>>,
	{ rounds, roundMs }: RaceOptions
): Record<Name, number> {
	const entries = Object.entries<Work>(works);
	const times = new Map(entries.map(([name]) => [name, [] as number[]]));
	for (const [, work] of entries) roundOf(work, roundMs);
	for (let round = 0; round < rounds; round++) {
		for (const [name, work] of entries) times.get(name)?.push(roundOf(work, roundMs));
	}
	const medians = [...times].map(([name, all]) => [name, median(all)]);
	return Object.fromEntries(medians) as Record<Name, number>;
}

/** Milliseconds of processor time per run: what else the machine does meanwhile is left out. */
function roundOf(work: Work, roundMs: number): number {
	const begun = performance.now();
	const before = process.cpuUsage();
	let runs = 0;
	do {
		work();
		runs++;
	} while (performance.now() - begun < roundMs);
	return cpuMs(before) / runs;
}

/** Milliseconds of processor time that one run took. */
export function once(work: Work): number {
	const before = process.cpuUsage();
	work();
	return cpuMs(before);
}

function cpuMs(before: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
