/**
 * `npm run crash`: kills a real relay with -9 while eight devices write as fast as they can, starts it again,
 * and holds all that is there against what it acknowledged and what another device saw: every change, byte
 * for byte, after every restart, and in the end without a relay.
 *
 *   npm run crash                                  200 kills, some ten minutes
 *   npm run crash -- --kills 50 --seed 7           fewer; the seed gives the moments of the kills
 *   npm run crash -- --kills 200 --write-readme    puts what came of it in the README
 *
 * Ends with 1, and says what, when anything is gone or is not what it was, or when fewer changes were acknowledged than
 * 5,000 for each kill: 200 kills make a million at least. With a handful of kills that may be chance.
 */
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { crash } from './crash.ts';
import { verdictOn } from './verdict.ts';

const { values: flags } = parseArgs({
	options: {
		kills: { type: 'string', default: '200' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		'write-readme': { type: 'boolean', default: false }
	}
});
const kills = Number(flags.kills);
const seed = Number(flags.seed);
/** Half as many on average, and fewer where it dies early: so far above the aim that over many lives no chance decides. */
const changesInALife = 14_000;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const report = await crash({ kills, seed, changesInALife }, (line) => console.error(line));
const { isWell, sentences } = verdictOn(report, seed);
const text = `${machine(`npm run crash -- --kills ${kills}`, false)}\n\n${sentences}`;
console.log(text);
for (const loss of report.lost.slice(0, 20)) console.error(`LOST ${loss}`);
if (!isWell)
	console.error('Not well: changes are lost, or too few were acknowledged to say that none are.');
if (flags['write-readme']) writeReadme('crash', text);
process.exit(isWell ? 0 : 1);
