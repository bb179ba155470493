/**
 * `npm run bench:relay`: our relay beside the servers that a Yjs app would otherwise use, all of them under
 * the same load.
 *
 *   npm run bench:relay                            everything, five rounds, some half an hour
 *   npm run bench:relay -- --quick                 whether it all still runs; the numbers say little
 *   npm run bench:relay -- --only room,rooms       only these rows (see `trials`)
 *   npm run bench:relay -- --beside y-websocket    only these servers, and ours (see `rivals`)
 *   npm run bench:relay -- --rounds 9              more rounds
 *   npm run bench:relay -- --write-readme          puts the table in the README, with date and machine
 *
 * Installs what it measures beside in `tests/load/peers` when that is not there. Nothing here fails
 * because it was slow: a slow machine is no bug.
 */
import { parseArgs } from 'node:util';
import { installIfNeeded } from '#server/setup/ready.js';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { type Outcome, type Trial, measure } from './measure.ts';
import { report } from './report.ts';
import { type RivalName, rivals } from './rivals.ts';
import { trials } from './trials.ts';

const { values: flags } = parseArgs({
	options: {
		only: { type: 'string' },
		beside: { type: 'string' },
		rounds: { type: 'string' },
		quick: { type: 'boolean', default: false },
		'write-readme': { type: 'boolean', default: false }
	}
});
const rounds = Number(flags.rounds ?? (flags.quick ? 1 : 5));

/** The names in a flag, each of which must be one of these; all of them without the flag. */
function chosen<Name extends string>(flag: string | undefined, names: readonly Name[]): Name[] {
	if (flag === undefined) return [...names];
	return flag.split(',').map((word) => {
		const name = names.find((one) => one === word);
		if (name !== undefined) return name;
		throw new Error(`There is no "${word}". There is: ${names.join(', ')}.`);
	});
}

function besideOnly(trial: Trial, names: readonly RivalName[]): Trial {
	const isAsked = (name: RivalName) => name === 'ours' || names.includes(name);
	return { ...trial, rivals: trial.rivals.filter(isAsked) };
}

async function measured(): Promise<Outcome[]> {
	const all = trials({ quick: flags.quick });
	const beside = chosen(flags.beside, Object.keys(rivals) as RivalName[]);
	const outcomes: Outcome[] = [];
	for (const name of chosen(flags.only, Object.keys(all))) {
		const trial = all[name];
		if (!trial) continue;
		console.error(`${name} …`);
		outcomes.push(...(await measure(besideOnly(trial, beside), { rounds, quick: flags.quick })));
	}
	return outcomes;
}

const explanation = `Every server is a process of its own; one load generator, in another process, does the same to each, and they take turns (medians of ${rounds} round${rounds === 1 ? '' : 's'}). Processor time is that of all threads of the server. Whoever writes goes on as soon as everybody else in the room has her last change; in every round it is checked that everybody got everything, in order. Ours is asked for receipts, so that nothing counts before it is on disk; what a server puts off until later (a peer its storing, ours its folding) is not counted. "Ours beside it" above 1 × is better, whatever the unit.`;

installIfNeeded(new URL('../peers', import.meta.url).pathname);
const text = `${machine('npm run bench:relay', flags.quick)}\n\n${explanation}\n\n${report(await measured())}`;
console.log(text);
if (flags['write-readme']) writeReadme('bench:relay', text);
