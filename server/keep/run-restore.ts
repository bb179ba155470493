import { parseArgs } from 'node:util';
import { threadedIntegrator } from '../threads/integrator.ts';
import { BackupReader } from './backup-file.ts';
import { check } from './check.ts';
import { begin, fail, misread, pathOf, placeIn, problemOf, say, typed } from './command.ts';
import { erasedElsewhere } from './erased-elsewhere.ts';
import { restore } from './restore.ts';

/** `npm run restore -- FILE [--erased FILE …] [--check]`: puts a backup back, in an empty place. */

const integrateMs = 60_000;

const usage = 'npm run restore -- FILE [--check] [--erased NEWER-FILE …]';

begin();
const { values, positionals } = typed(usage, () =>
	parseArgs({
		options: {
			erased: { type: 'string', multiple: true, default: [] },
			check: { type: 'boolean', default: false }
		},
		allowPositionals: true
	})
);
const [file, ...others] = positionals;
if (file === undefined || others.length > 0) misread('Say which backup.', usage);

const path = pathOf(file);
const place = placeIn(process.env);
try {
	const reader = new BackupReader(path);
	check(reader, path);
	const { madeAt, madeBy, documents, accounts, state } = reader.manifest;
	say(`${path} is whole: ${documents} documents and ${accounts} rows of accounts.`);
	say(`Made at ${madeAt} by Draaiboek ${madeBy}. State ${state}`);
	if (!values.check) await putBack(reader, path);
	reader.close();
} catch (error) {
	fail(problemOf(error, place));
}

async function putBack(reader: BackupReader, from: string): Promise<void> {
	const { erased, upTo } = erasedElsewhere(from, values.erased.map(pathOf));
	say(
		`The newest list of erased persons at hand is of ${upTo}. Was anybody erased after that? Then name a newer backup with --erased, or erase her again before anybody comes in: npm run erase -- WORKSPACE PERSON (npm run erase -- --list shows their ids).`
	);
	const integrator = threadedIntegrator(integrateMs);
	const store = await place.open();
	try {
		const restored = await restore(reader, store, { erased, integrator, atMs: Date.now() });
		const { documents, accounts, changed, state } = restored;
		say(`Put back in ${place.said}: ${documents} documents and ${accounts} rows of accounts.`);
		if (state === reader.manifest.state) say(`Read back, it says the same. State ${state}`);
		else
			say(
				`People who were erased are not in it any more: of ${reader.manifest.documents} documents ${changed} were put back without them. State ${state}`
			);
	} finally {
		await store.close();
		await integrator.close();
	}
}
