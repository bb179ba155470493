// What the door bears, against whoever means ill. Faults planted in pace.ts, listening.ts and sync.ts, each
// seen red and taken back: nobody counts per address, nobody counts who comes, Node's own patience,
// nobody is asked whether she is there, whoever does not answer stays; in member-sockets.ts: nobody looks at what lies
// waiting, or only at this socket.
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { Limits } from '../limits.ts';
import { answer, ask, change, changeOf, hello } from '../testing/fake-device.ts';
import { personId, RunningRelay, workspaceId, type Browser } from '../testing/running-relay.ts';
import { serverOf } from './listening.ts';

const workspace = workspaceId('kern');
const path = `${workspace}/directory`;
let relay: RunningRelay;
let tablet: Browser;

async function start(limits: Partial<Limits> = {}): Promise<void> {
	relay = await RunningRelay.start({ limits, trustProxy: true });
	tablet = relay.browser();
	await tablet.found(workspace, personId('ann'));
}

async function restart(limits: Partial<Limits>): Promise<void> {
	await relay.stop();
	await start(limits);
}

beforeEach(() => start());
afterEach(() => relay.stop());

/** A socket of Ann's that comes from this address. */
function socketFrom(address: string): WebSocket {
	const headers = { cookie: tablet.cookie, 'x-forwarded-for': address };
	return new WebSocket(`${relay.syncUrl}/${path}`, { headers });
}

async function opened(address: string): Promise<WebSocket> {
	const socket = socketFrom(address);
	await once(socket, 'open');
	return socket;
}

/** The words by which Ann asks for a socket herself. */
function upgrade(): string {
	const words = [
		`GET /sync/${path} HTTP/1.1`,
		...['host: localhost', 'connection: Upgrade', 'upgrade: websocket'],
		...['sec-websocket-version: 13', 'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=='],
		`cookie: ${tablet.cookie}`
	];
	return `${words.join('\r\n')}\r\n\r\n`;
}

/** A connection that says this and then nothing any more. */
function saying(words: string): Socket {
	const socket = connect(relay.port, '127.0.0.1', () => socket.write(words));
	return socket.resume();
}

async function isCutOff(socket: Socket): Promise<boolean> {
	await once(socket, 'close');
	return true;
}

describe('an address', () => {
	const [here, there] = ['198.51.100.7', '203.0.113.9'];

	test('from which too many come is refused for a while, and no other is', async () => {
		await restart({ comingsAtOnce: 2, comingsPerMinute: 1 });
		await opened(here);
		await opened(here);
		const [refused] = (await once(socketFrom(here), 'error')) as [Error];
		expect(refused.message).toMatch(/429/);
		await opened(there);
	});

	test('that writes too much is read more slowly, whoever writes there, and no other is', async () => {
		await restart({ framesAtOncePerAddress: 10, framesPerSecondPerAddress: 20 });
		const [busy, other] = [await opened(here), await opened(there)];
		const heard: string[] = [];
		busy.on('message', (bytes: Buffer) => bytes[0] === 65 && heard.push(`here ${bytes[1]}`));
		other.on('message', (bytes: Buffer) => bytes[0] === 65 && heard.push('there'));
		busy.send(hello);
		for (let n = 1; n <= 20; n++) {
			busy.send(change(changeOf(`k${n}`)));
			await new Promise((resolve) => setImmediate(resolve));
		}
		for (const frame of [hello, change(changeOf('x'))]) other.send(frame);
		await expect.poll(() => heard, { timeout: 10_000 }).toContain('here 20');
		expect(heard.indexOf('there')).toBeLessThan(heard.indexOf('here 20'));
		expect(busy.readyState).toBe(WebSocket.OPEN);
	});
});

describe('whoever takes her time', () => {
	test('with what she wants is cut off', async () => {
		await restart({ headersSeconds: 0.4 });
		expect(await isCutOff(saying(''))).toBe(true);
		expect(await isCutOff(saying('GET /health HTTP/1.1\r\nhost: localhost\r\nx-slow: '))).toBe(
			true
		);
	});

	test('with the rest of it is cut off', async () => {
		await restart({ headersSeconds: 0.2, requestSeconds: 0.4 });
		const begun =
			'POST /api/workspaces HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{';
		expect(await isCutOff(saying(begun))).toBe(true);
	});

	test('with what she asked for over http, and takes nothing of it, is cut off', async () => {
		const server = serverOf(
			{
				onRequest: (_, response) => void response.end(Buffer.alloc(50_000_000)),
				onUpgrade: () => false
			},
			{ headersSeconds: 0.2, requestSeconds: 0.4 }
		);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const there = once(server, 'connection') as Promise<[Socket]>;
		const { port } = server.address() as AddressInfo;
		const greedy = connect(port, '127.0.0.1').on('error', () => undefined);
		greedy.pause().write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
		const [socket] = await there;
		expect(await isCutOff(socket)).toBe(true);
		greedy.destroy();
		server.close();
	});

	test('and never answers whether she is there is cut off; whoever answers stays', async () => {
		await restart({ pingSeconds: 0.3 });
		const there = await opened('198.51.100.7');
		expect(await isCutOff(saying(upgrade()))).toBe(true);
		expect(there.readyState).toBe(WebSocket.OPEN);
	});

	test('with what she asked for, and takes nothing of it, is cut off, also while she is not read', async () => {
		await restart({ pingSeconds: 0.3, framesPerSecond: 1, framesAtOnce: 20_000 });
		const writer = await opened('203.0.113.9');
		writer.send(answer(changeOf('x', 'x'.repeat(8_000_000))));
		const slow = await opened('198.51.100.7');
		await once(slow, 'message');
		slow.pause();
		// More than she may ask for at once: the rest is not read.
		for (let n = 0; n < 5_000; n++) slow.send(ask());
		await expect.poll(() => relay.relay.hub.counts.sockets, { timeout: 20_000 }).toBe(1);
		expect(writer.readyState).toBe(WebSocket.OPEN);
	});

	test('on many sockets has so much lie waiting in all, and is answered again once it is taken', async () => {
		await restart({ waitingBytesPerMember: 10_000_000, framesAtOnce: 1_000_000 });
		const writer = await opened('203.0.113.9');
		writer.send(answer(changeOf('x', 'x'.repeat(8_000_000))));
		const asking = async (): Promise<WebSocket> => {
			const socket = await opened('198.51.100.7');
			socket.send(ask());
			return socket;
		};
		const becomes = async (): Promise<unknown> => {
			const socket = await asking();
			const heard = once(socket, 'message').then(() => 'answered');
			const [end] = await Promise.race([heard.then((word) => [word]), once(socket, 'close')]);
			socket.terminate();
			return end;
		};
		const slow = [await asking(), await asking()];
		for (const socket of slow) socket.pause();
		await expect.poll(becomes).toBe(1013);
		for (const socket of slow) socket.resume();
		await expect.poll(becomes).toBe('answered');
	});

	test('to finish what she began on many sockets loses one of them, and no other', async () => {
		await restart({ waitingBytesPerMember: 1_000_000 });
		const begun = (): Socket => {
			const socket = saying(upgrade());
			const head = Buffer.from([0x82, 0x80 | 127, 0, 0, 0, 0, 0, 0x7a, 0x12, 0, 0, 0, 0, 0]);
			socket
				.on('error', () => undefined)
				.once('data', () => socket.write(Buffer.concat([head, Buffer.alloc(600_000)])));
			return socket;
		};
		const other = await opened('203.0.113.9');
		const ends = [begun(), begun()].map((one) => new Promise((ended) => one.once('close', ended)));
		await Promise.race(ends);
		expect(other.readyState).toBe(WebSocket.OPEN);
		await expect.poll(() => relay.relay.hub.counts.sockets).toBe(2);
	});
});
