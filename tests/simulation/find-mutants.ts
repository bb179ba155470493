import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mutants } from './world/mutants.ts';

const mostSeeds = 1_000;

/** Plays with each planted fault until it is found, each in a process of its own; `words`: for README.md. */
export async function findMutants(
	say: (line: string) => void
): Promise<{ readonly missed: number; readonly words: string }> {
	const seeds: number[] = [];
	for (const { name } of mutants) {
		const seed = await seedThatFinds(name);
		say(`${seed === null ? 'NOT FOUND' : `seed ${seed}`.padEnd(9)}  ${name}`);
		if (seed !== null) seeds.push(seed);
	}
	const words = `${mutants.length} faults were planted in the relay, the app and the clerk, one at a time: ${seeds.length} of them were found within ${mostSeeds.toLocaleString('en')} histories, the last one by seed ${Math.max(0, ...seeds)}.`;
	say(words);
	return { missed: mutants.length - seeds.length, words };
}

async function seedThatFinds(name: string): Promise<number | null> {
	const main = fileURLToPath(new URL('./main.ts', import.meta.url));
	const mutate = new URL('./world/mutate.ts', import.meta.url).href;
	try {
		await promisify(execFile)(
			process.execPath,
			['--import', mutate, main, '--first', '--seeds', String(mostSeeds)],
			{ env: { ...process.env, MUTANT: name } }
		);
		return null;
	} catch (failed) {
		const said = String((failed as { readonly stderr?: unknown }).stderr);
		const seed = /seed (\d+) does not hold/.exec(said)?.[1];
		if (seed === undefined)
			throw new Error(`the fault "${name}" could not be played: ${said}`, { cause: failed });
		return Number(seed);
	}
}
