import { count, type CrashReport } from './crash.ts';

/** So many changes are to be acknowledged for each kill, on average: a million for 200. */
const aimForAKill = 5_000;

/** What came of a run, in words and in one: whether nothing was lost of as much as was aimed at. */
export interface Verdict {
	readonly isWell: boolean;
	readonly sentences: string;
}

export function verdictOn(report: CrashReport, seed: number): Verdict {
	const { kills, early, comparisons, acknowledged, seen, lost } = report;
	const aim = kills * aimForAKill;
	const isEnough = kills > 0 && acknowledged >= aim;
	const isAimed = isEnough ? 'as was aimed at' : '**not as many as was aimed at**';
	return {
		isWell: isEnough && lost.length === 0,
		sentences: `Killed ${count(kills)} times with -9 (${early} of them while everybody was still coming in), and started again: ${count(acknowledged)} changes acknowledged (at least ${count(aim)}, ${isAimed}) and ${count(seen)} seen by another device; **${count(lost.length)} lost**. A device without anything read everything ${comparisons} times and compared it byte for byte, and so was the journal in the end, without a relay. Seed ${seed}.`
	};
}
