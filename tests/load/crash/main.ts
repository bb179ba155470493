/**
 * `npm run crash`: kills a real relay with -9 while eight devices write as fast as they can, starts it again,
 * and holds all that is there against what it acknowledged and what another device saw: every change, byte
 * for byte, after every restart, and in the end without a relay.
 *
 *   npm run crash                                  200 kills, some ten minutes
 *   npm run crash -- --kills 50 --seed 7           fewer; the seed gives the moments of the kills
 *   npm run crash -- --kills 200 --write-readme    puts what came of it in the README
 *
 * Ends with 1, and says what, when anything is gone or is not what it was, or when next to nothing was written.
 */
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { count, crash, type CrashReport } from './crash.ts';

const { values: flags } = parseArgs({
	options: {
		kills: { type: 'string', default: '200' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		'write-readme': { type: 'boolean', default: false }
	}
});
const kills = Number(flags.kills);
const seed = Number(flags.seed);
/** Half as many on average: 200 kills make more than a million. */
const changesInALife = 12_000;
const leastInALife = 1_000;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

function sentences(report: CrashReport): string {
	const { early, comparisons, acknowledged, seen, lost } = report;
	return `Killed ${count(report.kills)} times with -9 (${early} of them while everybody was still coming in), and started again: ${count(acknowledged)} changes acknowledged and ${count(seen)} seen by another device; **${count(lost.length)} lost**. A device without anything read everything ${comparisons} times and compared it byte for byte, and so was the journal in the end, without a relay. Seed ${seed}.`;
}

const report = await crash({ kills, seed, changesInALife }, (line) => console.error(line));
const text = `${machine(`npm run crash -- --kills ${kills}`, false)}\n\n${sentences(report)}`;
console.log(text);
for (const loss of report.lost.slice(0, 20)) console.error(`LOST ${loss}`);
const isIdle = report.acknowledged < kills * leastInALife;
if (isIdle)
	console.error(`Only ${count(report.acknowledged)} changes were acknowledged: that shows little.`);
if (flags['write-readme']) writeReadme('crash', text);
process.exit(report.lost.length === 0 && !isIdle ? 0 : 1);
