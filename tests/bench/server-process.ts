import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;

/** One member of the bench does what hundreds would: she is not held to what one person may ask. */
const wideLimits = {
	LIMIT_FRAMES_PER_SECOND: '1000000000',
	LIMIT_FRAMES_AT_ONCE: '1000000000',
	LIMIT_SOCKETS_PER_MEMBER: '1000000000',
	LIMIT_SOCKETS_PER_ADDRESS: '1000000000'
};

/** A server as a process of its own, of which the processor time can be read. */
export class ServerProcess {
	readonly url: string;
	readonly #child: ChildProcess;
	readonly #folder: string | null;

	private constructor(url: string, child: ChildProcess, folder: string | null) {
		this.url = url;
		this.#child = child;
		this.#folder = folder;
	}

	/** The relay as `npm start` runs it, its journal on disk; `fill` puts something there before it starts. */
	static async relay(
		fill: (folder: string) => Promise<void> = () => Promise.resolve()
	): Promise<ServerProcess> {
		// Not in the system's folder for temporary files: that may lie in memory.
		const cache = join(root, 'node_modules/.cache');
		mkdirSync(cache, { recursive: true });
		const folder = mkdtempSync(join(cache, 'bench-'));
		await fill(folder);
		const environment = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...wideLimits };
		return ServerProcess.#start('server/main.ts', environment, folder);
	}

	/** A script that says its address, as the relay does. */
	static async script(path: string): Promise<ServerProcess> {
		return ServerProcess.#start(path, {}, null);
	}

	static async #start(
		script: string,
		environment: Readonly<Record<string, string>>,
		folder: string | null
	): Promise<ServerProcess> {
		const child = spawn(process.execPath, [join(root, script)], {
			cwd: root,
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const url = await new Promise<string>((resolve, reject) => {
			child.stdout.on('data', (chunk: Buffer) => {
				const address = /http:\/\/localhost:\d+/.exec(chunk.toString());
				if (address) resolve(address[0]);
			});
			child.once('exit', (code) => reject(new Error(`${script} stopped with ${code}`)));
		});
		return new ServerProcess(url, child, folder);
	}

	/** Processor time of all its threads since it began. */
	cpuSeconds(): number {
		const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
		// Counted from behind the name, which may hold spaces: utime and stime of proc(5).
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
	}

	async end(): Promise<void> {
		const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
		const gone = isRunning && new Promise((resolve) => this.#child.once('exit', resolve));
		this.#child.kill('SIGKILL');
		await gone;
		if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
	}
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
