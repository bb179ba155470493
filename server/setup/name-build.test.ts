// Faults planted here, each seen red and taken back: the page left out of the name; the worker's own script left
// out; a name over the name that stood there; the page without it, or with the one that stood there before.
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
		write(file, contentOf('first', file));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The page has room for the name. */
const contentOf = (which: string, file: string): string =>
	file === 'index.html'
		? `<meta name="draaiboek-build" content="" /><p>the ${which} page</p>`
		: `the ${which} ${file}`;
const write = (file: string, content: string): void => writeFileSync(join(folder, file), content);

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The name that the worker is given, and the page. */
function named(): string {
	nameBuild(folder);
	const worker = read('service-worker.js');
	const [, name] = /^self\.draaiboekBuild = '([0-9a-f]{64})';\nthe \w+ service-worker\.js$/.exec(
		worker
	)!;
	expect(read('index.html')).toMatch(
		new RegExp(`^<meta name="draaiboek-build" content="${name}" /><p>the \\w+ page</p>$`)
	);
	return name!;
}

test('a build whose page has no room for the name is none', () => {
	write('index.html', '<p>a page</p>');
	expect(() => nameBuild(folder)).toThrow('index.html has no <meta name="draaiboek-build">');
});

test('a build that was named keeps its name', () => {
	expect(named()).toBe(named());
});

test.each(['index.html', 'icons/icon.png', 'manifest.webmanifest', 'service-worker.js'])(
	'a build with another %s has another name',
	(file) => {
		const before = named();
		write(file, contentOf('second', file));
		expect(named()).not.toBe(before);
	}
);
