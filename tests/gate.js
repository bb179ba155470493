/**
 * `npm test`: everything that must hold before a change lands, from a fresh clone and under whatever
 * Node the machine has. Ends with one plain line, `N passed, N failed`, that CI counts.
 *
 *   npm test                 everything
 *   npm test -- unit e2e     only these steps
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotReady, buildIfNeeded, installIfNeeded } from '../server/setup/ready.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules/.bin');
const environment = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}`, NO_COLOR: '1' };
const reports = join(root, '.vitest/json');

/** @typedef {{ name: string, command: string[], counts?: () => { passed: number, failed: number } }} Step */

/** What is checked; `counts` reads how many tests a step ran. @type {Step[]} */
const steps = [
	{ name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
	{ name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
	{
		name: 'types',
		command: [
			'svelte-check',
			'--tsconfig',
			'./tsconfig.json',
			'--fail-on-warnings',
			'--output',
			'human'
		]
	},
	{
		name: 'layers',
		command: [
			'depcruise',
			'src',
			'server',
			'tests',
			'--config',
			'.dependency-cruiser.cjs',
			'--output-type',
			'err'
		]
	},
	{ name: 'dead code', command: ['knip', '--no-progress'] },
	{ name: 'unit', command: ['vitest', 'run', '--project', 'node'], counts: () => vitestCounts() },
	{
		name: 'components',
		command: ['vitest', 'run', '--project', 'browser'],
		counts: () => vitestCounts()
	},
	{ name: 'e2e', command: ['playwright', 'test'], counts: () => playwrightCounts() }
];

const total = { passed: 0, failed: 0 };

try {
	await main();
} catch (problem) {
	if (!(problem instanceof NotReady)) throw problem;
	console.error(problem.message);
	total.failed++;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function main() {
	installIfNeeded(root);
	const asked = process.argv.slice(2);
	const chosen = steps.filter(({ name }) => asked.length === 0 || asked.includes(name));
	if (chosen.some(({ name }) => name === 'components' || name === 'e2e')) ensureBrowser();
	spawnSync('svelte-kit', ['sync'], { cwd: root, env: environment, stdio: 'inherit' });
	if (chosen.some(({ name }) => name === 'e2e')) buildIfNeeded(root);
	// What only reads goes two at a time, the longest first; what opens ports and browsers goes by itself.
	const reading = chosen
		.filter(({ counts }) => !counts)
		.sort((a, b) => Number(b.name === 'lint') - Number(a.name === 'lint'));
	await Promise.all([inTurn(reading), inTurn(reading)]);
	await inTurn(chosen.filter(({ counts }) => counts));
}

/** Takes steps off the list until none is left. @param {Step[]} waiting */
async function inTurn(waiting) {
	for (let step = waiting.shift(); step; step = waiting.shift()) await check(step);
}

/** @param {Step} step */
async function check({ name, command, counts }) {
	const began = Date.now();
	mkdirSync(reports, { recursive: true });
	rmSync(join(reports, 'output.json'), { force: true });
	rmSync(join(reports, 'e2e.json'), { force: true });
	const code = await run(command);
	const counted = counts?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
	// A runner that failed without naming a failed test has failed all the same.
	if (code !== 0 && counted.failed === 0) counted.failed = 1;
	total.passed += counted.passed;
	total.failed += counted.failed;
	const seconds = ((Date.now() - began) / 1000).toFixed(0);
	console.log(`${counted.failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
}

/** @param {string[]} command */
function run([program, ...rest]) {
	return new Promise((resolve) => {
		const child = spawn(join(bin, program ?? ''), rest, {
			cwd: root,
			env: environment,
			stdio: 'inherit'
		});
		child.on('close', (code) => resolve(code ?? 1));
		child.on('error', () => resolve(1));
	});
}

function vitestCounts() {
	const report = readReport('output.json');
	return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 1 };
}

function playwrightCounts() {
	const stats = readReport('e2e.json')?.stats;
	return {
		passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
		failed: stats ? stats.unexpected : 1
	};
}

/** @param {string} file */
function readReport(file) {
	const path = join(reports, file);
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Debian's Chromium where the machine has apt, the one that Playwright fetches elsewhere. */
function ensureBrowser() {
	if (existsSync('/usr/bin/chromium')) return;
	console.log('Installing Chromium for the browser tests (once) …');
	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		const apt = (/** @type {string[]} */ ...words) =>
			spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'] });
		apt('update', '-qq');
		apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
	}
	if (existsSync('/usr/bin/chromium')) return;
	const fetched = spawnSync(join(bin, 'playwright'), ['install', 'chromium'], {
		cwd: root,
		env: environment,
		stdio: 'inherit'
	});
	if (fetched.status !== 0) {
		throw new NotReady(
			'No Chromium: install it with `sudo apt-get install chromium`, or let `npx playwright install chromium` reach the internet, then run `npm test` again.'
		);
	}
}
