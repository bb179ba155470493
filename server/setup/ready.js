/**
 * Makes a fresh clone ready to run: installs what is missing and builds what is old, each only when it
 * must, each with a word about it.
 *
 * Plain JavaScript without packages: it runs before anything is installed, under whatever Node the
 * machine has (20 or newer).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const buildStamp = 'build/.stamp';
/** What the built app is made from. */
const sources = [
	...['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'],
	'server/setup/name-build.js'
];

/** Something that the person who started this has to do herself; its message says what. */
export class NotReady extends Error {
	/** @override */
	name = 'NotReady';
}

/** Installs the packages when they are missing or other than package-lock.json says. True when it did. */
export function installIfNeeded(folder = root, say = print) {
	if (isInstalled(folder)) return false;
	say('Installing packages (this takes a minute, once) …');
	run(folder, npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], installProblem);
	return true;
}

/**
 * Whether npm's own list of what lies in node_modules names every package of package-lock.json in its
 * version; packages for other machines are left out of that list.
 * @param {string} folder
 */
function isInstalled(folder) {
	const present = packagesIn(join(folder, 'node_modules/.package-lock.json'));
	return Object.entries(packagesIn(join(folder, 'package-lock.json'))).every(
		([name, { version, optional }]) => name === '' || optional || present[name]?.version === version
	);
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Builds the app when there is no build, or its sources have changed since. True when it did. */
export function buildIfNeeded(folder = root, say = print) {
	const wanted = hashOf(folder, sources);
	if (existsSync(join(folder, 'build/index.html')) && stampIn(folder, buildStamp) === wanted) {
		return false;
	}
	say('Building the app …');
	const bin = join(folder, 'node_modules/.bin');
	run(
		folder,
		join(bin, 'node'),
		[join(folder, 'node_modules/vite/bin/vite.js'), 'build'],
		buildProblem
	);
	mkdirSync(join(folder, 'build'), { recursive: true });
	writeFileSync(join(folder, buildStamp), wanted);
	return true;
}

/**
 * A hash over the names and contents of these files and folders.
 * @param {string} folder
 * @param {readonly string[]} names
 * @returns {string}
 */
export function hashOf(folder, names) {
	const hash = createHash('sha256');
	for (const name of names)
		for (const file of filesUnder(folder, name)) {
			hash
				.update(`${file}\0`)
				.update(readFileSync(join(folder, file)))
				.update('\0');
		}
	return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string[]}
 */
function filesUnder(folder, name) {
	const path = join(folder, name);
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [name];
	const names = readdirSync(path).sort();
	return names.flatMap((child) => filesUnder(folder, `${name}/${child}`));
}

/**
 * @param {string} folder
 * @param {string} name
 */
function stampIn(folder, name) {
	const path = join(folder, name);
	return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Under `npm start` the very npm that runs is known; otherwise whichever the shell finds. */
function npm() {
	return process.env.npm_execpath ?? 'npm';
}

/**
 * @param {string} folder
 * @param {string} command
 * @param {string[]} args
 * @param {string} problem
 */
function run(folder, command, args, problem) {
	const [file, all] = command.endsWith('.js')
		? [process.execPath, [command, ...args]]
		: [command, args];
	// The packages' own Node comes first, so that their scripts run under the Node they were made for.
	const path = `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`;
	const { status, error, stdout, stderr } = spawnSync(file, all, {
		cwd: folder,
		env: { ...process.env, PATH: path },
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024
	});
	if (status === 0) return;
	throw new NotReady(`${problem}\n\n${error?.message ?? lastLines(`${stdout}${stderr}`)}`);
}

const installProblem =
	'The packages could not be installed. Check the connection to the npm registry and the room on the disk, then start again. npm said:';
const buildProblem = 'The app could not be built; the relay was not started. The build said:';

/** @param {string} text */
function lastLines(text) {
	return text.trimEnd().split('\n').slice(-30).join('\n');
}

/** @param {string} line */
function print(line) {
	process.stdout.write(`${line}\n`);
}

/** @param {string} version */
function isEnough(version) {
	return Number(version.split('.')[0]) >= 20;
}

function makeReady() {
	if (!isEnough(process.versions.node)) {
		throw new NotReady(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
	}
	installIfNeeded();
	buildIfNeeded();
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		makeReady();
	} catch (error) {
		if (!(error instanceof NotReady)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	}
}
