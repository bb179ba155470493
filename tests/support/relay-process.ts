import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { builtApp } from './built-app.ts';
import { freePort } from './free-port.ts';

const root = new URL('../..', import.meta.url).pathname;

type Environment = Readonly<Record<string, string>>;

function asError(cause: unknown): Error {
	return cause instanceof Error ? cause : new Error(String(cause));
}

/** The relay as a process of its own, as `npm start` runs it, on a free port and a folder of its own. */
export class RelayProcess {
	readonly port: number;
	readonly folder: string;
	#child: ChildProcess | null = null;
	#environment: Environment = {};
	/** What it has written on standard error, in all its lives. */
	said = '';

	private constructor(port: number, folder: string) {
		this.port = port;
		this.folder = folder;
	}

	/** `environment`: limits, as a host sets them. */
	static async start(environment: Environment = {}): Promise<RelayProcess> {
		const relay = new RelayProcess(await freePort(), mkdtempSync(join(tmpdir(), 'draaiboek-')));
		await relay.start(environment);
		return relay;
	}

	get url(): string {
		return `http://localhost:${this.port}`;
	}

	/**
	 * Starts it (again), on the same port and folder; answers when it listens. Any other program of this machine
	 * may be given that port for a moment, so it tries again.
	 */
	async start(environment: Environment = this.#environment): Promise<void> {
		this.#environment = environment;
		for (let left = 20; left > 0; left--) {
			const wasSaid = this.said.length;
			const failure = await this.#attempt(environment).then(() => null, asError);
			if (!failure) return;
			const isTaken = this.said.includes('[port-taken]', wasSaid);
			if (!isTaken || left === 1) throw failure;
			await this.kill();
			await setTimeout(500);
		}
	}

	async #attempt(environment: Environment): Promise<void> {
		const own = { PORT: String(this.port), DATA_DIR: this.folder, HOST: '127.0.0.1' };
		const child = spawn(join(root, 'node_modules/.bin/node'), ['server/main.ts'], {
			cwd: root,
			env: { ...process.env, ...builtApp(), ...environment, ...own },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#child = child;
		process.on('exit', this.#abandon);
		await new Promise<void>((resolve, reject) => {
			child.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
			child.stdout.on('data', (chunk: Buffer) => {
				if (chunk.toString().includes('http://')) resolve();
			});
			// Not `exit`: what it said may come after that.
			child.once('close', (code) =>
				reject(new Error(`the relay stopped with ${code}: ${this.said}`))
			);
		});
	}

	/** Stops it as a host would; answers when it has gone. */
	async stop(): Promise<void> {
		await this.#end('SIGTERM');
	}

	/** Ends it without a word, as a power cut would. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** Stops it and throws its folder away. */
	async remove(): Promise<void> {
		await this.kill();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** When this process ends before it came to `remove`: nothing can be awaited any more. */
	readonly #abandon = (): void => {
		this.#child?.kill('SIGKILL');
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
	};

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		this.#child = null;
		process.off('exit', this.#abandon);
		if (!child || child.exitCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await gone;
	}
}
