import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Run {
	readonly code: number;
	readonly said: string;
	/** What the command said of the state of what it read or wrote, one for each time. */
	readonly states: readonly string[];
}

/** Runs a command of the host as a process of its own, from `folder`, on the place `data` in it. */
export function runCommand(
	folder: string,
	command: 'backup' | 'restore' | 'erase',
	data: string,
	...words: string[]
): Promise<Run> {
	const script = new URL(`../keep/run-${command}.ts`, import.meta.url).pathname;
	const environment = { ...process.env, DATA_DIR: join(folder, data), INIT_CWD: folder };
	return new Promise((resolve) => {
		const options = { env: { ...environment, DATABASE_URL: '' } };
		execFile(process.execPath, [script, ...words], options, (error, out, problem) => {
			const states = [...out.matchAll(/State ([0-9a-f]{64})/g)].map(([, state = '']) => state);
			resolve({ code: Number(error?.code ?? 0), said: out + problem, states });
		});
	});
}
