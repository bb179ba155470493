/**
 * Several relays on one PostgreSQL and one Redis, which this starts itself on 127.0.0.1 and takes away
 * again: first the contract suites of journal, bus and accounts, then a working day on which everything
 * breaks in turn.
 *
 *   npm run test:cluster
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installServers, postgresUrl, Server } from './servers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

installServers();
const postgres = await Server.postgres();
const redis = await Server.redis();
const urls = {
	postgres: postgresUrl(postgres.port),
	redis: `redis://127.0.0.1:${redis.port}`
};
const code = await contracts();
await Promise.all([postgres.remove(), redis.remove()]);
process.exit(code);

/** The suites that every adapter passes, with these servers behind them. */
function contracts(): Promise<number> {
	const folders = ['server/journal', 'server/bus', 'server/accounts'];
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
	return new Promise((resolve) => vitest.once('exit', (code) => resolve(code ?? 1)));
}
