/**
 * `npm run bench`: what the product costs, each number beside a peer or a limit in the same run.
 *
 *   npm run bench                                  everything, some ten minutes
 *   npm run bench -- --quick                       whether it all still runs; the numbers say little
 *   npm run bench -- --only conflicts,relay        only these (see `benches` below)
 *   npm run bench -- --write-readme                puts the table in the README, with date and machine
 *
 * Nothing here fails because it was slow: a slow machine is no bug.
 */
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { benchConflicts } from './conflicts.ts';
import { benchDocuments } from './documents.ts';
import { benchExpansion } from './expansion.ts';
import { benchKnown } from './known.ts';
import { benchPlanning } from './planning.ts';
import { benchRelay } from './relay.ts';
import type { Effort, Row } from './row.ts';
import { benchWeek } from './screen/week.ts';
import { type Section, tableOf } from './table.ts';

interface Bench {
	readonly title: string;
	readonly run: (effort: Effort) => Row[] | Promise<Row[]>;
}

const benches: Readonly<Record<string, Bench>> = {
	expansion: { title: 'Dates of a year', run: benchExpansion },
	conflicts: { title: 'Conflicts between bookings', run: benchConflicts },
	planning: { title: 'What screens ask', run: benchPlanning },
	week: { title: 'The week on a laptop', run: benchWeek },
	documents: { title: 'Documents', run: benchDocuments },
	relay: { title: 'The relay', run: benchRelay },
	known: { title: 'Documents that nobody has open', run: benchKnown }
};

const { values: flags } = parseArgs({
	options: {
		only: { type: 'string' },
		quick: { type: 'boolean', default: false },
		'write-readme': { type: 'boolean', default: false }
	}
});

function chosen(): [string, Bench][] {
	const names = flags.only?.split(',') ?? Object.keys(benches);
	return names.map((name) => {
		const bench = benches[name];
		if (bench) return [name, bench];
		throw new Error(
			`There is no "${name}" to measure. There is: ${Object.keys(benches).join(', ')}.`
		);
	});
}

async function measured(): Promise<Section[]> {
	const sections: Section[] = [];
	for (const [name, { title, run }] of chosen()) {
		console.error(`${name} …`);
		sections.push({ title, rows: await run({ quick: flags.quick }) });
	}
	return sections;
}

const explanation =
	'"Times better" holds the measure against what stands beside it in the same run: above 1 × is better, whatever the unit. S, M and L are a year of a municipality (60 volunteers, 3,000 places), of a city’s network (400; 23,000) and of a federation (1,600; 80,000). Milliseconds are processor time.';

const text = `${machine('npm run bench', flags.quick)}\n\n${explanation}\n\n${tableOf(await measured())}`;
console.log(text);
if (flags['write-readme']) writeReadme('bench', text);
