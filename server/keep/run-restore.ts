import { parseArgs } from 'node:util';
import { threadedIntegrator } from '../threads/integrator.ts';
import { BackupReader } from './backup-file.ts';
import { check } from './check.ts';
import { fail, pathOf, placeIn, problemOf, say } from './command.ts';
import { erasedElsewhere } from './erased-elsewhere.ts';
import { restore } from './restore.ts';

/** `npm run restore -- FILE [--erased FILE …] [--check]`: puts a backup back, in an empty place. */

const integrateMs = 60_000;

const { values, positionals } = parseArgs({
	options: {
		erased: { type: 'string', multiple: true, default: [] },
		check: { type: 'boolean', default: false }
	},
	allowPositionals: true
});
const [file, ...others] = positionals;
if (file === undefined || others.length > 0)
	fail('Say which backup: npm run restore -- FILE [--erased NEWER-FILE …] [--check]');

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
	const { erased, newer } = erasedElsewhere(from, values.erased.map(pathOf));
	if (newer.length === 0)
		say(
			'No newer backup lies beside it. Was anybody erased since? Then name a newer one with --erased, or erase her again before anybody comes in.'
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
				`People were erased since it was made: of ${reader.manifest.documents} documents ${changed} were put back without them. State ${state}`
			);
	} finally {
		await store.close();
		await integrator.close();
	}
}
