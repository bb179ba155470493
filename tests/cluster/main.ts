/**
 * Several relays on one PostgreSQL and one Redis, which this starts itself on 127.0.0.1 and takes away
 * again: first the contract suites of journal, bus and accounts, then people who lose their place or role at one relay
 * while their devices are at the other, then a working day on which everything breaks in turn. Some five minutes.
 *
 * Faults planted, each seen red and taken back: among the withdrawals, a relay that looks every three seconds; on the
 * working day, no round without news while Redis is away, a ledger's batch kept wherever the ledger stands, receipts
 * before the commit. It found by itself that folding hid what another relay wrote. Relays that tell no news stay
 * green here, slower: the journal heals them (`server/relay/following.test.ts` has that one).
 *
 *   npm run test:cluster
 *   npm run test:cluster -- --only day --redis-away 10 --trouble 10 --seed 7
 *   npm run test:cluster -- --only withdrawals
 *   npm run test:cluster -- --write-readme    puts what came of it in the README
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { sentences } from './sentences.ts';
import { workingDay, type DayReport } from './scenario.ts';
import { installServers, NoServers, postgresUrl, Server } from './servers.ts';
import { withdrawals, type Withdrawals } from './withdrawals.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** So long Redis is away. */
const minute = 60;

const { values: asked } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		'redis-away': { type: 'string', default: String(minute) },
		trouble: { type: 'string', default: '4' },
		'write-readme': { type: 'boolean', default: false }
	}
});

const { only, 'write-readme': writes } = asked;
if (writes && only !== '') {
	console.error('--write-readme tells of all steps: leave --only out.');
	process.exit(1);
}

// y-websocket listens for the end of the process once for each document.
process.setMaxListeners(0);
install();
const [postgres, redis] = [await Server.postgres(), await Server.redis()];
const urls = { postgres: postgresUrl(postgres.port), redis: `redis://127.0.0.1:${redis.port}` };
const steps = { contracts, withdrawals: withdrawn, day };
const failed: string[] = [];
const played: { withdrawals?: Withdrawals; day?: DayReport } = {};
if (only !== '' && !(only in steps)) failed.push(`there is no ${only}`);
for (const [name, step] of Object.entries(steps)) {
	if (only !== '' && only !== name) continue;
	if (!(await step())) failed.push(name);
}
await Promise.all([postgres.remove(), redis.remove()]);
if (played.day && played.withdrawals) {
	const isHurried = Number(asked['redis-away']) < minute;
	const head = machine('npm run test:cluster', isHurried);
	const text = `${head}\n\n${sentences(played.day, played.withdrawals)} Seed ${asked.seed}.`;
	console.log(text);
	if (writes) writeReadme('cluster', text);
}
console.log(failed.length === 0 ? 'All is well.' : `Not well: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

function install(): void {
	try {
		installServers();
	} catch (problem) {
		if (!(problem instanceof NoServers)) throw problem;
		console.error(problem.message);
		process.exit(1);
	}
}

/** Who loses her place or role at one relay is hung up on at the other. */
async function withdrawn(): Promise<boolean> {
	console.log('Withdrawals');
	played.withdrawals = await withdrawals(urls, (line) => console.log(`  ${line}`));
	return isWell(played.withdrawals.wrong, 'everybody was hung up on in time');
}

/** Two relays, a dozen devices, and everything breaks in turn. */
async function day(): Promise<boolean> {
	console.log(`A working day, seed ${asked.seed}`);
	played.day = await workingDay({
		...{ postgres, redis, urls, seed: Number(asked.seed) },
		troubleMs: Number(asked.trouble) * 1_000,
		redisAwayMs: Number(asked['redis-away']) * 1_000,
		say: (line) => console.log(`  ${line}`)
	});
	return isWell(played.day.wrong, 'nothing lost, nothing twice, everybody the same');
}

/** Tells what was wrong, or that all was well. */
function isWell(wrong: readonly string[], praise: string): boolean {
	for (const finding of wrong.slice(0, 20)) console.log(`  WRONG: ${finding}`);
	if (wrong.length > 20) console.log(`  and ${wrong.length - 20} more`);
	if (wrong.length === 0) console.log(`  ${praise}`);
	return wrong.length === 0;
}

/** The suites that every adapter passes, with these servers behind them. */
function contracts(): Promise<boolean> {
	const folders = [
		'server/journal',
		'server/bus',
		'server/accounts',
		'server/postgres-compacting',
		'server/keep/keeping',
		'server/erasing/eraser-shared'
	];
	const vitest = spawn(
		join(root, 'node_modules/.bin/vitest'),
		['run', '--project', 'node', ...folders],
		{
			cwd: root,
			env: { ...process.env, DRAAIBOEK_POSTGRES: urls.postgres, DRAAIBOEK_REDIS: urls.redis },
			stdio: 'inherit'
		}
	);
	process.once('exit', () => vitest.kill());
	return new Promise((resolve) => vitest.once('exit', (code) => resolve(code === 0)));
}
