import './world/seeded.ts';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { findMutants } from './find-mutants.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { play } from './world/play.ts';

/**
 * `npm run simulate -- --seeds N [--from SEED]` plays N histories, one after another, or in `--processes P`
 * at once; `--seed SEED` plays one of them again; `--mutants` plays them with each planted fault until it is found. Goes on after a
 * history that does not hold, unless `--first`; ends with 1, and says its seed, when there was one, or when a
 * fault was not found. `--write-readme` puts what was played, or found, into README.md.
 */
const option = (name: string, usual: number): number => {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? usual : Number(process.argv[at + 1]);
};

/** What histories came to, added up. */
type Total = Record<string, number>;

/** `digest` is of all histories, `last` of the last of them. */
async function playAll(
	from: number,
	count: number
): Promise<{ total: Total; digest: string; last: string }> {
	const total: Total = {};
	const all = createHash('sha256');
	let [failed, last] = [0, ''];
	for (let seed = from; seed < from + count; seed++) {
		process.removeAllListeners('uncaughtException');
		// y-websocket listens for the end of the process, and would keep every history in memory until then.
		process.removeAllListeners('exit');
		process.on('uncaughtException', (cause) => give(seed, cause));
		try {
			const { tally, digest } = await play(seed);
			add(total, { ...tally });
			all.update(digest);
			last = digest;
		} catch (cause) {
			if (process.argv.includes('--first')) give(seed, cause);
			name(seed, cause);
			failed++;
		}
	}
	if (failed > 0) fail(`${failed} of ${count} histories do not hold.`);
	return { total, digest: all.digest('hex').slice(0, 16), last };
}

/** The same in so many processes, each with its own share of the seeds. */
async function playBeside(from: number, count: number, processes: number): Promise<Total> {
	const share = Math.ceil(count / processes);
	const starts = Array.from({ length: processes }, (_, at) => from + at * share);
	const total: Total = {};
	const shares = starts.map(async (start) => {
		const many = Math.min(share, from + count - start);
		add(total, await playElsewhere(start, many));
	});
	const isFailed = (await Promise.allSettled(shares)).some(({ status }) => status === 'rejected');
	if (isFailed) fail('not all histories hold.');
	return total;
}

async function playElsewhere(from: number, count: number): Promise<Total> {
	const here = fileURLToPath(import.meta.url);
	const asked = [here, '--from', String(from), '--seeds', String(count)];
	try {
		const { stdout } = await promisify(execFile)(process.execPath, asked, { maxBuffer: 2 ** 28 });
		return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Total;
	} catch (failed) {
		complain(String((failed as { readonly stderr?: unknown }).stderr));
		throw failed;
	}
}

/** What was played, in words. */
function sentences(from: number, count: number, total: Total): string {
	const many = (what: string): string => (total[what] ?? 0).toLocaleString('en');
	const last = from + count - 1;
	return `${count.toLocaleString('en')} histories (seeds ${from} to ${last}) with ${many('deeds')} deeds: ${many('kills')} devices killed, ${many('covered')} times without a signal, ${many('clocks')} clocks set, ${many('wiped')} devices wiped, ${many('withdrawn')} withdrawn, ${many('relayKills')} relays killed or stopped, ${many('fullDisks')} full disks, ${many('old')} devices with an old version of the app, ${many('roles')} roles changed. ${many('doubled')} changes came to a relay twice, ${many('overtaken')} messages of an old line came after those of a new one. All ${many('promises')} promises that a screen had made were kept, and every history ended with everybody agreeing.`;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function complain(lines: string): void {
	process.stderr.write(`${lines}\n`);
}

function name(seed: number, cause: unknown): void {
	complain(`seed ${seed} does not hold: npm run simulate -- --seed ${seed}\n${inspect(cause)}`);
}

/** What nobody caught may have left anything behind: no history after it says much. */
function give(seed: number, cause: unknown): never {
	name(seed, cause);
	process.exit(1);
}

function fail(why: string): never {
	complain(why);
	process.exit(1);
}

function add(total: Total, more: Readonly<Record<string, unknown>>): void {
	for (const [name, value] of Object.entries(more))
		if (typeof value === 'number') total[name] = (total[name] ?? 0) + value;
}

process.setMaxListeners(0);
if (process.argv.includes('--mutants')) {
	const { missed, words } = await findMutants(say);
	if (process.argv.includes('--write-readme')) writeReadme('simulate:mutants', words);
	process.exit(missed === 0 ? 0 : 1);
}
const only = option('seed', -1);
const [first, count] = only >= 0 ? [only, 1] : [option('from', 1), option('seeds', 300)];
const began = process.hrtime.bigint();
const processes = option('processes', 1);
const { total, ...rest } =
	processes > 1
		? { total: await playBeside(first, count, processes) }
		: await playAll(first, count);
const seconds = (Number(process.hrtime.bigint() - began) / 1e9).toFixed(1);
if (process.argv.includes('--write-readme'))
	writeReadme('simulate', sentences(first, count, total));
say(`${count} histories from seed ${first} hold, in ${seconds} s.`);
say(JSON.stringify({ ...total, ...rest }));
process.exit(0);
