import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mutants } from './mutants.ts';

/** Loaded before everything else, with MUTANT in the environment: the code runs with that fault in it. */
const mutant = mutants.find(({ name }) => name === process.env.MUTANT);
if (!mutant) throw new Error(`there is no fault named ${process.env.MUTANT ?? ''}`);

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = pathToFileURL(`${root}${mutant.file}`).href;

registerHooks({
	load(url, context, nextLoad) {
		if (url !== file) return nextLoad(url, context);
		const source = readFileSync(fileURLToPath(url), 'utf8');
		if (!source.includes(mutant.from))
			throw new Error(`${mutant.file} has changed: renew this fault`);
		return {
			format: 'module-typescript',
			shortCircuit: true,
			source: source.replace(mutant.from, () => mutant.to)
		};
	}
});
