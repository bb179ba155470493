/**
 * `npm run fuzz`: frames of any kind, from members who mean ill, to the real rooms and lines of a relay, while
 * honest devices write in the same documents and must get everything, in order, in its turn.
 *
 *   npm run fuzz                                           1,000,000 mutated and 200,000 structured frames
 *   npm run fuzz -- --mutated 20000 --structured 4000      fewer; a twentieth more goes over real sockets
 *   npm run fuzz -- --seed 7                               the same again
 *   npm run fuzz -- --seed 7 --part 31                     only this part of it, with the counts it had
 *   npm run fuzz -- --write-readme                         puts what came of it in the README
 *
 * Ends with 1, and says what and where, when a frame makes the relay fail, when somebody honest is harmed, or
 * when the relay needs 20 MB more than after its first part.
 */
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { fuzzInMemory, type FuzzReport } from './in-memory.ts';
import { fuzzOverSockets } from './over-sockets.ts';

const mostGrowthBytes = 20_000_000;
/** Sockets are slower: one frame in so many goes over them, too. */
const onePerSocket = 20;

const { values: flags } = parseArgs({
	options: {
		mutated: { type: 'string', default: '1000000' },
		structured: { type: 'string', default: '200000' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		part: { type: 'string' },
		'write-readme': { type: 'boolean', default: false }
	}
});
const seed = Number(flags.seed);
const count = { mutated: Number(flags.mutated), structured: Number(flags.structured) };
const again = `npm run fuzz -- --mutated ${count.mutated} --structured ${count.structured} --seed ${seed}`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
// A promise that nobody waits for fails as loudly as anything else.
process.on('unhandledRejection', (cause) => {
	console.error(`HARM ${String(cause)}\nThe same again: ${again}`);
	process.exit(1);
});

function judge(where: string, { harm, growthBytes }: FuzzReport): string[] {
	const growth = `${where}: needs ${megabytes(growthBytes)} more than after the first part`;
	return [
		...harm.map((what) => `${where}: ${what}`),
		...(growthBytes > mostGrowthBytes ? [growth] : [])
	];
}

function megabytes(bytes: number): string {
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function many(value: number): string {
	return value.toLocaleString('en');
}

const only = flags.part === undefined ? undefined : Number(flags.part);
const inMemory = await fuzzInMemory({ seed, count }, only);
const some = (all: number) => Math.round(all / onePerSocket);
const fewer = { mutated: some(count.mutated), structured: some(count.structured) };
const overSockets = only === undefined ? await fuzzOverSockets({ seed, count: fewer }) : null;

const sentences = [
	`${many(count.mutated)} mutated and ${many(count.structured)} structured frames to the relay’s rooms and lines: intruders were sent away ${many(inMemory.sentAway)} times, all ${many(inMemory.arrived)} changes of honest devices in the same documents arrived in their turn, **${many(inMemory.harm.length)} harms**. No frame took more than ${inMemory.slowestMs.toFixed(0)} ms of processor time; memory grew by ${megabytes(inMemory.growthBytes)}.`,
	...(overSockets
		? [
				`${many(overSockets.sent)} more over real sockets to a relay process: ${many(overSockets.sentAway)} sent away, ${many(overSockets.arrived)} honest changes arrived, 99 in 100 within ${overSockets.p99Ms.toFixed(0)} ms, **${many(overSockets.harm.length)} harms**; memory grew by ${megabytes(overSockets.growthBytes)}.`
			]
		: [])
];
const text = `${machine(again, false)}\n\n${sentences.join(' ')}`;
const harm = [
	...judge('in memory', inMemory),
	...(overSockets ? judge('over sockets', overSockets) : [])
];
console.log(text);
for (const what of harm.slice(0, 30)) console.error(`HARM ${what}`);
if (harm.length > 0) console.error(`The same again: ${again}`);
if (flags['write-readme']) writeReadme('fuzz', text);
process.exit(harm.length === 0 ? 0 : 1);
