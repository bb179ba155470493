/**
 * Several relays on one PostgreSQL and one Redis, which this starts itself on 127.0.0.1 and takes away
 * again: first the contract suites of journal, bus and accounts, then a working day on which everything
 * breaks in turn.
 *
 * Faults planted, each seen red on the working day and taken back: no round without news while Redis is
 * away, a ledger's batch kept wherever the ledger stands, receipts before the commit. It found by itself that
 * folding hid what another relay wrote. Relays that tell no news stay green here, slower: the journal heals
 * them (`server/relay/following.test.ts` has that one).
 *
 *   npm run test:cluster
 *   npm run test:cluster -- --only day --redis-away 60 --trouble 10 --seed 7
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { workingDay } from './scenario.ts';
import { installServers, NoServers, postgresUrl, Server } from './servers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const { values: asked } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		'redis-away': { type: 'string', default: '10' },
		trouble: { type: 'string', default: '4' }
	}
});

// y-websocket listens for the end of the process once for each document.
process.setMaxListeners(0);
install();
const [postgres, redis] = [await Server.postgres(), await Server.redis()];
const urls = { postgres: postgresUrl(postgres.port), redis: `redis://127.0.0.1:${redis.port}` };
const steps = { contracts, day };
const failed: string[] = [];
if (asked.only !== '' && !(asked.only in steps)) failed.push(`there is no ${asked.only}`);
for (const [name, step] of Object.entries(steps)) {
	if (asked.only !== '' && asked.only !== name) continue;
	if (!(await step())) failed.push(name);
}
await Promise.all([postgres.remove(), redis.remove()]);
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

/** Two relays, a dozen devices, and everything breaks in turn. */
async function day(): Promise<boolean> {
	console.log(`A working day, seed ${asked.seed}`);
	const findings = await workingDay({
		...{ postgres, redis, urls, seed: Number(asked.seed) },
		troubleMs: Number(asked.trouble) * 1_000,
		redisAwayMs: Number(asked['redis-away']) * 1_000,
		say: (line) => console.log(`  ${line}`)
	});
	for (const finding of findings.slice(0, 20)) console.log(`  WRONG: ${finding}`);
	if (findings.length > 20) console.log(`  and ${findings.length - 20} more`);
	if (findings.length === 0) console.log('  nothing lost, nothing twice, everybody the same');
	return findings.length === 0;
}

/** The suites that every adapter passes, with these servers behind them. */
function contracts(): Promise<boolean> {
	const folders = [
		'server/journal',
		'server/bus',
		'server/accounts',
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
