import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { threadedIntegrator } from '../threads/integrator.ts';
import { versionIn } from '../version.ts';
import { backup, partOf } from './backup.ts';
import { begin, fail, misread, pathOf, placeIn, problemOf, say, typed } from './command.ts';

/** `npm run backup -- FILE [--force]`: everything that a relay keeps, in one file, while it runs. */

/** A document that takes longer is kept as it is, and compared by its bytes. */
const integrateMs = 60_000;

const usage = 'npm run backup -- FILE [--force]';

begin();
const { values, positionals } = typed(usage, () =>
	parseArgs({
		options: { force: { type: 'boolean', default: false } },
		allowPositionals: true
	})
);
const [file, ...others] = positionals;
if (file === undefined || others.length > 0) misread('Say where the backup goes.', usage);
const path = pathOf(file);
const part = partOf(path, randomBytes(4));
const signals = ['SIGINT', 'SIGTERM'] as const;
for (const signal of signals) process.once(signal, stop);

const place = placeIn(process.env);
const integrator = threadedIntegrator(integrateMs);
try {
	const moment = await place.moment();
	const made = await backup(moment, {
		...{ path, part, force: values.force, madeAt: new Date() },
		...{ madeBy: versionIn(process.env), integrator }
	});
	for (const signal of signals) process.off(signal, stop);
	await moment.close();
	say(
		`${path}: ${made.documents} documents and ${made.accounts} rows of accounts of ${place.said}.`
	);
	if (made.damaged > 0)
		say(
			`${made.damaged} damaged rows are not in it. Devices that have their changes bring them back.`
		);
	say(`It was read back and is whole. State ${made.state}`);
	await integrator.close();
} catch (error) {
	fail(problemOf(error, place));
}

function stop(): never {
	rmSync(part, { force: true });
	fail('Stopped; nothing was written.');
}
