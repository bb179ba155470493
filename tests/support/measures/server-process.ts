import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLimits, variableOf } from '#server/limits.ts';
import { builtApp } from '../built-app.ts';
import { cpuSecondsOf } from './cpu-seconds.ts';
import { relayCommand } from './relay-command.ts';

const root = new URL('../../..', import.meta.url).pathname;

/** One member of the bench does what hundreds would: she is not held to what one person may ask. */
export const wideLimits = Object.fromEntries(
	Object.keys(defaultLimits)
		.filter((limit) => /Per(Second|Minute|Hour|Member|Address)$|AtOnce$/.test(limit))
		.map((limit) => [variableOf(limit), '1000000000'])
);

/** A server that is started as a process of its own. */
export interface Program {
	/** Below the root of the repository; says on which port it listens once it does. */
	readonly script: string;
	/** Of Node. */
	readonly flags?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	/** Thrown away with the process. */
	readonly folder?: string;
	/** Lets `memory` ask it. */
	readonly tellsMemory?: boolean;
	/** Hears what it logs; without, that goes where the bench's own errors go. */
	readonly onlog?: (text: string) => void;
}

export interface Memory {
	/** What the machine gives it. */
	readonly rssBytes: number;
	/** What all its threads use after collecting: objects, and buffers outside of the heap. */
	readonly usedBytes: number;
}

/** What is thrown away, with its folder, when the bench itself is stopped. */
const running = new Map<ChildProcess, string | null>();
process.on('exit', () => {
	for (const [child, folder] of running) {
		child.kill('SIGKILL');
		if (folder !== null) rmSync(folder, { recursive: true, force: true });
	}
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** A server as a process of its own, of which the processor time can be read. */
export class ServerProcess {
	readonly port: number;
	/** Where it keeps what it keeps. */
	readonly folder: string | null;
	readonly #child: ChildProcess;

	private constructor(port: number, child: ChildProcess, folder: string | null) {
		this.port = port;
		this.#child = child;
		this.folder = folder;
	}

	/** The relay as `npm start` runs it, its journal on disk; `fill` puts something there before it starts. */
	static async relay(
		fill: (folder: string) => Promise<void> = () => Promise.resolve(),
		{ environment: other = wideLimits, ...options }: Omit<Program, 'script' | 'folder'> = {}
	): Promise<ServerProcess> {
		const folder = folderOnDisk();
		await fill(folder);
		const command = relayCommand();
		const where = { ...builtApp(), PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder };
		const environment = { ...command.environment, ...where, ...other };
		const { flags } = command;
		return ServerProcess.start({
			...{ script: 'server/main.ts', flags, environment, folder },
			...options
		});
	}

	static async start(program: Program): Promise<ServerProcess> {
		const teller = new URL('./tell-memory.ts', import.meta.url).pathname;
		const child = spawn(
			process.execPath,
			[
				...(program.flags ?? []),
				...(program.tellsMemory === true ? ['--expose-gc', '--import', teller] : []),
				join(root, program.script)
			],
			{
				cwd: root,
				env: { ...process.env, ...program.environment },
				stdio: ['ignore', 'pipe', program.onlog ? 'pipe' : 'inherit', 'ipc']
			}
		);
		child.stderr?.on('data', (chunk: Buffer) => program.onlog?.(chunk.toString()));
		const folder = program.folder ?? null;
		running.set(child, folder);
		child.once('exit', () => running.delete(child));
		const port = await portOf(child, program.script);
		return new ServerProcess(port, child, folder);
	}

	get url(): string {
		return `http://localhost:${this.port}`;
	}

	get pid(): number {
		return this.#child.pid ?? -1;
	}

	/** Processor time of all its threads since it began. */
	cpuSeconds(): number {
		return cpuSecondsOf(this.pid);
	}

	/** What it holds once it has thrown away what it no longer needs; only when it was started to tell. */
	memory(): Promise<Memory> {
		const { promise, resolve, reject } = Promise.withResolvers<Memory>();
		const stopped = (): void => reject(new Error('the server stopped'));
		this.#child.once('message', (memory) => resolve(memory as Memory));
		this.#child.once('exit', stopped);
		this.#child.send('memory');
		return promise.finally(() => this.#child.off('exit', stopped));
	}

	async end(): Promise<void> {
		const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
		const gone = isRunning && new Promise((resolve) => this.#child.once('exit', resolve));
		this.#child.kill('SIGKILL');
		await gone;
		if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
	}
}

/** A fresh folder; not in the system's folder for temporary files, for that may lie in memory. */
export function folderOnDisk(): string {
	const cache = join(root, 'node_modules/.cache');
	mkdirSync(cache, { recursive: true });
	return mkdtempSync(join(cache, 'bench-'));
}

function portOf(child: ChildProcess, script: string): Promise<number> {
	return new Promise((resolve, reject) => {
		child.stdout?.on('data', (chunk: Buffer) => {
			const port = /(?:localhost:|on port )(\d+)/.exec(chunk.toString())?.[1];
			if (port !== undefined) resolve(Number(port));
		});
		child.once('exit', (code) => reject(new Error(`${script} stopped with ${code}`)));
	});
}
