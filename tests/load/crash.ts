/**
 * Kills a real relay with -9 while eight writers write, starts it again, and compares what is there with
 * what was acknowledged or seen on another screen: `npm run crash -- --kills 50 --seed 7`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { chanceFrom } from '#server/testing/chance.ts';
import { decode, encode } from '#wire/frame.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const workspace = 'crashworkspace00';
const documents = ['directory', 'people', 'season/season0000000000', 'season/season0000000001'];
const writers = 8;
const hello = encode({ kind: 'hello', version: 1 });

export interface CrashReport {
	readonly seed: number;
	readonly kills: number;
	/** Changes that the relay said are on disk. */
	readonly acknowledged: number;
	/** Changes that a reader saw. */
	readonly seen: number;
	/** Of both, those that are gone after a restart: must be empty. */
	readonly lost: readonly string[];
}

/** Runs `kills` rounds of: start, write, kill -9; then compares. */
export async function crash(kills: number, seed: number): Promise<CrashReport> {
	const chance = chanceFrom(seed);
	const folder = mkdtempSync(join(tmpdir(), 'crash-'));
	const acknowledged = new Set<string>();
	const seen = new Set<string>();
	let cookie = '';
	try {
		for (let round = 0; round < kills; round++) {
			const relay = await start(folder);
			cookie ||= await found(relay.port);
			const killAfterMs = 20 + chance() * 300;
			await writeUntilKilled({ relay, cookie, round, killAfterMs, acknowledged, seen });
		}
		const present = await everything(folder, cookie);
		const lost = [...acknowledged.union(seen)].filter((key) => !present.has(key));
		return { seed, kills, acknowledged: acknowledged.size, seen: seen.size, lost };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Started {
	readonly process: ChildProcess;
	readonly port: number;
}

async function start(folder: string): Promise<Started> {
	const child = spawn(process.execPath, ['server/main.ts'], {
		cwd: root,
		env: {
			...process.env,
			...{ PORT: '0', DATA_DIR: folder, HOST: '127.0.0.1' },
			...{ LIMIT_FRAMES_AT_ONCE: '1000000', LIMIT_FRAMES_PER_SECOND: '1000000' }
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const line = await new Promise<string>((resolve, reject) => {
		child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
		child.once('exit', (code) =>
			reject(new Error(`the relay ended with ${code} before it was open`))
		);
	});
	const port = /:(\d+)/.exec(line)?.[1];
	if (port === undefined) throw new Error(`no port in "${line}"`);
	return { process: child, port: Number(port) };
}

async function found(port: number): Promise<string> {
	const response = await fetch(`http://127.0.0.1:${port}/api/workspaces`, {
		method: 'POST',
		body: JSON.stringify({ workspace, person: 'ann0000000000000', device: { label: 'crash' } })
	});
	return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

interface Round {
	readonly relay: Started;
	readonly cookie: string;
	readonly round: number;
	readonly killAfterMs: number;
	readonly acknowledged: Set<string>;
	readonly seen: Set<string>;
}

async function writeUntilKilled(round: Round): Promise<void> {
	const { relay } = round;
	const readers = documents.map((document) => read(round, document));
	const writing = Array.from({ length: writers }, (_, writer) => write(round, writer));
	await Promise.all([...readers, ...writing].map((socket) => socket.opened));
	const exited = new Promise((resolve) => relay.process.once('exit', resolve));
	setTimeout(() => relay.process.kill('SIGKILL'), round.killAfterMs);
	await exited;
	await Promise.all([...readers, ...writing].map((socket) => socket.closed));
}

interface Line {
	readonly opened: Promise<unknown>;
	readonly closed: Promise<unknown>;
	readonly socket: WebSocket;
}

function open({ relay, cookie }: Pick<Round, 'relay' | 'cookie'>, document: string): Line {
	const url = `ws://127.0.0.1:${relay.port}/sync/${workspace}/${document}`;
	const socket = new WebSocket(url, { headers: { cookie } });
	socket.on('error', () => undefined);
	const opened = new Promise((resolve) => socket.once('open', resolve));
	return { socket, opened, closed: new Promise((resolve) => socket.once('close', resolve)) };
}

/** One device: sends small changes as fast as the loop turns, and notes what was acknowledged. */
function write(round: Round, writer: number): Line {
	const line = open(round, documents[writer % documents.length] ?? 'directory');
	const doc = new Y.Doc();
	const sent: string[] = [];
	let settled = 0;
	doc.on('update', (update: Uint8Array) => line.socket.send(encode({ kind: 'change', update })));
	line.socket.on('message', (data: Buffer) => {
		const frame = decode(data);
		if (frame.kind !== 'receipt') return;
		for (; settled < frame.settled; settled++) round.acknowledged.add(sent[settled] ?? 'unsent');
	});
	line.socket.on('open', () => {
		line.socket.send(hello);
		const timer = setInterval(() => {
			if (line.socket.readyState !== WebSocket.OPEN) return clearInterval(timer);
			for (let burst = 0; burst < 5; burst++) {
				const key = `${round.round}-${writer}-${sent.length}`;
				sent.push(key);
				doc.getMap('m').set(key, 1);
			}
		}, 2);
	});
	return line;
}

/** Another screen: notes what appears on it. */
function read(round: Round, document: string): Line {
	const line = open(round, document);
	const doc = new Y.Doc();
	doc
		.getMap('m')
		.observe((event) => event.keysChanged.forEach((key) => round.seen.add(String(key))));
	line.socket.on('message', (data: Buffer) => {
		const frame = decode(data);
		if (frame.kind === 'change' || frame.kind === 'answer') Y.applyUpdate(doc, frame.update);
	});
	return line;
}

/** All that a relay which starts on this folder gives to a new device. */
async function everything(folder: string, cookie: string): Promise<Set<string>> {
	const relay = await start(folder);
	const keys = new Set<string>();
	for (const document of documents) {
		const doc = await stateOf(open({ relay, cookie }, document));
		for (const key of doc.getMap('m').keys()) keys.add(key);
	}
	relay.process.kill('SIGKILL');
	return keys;
}

async function stateOf({ socket, opened }: Line): Promise<Y.Doc> {
	const doc = new Y.Doc();
	const whole = new Promise<void>((resolve) => {
		socket.on('message', (data: Buffer) => {
			const frame = decode(data);
			if (frame.kind === 'change' || frame.kind === 'answer') Y.applyUpdate(doc, frame.update);
			if (frame.kind === 'answer') resolve();
		});
	});
	await opened;
	socket.send(encode({ kind: 'ask', have: new Uint8Array([0]) }));
	await whole;
	return doc;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { values } = parseArgs({
		options: { kills: { type: 'string', default: '50' }, seed: { type: 'string' } }
	});
	const report = await crash(Number(values.kills), Number(values.seed ?? Date.now() % 2 ** 31));
	const { seed, kills, acknowledged, seen, lost } = report;
	console.log(
		`seed ${seed}: ${kills} kills, ${acknowledged} acknowledged, ${seen} seen, ${lost.length} lost`
	);
	process.exit(lost.length === 0 ? 0 : 1);
}
