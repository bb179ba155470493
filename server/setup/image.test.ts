// What the image holds is enough for what deploy/README.md has a host run in it. Seen red: a layer of the source that
// the Dockerfile does not copy, a command of another name, a folder that compose.yaml does not mount.
import { execFile } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { personId, RunningRelay, workspaceId } from '../testing/running-relay.ts';

const root = new URL('../..', import.meta.url).pathname;
const textOf = (name: string): string => readFileSync(join(root, 'deploy', name), 'utf8');
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'image-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The folder `/app` as the Dockerfile makes it, but for the built app. */
function layOut(): string {
	const app = join(folder, 'app');
	const copied = [...textOf('Dockerfile').matchAll(/^COPY --from=build \/app\/(\S+)/gm)];
	for (const [, name = ''] of copied) {
		if (name === 'build') continue;
		mkdirSync(join(app, name, '..'), { recursive: true });
		if (name === 'node_modules') symlinkSync(join(root, name), join(app, name));
		else cpSync(join(root, name), join(app, name), { recursive: true });
	}
	return app;
}

/** The script of each command that the README has run in a container, with what stands behind it. */
function commandsInReadme(): string[][] {
	const lines = textOf('README.md').matchAll(
		/compose (?:exec|run --rm) relay node (server\S+) (.*)$/gm
	);
	return [...lines].map(([, script = '', rest = '']) => [script, ...rest.split(' ')]);
}

test('a backup is made and put back with what lies in the image, as deploy/README.md says', async () => {
	const relay = await RunningRelay.start({ folder: join(folder, 'data') });
	await relay.browser().found(workspaceId('kern'), personId('ann'));
	const app = layOut();
	const node = promisify(execFile);
	// All of the relay is there; the threads of a backup are started below.
	const parts = ['relay', 'clerk/services', 'threads/desking'];
	const reading = parts.flatMap((part) => ['--import', `./server/${part}.ts`]);
	await node(process.execPath, [...reading, '-e', '0'], { cwd: app });
	const run = async (place: string, [script = '', ...words]: string[]): Promise<string> => {
		const env = { PATH: '', DATA_DIR: join(folder, place) };
		const inFolder = words.map((word) => word.replace(/^\/backups/, folder));
		return (await node(process.execPath, [script, ...inFolder], { cwd: app, env })).stdout;
	};
	const [backup = [], restore = []] = commandsInReadme();
	expect(await run('data', backup)).toMatch(/read back and is whole/);
	await relay.stop();
	expect(await run('none', [...restore, '--check'])).toMatch(/is whole/);
	expect(await run('data/restored', restore)).toMatch(/it says the same/);
	expect(existsSync(join(folder, 'data/restored/journal.sqlite'))).toBe(true);
	// Where these commands write is a volume of each relay, which the image's user may write.
	expect(textOf('compose.yaml').match(/'backups:\/backups'/g)).toHaveLength(2);
	expect(textOf('Dockerfile')).toMatch(/chown node:node .*\/backups/);
}, 60_000);
