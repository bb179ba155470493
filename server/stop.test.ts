// A relay that is told to stop while everybody writes. Faults planted in main.ts, relay.ts and lines.ts, each
// seen red and taken back: it goes at once, it waits for whoever is slow, it waits for a disk that does not
// answer before it says a word, lines are cut without being told when to come back, receipts before the commit.
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { RelayProcess } from '#tests/support/relay-process.ts';
import { decode, encode } from '#wire/frame.ts';
import { decodeLine, encodeLine, type LineFrame } from '#wire/line-frame.ts';
import { Assembly, joined, lineChannel, pack, readParts } from '#wire/line.ts';
import { MemoryJournal } from './journal/memory.ts';
import { SqliteJournal } from './journal/sqlite.ts';
import { changeOf, emptyVector } from './testing/fake-device.ts';
import { directory } from './testing/rooms.ts';
import { Browser, personId, RunningRelay, workspaceId } from './testing/running-relay.ts';
import { stored } from './testing/stored.ts';

const workspace = workspaceId('kern');
const channel = 1;
/** A host's own limits for people don't matter here. */
const limits = { LIMIT_FRAMES_AT_ONCE: '1000000', LIMIT_FRAMES_PER_SECOND: '1000000' };
let relay: RelayProcess | null = null;

afterEach(async () => {
	await relay?.remove();
	relay = null;
});

/** A device on its line, which writes another word whenever the last is safe. */
class Writer {
	readonly socket: WebSocket;
	readonly safe: string[] = [];
	readonly ofLine: LineFrame[] = [];
	readonly closed: Promise<number>;
	readonly #name: string;
	readonly #assembly = new Assembly(Infinity);
	#written = 0;

	constructor(port: number, cookie: string, name: string) {
		this.#name = name;
		const url = `ws://127.0.0.1:${port}/sync/${workspace}`;
		this.socket = new WebSocket(url, { headers: { cookie } });
		this.closed = once(this.socket, 'close').then(([code]: number[]) => code ?? 0);
		this.socket.on('error', () => undefined);
		this.socket.once('open', () => this.#begin());
		this.socket.on('message', (data: Buffer) => this.#hear(Uint8Array.from(data)));
	}

	#begin(): void {
		const documents = [{ channel, document: 'directory', client: 0, have: emptyVector }];
		this.#say(lineChannel, encodeLine({ kind: 'hello', version: 1 }));
		this.#say(lineChannel, encodeLine({ kind: 'open', documents }));
		this.#write();
	}

	#write(): void {
		const update = changeOf(`${this.#name}-${this.#written++}`);
		this.#say(channel, encode({ kind: 'change', update }));
	}

	#hear(message: Uint8Array): void {
		for (const part of readParts(message)) {
			const taken = this.#assembly.take(part);
			if (typeof taken === 'string') continue;
			if (taken.channel === lineChannel) this.ofLine.push(decodeLine(taken.frame));
			else if (decode(taken.frame).kind === 'receipt') this.#settled();
		}
	}

	#settled(): void {
		this.safe.push(`${this.#name}-${this.#written - 1}`);
		this.#write();
	}

	#say(to: number, frame: Uint8Array): void {
		for (const message of pack([{ channel: to, frame }])) this.socket.send(joined(message));
	}
}

/** As many devices, at work. */
async function writers(port: number, count: number): Promise<Writer[]> {
	const browser = new Browser(port);
	await browser.found(workspace, personId('ann'));
	const all = Array.from({ length: count }, (_, n) => new Writer(port, browser.cookie, `w${n}`));
	const isBusy = () => all.every(({ safe }) => safe.length > 20);
	await expect.poll(isBusy, { timeout: 20_000 }).toBe(true);
	return all;
}

function returns({ ofLine }: Writer): number[] {
	return ofLine.flatMap((frame) => (frame.kind === 'return' ? [frame.afterMs] : []));
}

async function stopsWithin5s(stopping: RelayProcess): Promise<void> {
	const asked = performance.now();
	await stopping.stop();
	expect(performance.now() - asked).toBeLessThan(5_000);
}

describe('a relay that is told to stop', () => {
	test('while everybody writes: all that was acknowledged is kept, and everybody knows when to return', async () => {
		relay = await RelayProcess.start(limits);
		const devices = await writers(relay.port, 12);
		await stopsWithin5s(relay);
		expect(await Promise.all(devices.map(({ closed }) => closed))).toEqual(devices.map(() => 1012));
		for (const device of devices) expect(returns(device)).toEqual([expect.closeTo(2_000, -3)]);
		const journal = new SqliteJournal(join(relay.folder, 'journal.sqlite'), () => undefined);
		const kept = (await stored(journal, workspace, directory)).getMap('m').toJSON();
		await journal.close();
		expect(devices.flatMap(({ safe }) => safe).filter((word) => !(word in kept))).toEqual([]);
	});

	test('waits for nobody who is slow: a call without an end, a socket that reads nothing', async () => {
		relay = await RelayProcess.start(limits);
		const [deaf] = await writers(relay.port, 1);
		deaf!.socket.pause();
		const call = connect(relay.port, '127.0.0.1');
		call.on('error', () => undefined);
		call.write('POST /api/workspaces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
		const idle = connect(relay.port, '127.0.0.1');
		idle.on('error', () => undefined);
		await Promise.all([once(call, 'connect'), once(idle, 'connect')]);
		await stopsWithin5s(relay);
		deaf!.socket.resume();
		expect(returns(deaf!)).toEqual([]);
	});

	test('says so also where the database does not answer', async () => {
		const journal = new MemoryJournal();
		const running = await RunningRelay.start({ shared: { journal } });
		const [device] = await writers(running.port, 1);
		const [asked, answered] = [Promise.withResolvers(), Promise.withResolvers()];
		const append = journal.append.bind(journal);
		journal.append = async (...batch) => {
			asked.resolve(null);
			await answered.promise;
			return append(...batch);
		};
		await asked.promise;
		const stopping = running.relay.stop();
		expect(await device!.closed).toBe(1012);
		expect(returns(device!)).toHaveLength(1);
		answered.resolve(null);
		await stopping;
		await running.stop();
	});
});
