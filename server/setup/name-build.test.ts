// Faults planted here, each seen red and taken back: the page left out of the name; the worker's own script left
// out; a name over the name that stood there.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameBuild } from './name-build.js';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'name-build-'));
	mkdirSync(join(folder, 'icons'));
	for (const file of ['service-worker.js', 'index.html', 'icons/icon.png', 'manifest.webmanifest'])
		write(file, `the first ${file}`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, content: string): void => writeFileSync(join(folder, file), content);

/** The name that the worker is given. */
function named(): string {
	nameBuild(folder);
	const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
	return /^self\.draaiboekBuild = '([0-9a-f]{64})';\nthe \w+ service-worker\.js$/.exec(worker)![1]!;
}

test('a build that was named keeps its name', () => {
	expect(named()).toBe(named());
});

test.each(['index.html', 'icons/icon.png', 'manifest.webmanifest', 'service-worker.js'])(
	'a build with another %s has another name',
	(file) => {
		const before = named();
		write(file, `the second ${file}`);
		expect(named()).not.toBe(before);
	}
);
