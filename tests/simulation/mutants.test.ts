// Fault planted, seen red and taken back: a text that no file holds.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants } from './world/mutants.ts';

test.each(mutants)('the fault “$name” still fits the code', ({ file, from }) => {
	const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
	// Renew it in world/mutants.ts when the code has changed: else `--mutants` can't plant it.
	expect(source.split(from)).toHaveLength(2);
});
