import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '#tests/support/free-port.ts';

/** Debian keeps PostgreSQL's programs out of the PATH, a folder for each version. */
const postgresRoot = '/usr/lib/postgresql';
const redisProgram = '/usr/bin/redis-server';

/** What is absent can't be installed from here. */
export class NoServers extends Error {
	override readonly name = 'NoServers';
	readonly code = 'no-servers';
}

/** Installs what is absent, where there is an apt and the right to use it. Throws `NoServers`. */
export function installServers(): void {
	const absent = [
		...(postgresFolder() === null ? ['postgresql'] : []),
		...(existsSync(redisProgram) ? [] : ['redis-server'])
	];
	if (absent.length === 0) return;
	const command = `apt-get install -y --no-install-recommends ${absent.join(' ')}`;
	if (process.getuid?.() !== 0) {
		throw new NoServers(`This needs ${absent.join(' and ')}: let root run "${command}".`);
	}
	console.log(`Installing ${absent.join(' and ')} (once) …`);
	try {
		apt('update', '-qq');
		apt(...command.split(' ').slice(1), '-qq');
	} catch (cause) {
		throw new NoServers(`"${command}" failed. Install them by hand, then try again.`, { cause });
	}
}

function apt(...words: string[]): void {
	execFileSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function postgresFolder(): string | null {
	const versions = existsSync(postgresRoot) ? readdirSync(postgresRoot) : [];
	const newest = versions.toSorted((one, other) => Number(other) - Number(one))[0];
	return newest === undefined ? null : join(postgresRoot, newest, 'bin');
}

type Command = readonly [program: string, ...rest: string[]];

/** A server on 127.0.0.1 with a folder of its own. It ends with this process, however that ends. */
export class Server {
	readonly port: number;
	readonly folder: string;
	readonly #command: Command;
	readonly #isReady: (port: number) => Promise<boolean>;
	#child: ChildProcess | null = null;

	private constructor(
		{ port, folder }: { port: number; folder: string },
		command: Command,
		isReady: (port: number) => Promise<boolean>
	) {
		this.port = port;
		this.folder = folder;
		this.#command = command;
		this.#isReady = isReady;
		process.on('exit', () => this.#abandon());
	}

	/** As the user `postgres`, for PostgreSQL refuses to run as root. */
	static async postgres(): Promise<Server> {
		const programs = postgresFolder();
		if (programs === null) throw new Error('there is no PostgreSQL: apt-get install postgresql');
		const [port, folder] = [await freePort(), newFolder('cluster-postgres-')];
		const init = ['-D', folder, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'];
		execFileSync(join(programs, 'initdb'), init, {
			...ordinaryUser(),
			stdio: 'ignore',
			cwd: folder
		});
		const settings = {
			...{ port, listen_addresses: '127.0.0.1', unix_socket_directories: '' },
			max_prepared_transactions: 2
		};
		const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const server = new Server(
			{ port, folder },
			[join(programs, 'postgres'), '-D', folder, ...words],
			takesQueries
		);
		await server.start();
		return server;
	}

	static async redis(): Promise<Server> {
		const [port, folder] = [await freePort(), newFolder('cluster-redis-')];
		const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
		const server = new Server({ port, folder }, [redisProgram, ...words], takesLines);
		await server.start();
		return server;
	}

	/** Starts it (again), on the same port and folder; answers when it takes connections. */
	async start(): Promise<void> {
		const [program, ...words] = this.#command;
		const child = spawn(program, words, {
			...ordinaryUser(),
			cwd: this.folder,
			stdio: ['ignore', 'ignore', 'pipe']
		});
		this.#child = child;
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
		while (!(await this.#isReady(this.port))) {
			if (child.exitCode !== null) throw new Error(`${program} did not start: ${said}`);
			await aWhile();
		}
	}

	/** Ends it properly; answers when it has gone. PostgreSQL takes SIGINT as "now". */
	async stop(): Promise<void> {
		await this.#end('SIGINT');
	}

	/** Ends it as a power cut would: PostgreSQL takes SIGQUIT as "drop everything". */
	async kill(): Promise<void> {
		await this.#end('SIGQUIT');
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		this.#child = null;
		if (!child || child.exitCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await gone;
	}

	/** Ends it and throws its folder away. */
	async remove(): Promise<void> {
		await this.stop();
		this.#throwAway();
	}

	/** When this process ends before it came to `remove`: nothing can be awaited any more. */
	#abandon(): void {
		if (this.#child === null) return;
		this.#child.kill('SIGQUIT');
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
		this.#throwAway();
	}

	#throwAway(): void {
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	}
}

/** Whom to run servers as: nobody in particular, or the user of Debian's PostgreSQL when this is root. */
function ordinaryUser(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
	return line ? { uid: Number(line[1]), gid: Number(line[2]) } : {};
}

function newFolder(prefix: string): string {
	const folder = mkdtempSync(join(tmpdir(), prefix));
	const { uid, gid } = ordinaryUser();
	if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
	return folder;
}

function takesLines(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = connect(port, '127.0.0.1');
		probe.once('connect', () => resolve(true));
		probe.once('error', () => resolve(false));
		probe.once('close', () => probe.destroy());
		probe.once('connect', () => probe.destroy());
	});
}

/** It listens before it has put right what a sudden end left. */
async function takesQueries(port: number): Promise<boolean> {
	const client = new Client(postgresUrl(port));
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.end();
		return true;
	} catch {
		return false;
	}
}

export function postgresUrl(port: number): string {
	return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

function aWhile(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 50));
}
